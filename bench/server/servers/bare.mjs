// The baseline: node:http alone. It reads a JSON body and sends the answer of a login.
import { createServer } from 'node:http'

const session = JSON.stringify({
  user: {
    id: 'x'.repeat(16),
    nickName: '',
    avatarUrl: '',
    gender: 0,
    city: '',
    province: '',
    country: '',
    phoneNumber: '',
  },
  expiresIn: 604800,
})

createServer((request, response) => {
  let body = ''
  request.on('data', (chunk) => (body += chunk))
  request.on('end', () => {
    if (body !== '') JSON.parse(body)
    response.writeHead(200, {
      'Content-Type': 'application/json',
      'Content-Length': session.length,
    })
    response.end(session)
  })
}).listen(Number(process.env.PORT), '127.0.0.1')
