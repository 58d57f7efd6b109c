// msw handlers served by its own middleware.
import { createServer } from '@mswjs/http-middleware'
import { http, HttpResponse } from 'msw'

const handlers = [
  http.get('/session', () =>
    HttpResponse.json({ user: { id: 'x'.repeat(16) }, expiresIn: 604800 }),
  ),
  http.post('/login', async ({ request }) => {
    const { code } = await request.json()
    return HttpResponse.json({ token: code, expiresIn: 604800 })
  }),
]
createServer(...handlers).listen(Number(process.env.PORT), '127.0.0.1')
