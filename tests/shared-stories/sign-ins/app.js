App({ globalData: { backend: 'http://127.0.0.1:3900/api' } })
