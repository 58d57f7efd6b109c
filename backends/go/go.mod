module example.com/weapp-backend

go 1.19
