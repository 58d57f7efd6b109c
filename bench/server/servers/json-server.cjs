// json-server's own generated route for the read; a custom route for the login, as its readme shows.
const jsonServer = require('json-server')

const server = jsonServer.create()
const router = jsonServer.router({
  session: { user: { id: 'x'.repeat(16), nickName: '' }, expiresIn: 604800 },
})
server.use(jsonServer.bodyParser)
server.post('/login', (request, response) =>
  response.json({ token: request.body.code, expiresIn: 604800 }),
)
server.use(router)
server.listen(Number(process.env.PORT), '127.0.0.1')
