import { createMockServer } from '../../mock-server/app.ts'
import { openStore } from '../../mock-server/store/store.ts'
import { World } from '../../mock-server/contract/world.ts'

const WECHAT = 'http://127.0.0.1:3900'
const BACKEND = 'http://127.0.0.1:8000'

type Send = (request: Request) => Promise<Response>

/** A breakage of a good backend: between it and the phone, or between it and WeChat. */
export interface Breakage {
  phone?: (request: Request, send: Send) => Promise<Response>
  wechat?: (
    url: string,
    init: RequestInit,
    send: (url: string, init: RequestInit) => Promise<Response>,
  ) => Promise<Response>
}

/** A fake WeChat and a good backend pointed at it, with what breaks the backend put around it. */
export function worldWith(...breakages: Breakage[]): World {
  const fake = createMockServer({
    store: openStore(':memory:'),
    wechatBaseUrl: () => '',
    strictCodes: true,
  })
  const atFake = async (url: string, init: RequestInit) => {
    let isDropped = false
    const answer = await fake.fetch(new Request(url, init), { drop: () => (isDropped = true) })
    if (isDropped) throw new TypeError('fetch failed')
    return answer
  }
  const toWechat = breakages.reduce(
    (send, { wechat }) =>
      wechat ? (url: string, init: RequestInit) => wechat(url, init, send) : send,
    atFake,
  )
  const backend = createMockServer({
    store: openStore(':memory:'),
    wechatBaseUrl: () => `${WECHAT}/api.weixin.qq.com`,
    wechatFetch: toWechat,
  })
  const toBackend = breakages.reduce<Send>(
    (send, { phone }) => (phone ? (request) => phone(request, send) : send),
    async (request) => backend.fetch(request),
  )
  const send = async (input: string | URL | Request, init: RequestInit = {}) => {
    const url = input instanceof Request ? input.url : String(input)
    return url.startsWith(BACKEND) ? toBackend(new Request(url, init)) : atFake(url, init)
  }
  return new World(BACKEND, WECHAT, send)
}

const pathOf = ({ url }: Request) => new URL(url).pathname

type Json = Record<string, unknown>

const change = async (
  answer: Response,
  edit: (body: Json, status: number) => Json,
  status = answer.status,
) => {
  if (!/json/.test(answer.headers.get('content-type') ?? '')) return answer
  const body = edit((await answer.json()) as Json, answer.status)
  return new Response(JSON.stringify(body), { status, headers: answer.headers })
}

/** Every answer of these paths, its JSON edited. */
const editing = (path: RegExp, edit: (body: Json, status: number) => Json): Breakage => ({
  phone: async (request, send) => {
    const answer = await send(request)
    return path.test(pathOf(request)) ? change(answer, edit) : answer
  },
})

/** A refusal that this backend does not make, or calls otherwise. */
const insteadOf = (code: string, status: number, body: Json): Breakage => ({
  phone: async (request, send) => {
    const answer = await send(request)
    if (answer.status < 400) return answer
    const text = await answer.text()
    if (!text.includes(`"${code}"`)) return new Response(text, answer)
    return Response.json(body, { status })
  },
})

/** Each breakage under the cause that must be named for it. */
export const brokenBackends: Record<string, Record<string, Breakage>> = {
  'wraps its answers, as many do': {
    'expires-in': editing(/^\/api\/(login|session)$/, (body) =>
      typeof body.expiresIn === 'number' ? { ...body, expiresIn: body.expiresIn * 1000 } : body,
    ),
    'openid-shown': {
      phone: async (request, send) => {
        const answer = await send(request)
        if (pathOf(request) !== '/api/login') return answer
        return change(answer, (body) =>
          body.token ? { ...body, openid: 'oAbcdefghijklmnopqrstuvwxyz1' } : body,
        )
      },
    },
    'wrapped-answers': {
      phone: async (request, send) => {
        const answer = await send(request)
        return change(answer, (body, status) =>
          status < 400
            ? { code: 0, data: body, msg: 'ok' }
            : { code: status, data: null, msg: JSON.stringify(body) },
        )
      },
    },
    'errors-with-200': {
      phone: async (request, send) => {
        const answer = await send(request)
        return answer.status < 400
          ? answer
          : new Response(await answer.text(), {
              status: 200,
              headers: { 'Content-Type': 'application/json' },
            })
      },
    },
  },

  'forgets to end sessions': {
    'logout-ends-nothing': {
      phone: async (request, send) =>
        pathOf(request) === '/api/logout' ? new Response(null, { status: 204 }) : send(request),
    },
    'former-session-stays': {
      phone: async (request, send) => {
        if (pathOf(request) === '/api/login') request.headers.delete('authorization')
        return send(request)
      },
    },
    'unknown-token-taken': {
      phone: async (request, send) =>
        request.headers.get('authorization') === `Bearer ${'x'.repeat(43)}`
          ? Response.json({ user: { id: 'somebody' }, expiresIn: 60 })
          : send(request),
    },
    'session-outlives-account': outliving(),
  },

  'takes WeChat for granted': {
    'code-sent-twice': {
      wechat: async (url, init, send) => {
        const answer = await send(url, init)
        const isGood =
          url.includes('jscode2session') && (await answer.clone().text()).includes('openid')
        if (isGood) await send(url, init)
        return answer
      },
    },
    'busy-not-told': insteadOf('wechat_busy', 401, {
      error: { code: 'code_invalid', message: 'Bad code', requestId: '1' },
    }),
    'unreachable-is-500': insteadOf('wechat_unreachable', 500, {
      error: { code: 'internal', message: 'fetch failed', requestId: '1' },
    }),
    'token-not-renewed': {
      wechat: (() => {
        let refused: string | undefined
        return async (url, init, send) => {
          if (!url.includes('getuserphonenumber')) return send(url, init)
          const text = refused ?? (await (await send(url, init)).text())
          refused = refused === undefined && /"errcode":(40001|42001)/.test(text) ? text : undefined
          return new Response(text)
        }
      })(),
    },
  },

  'believes and tells everything': {
    'session-key-shown': editing(/^\/api\/login$/, (body) =>
      body.token ? { ...body, k: 'AAAAAAAAAAAAAAAAAAAAAA==' } : body,
    ),
    'watermark-not-checked': insteadOf('encrypted_data_invalid', 200, {
      phoneNumber: '138****8000',
    }),
    'signature-not-checked': insteadOf('signature_invalid', 200, { nickName: 'Eve' }),
    'phone-shown': editing(/^\/api\/phone$/, (body) =>
      body.phoneNumber ? { phoneNumber: '13800138000' } : body,
    ),
  },
}

/** A session is remembered beside the user, who may be gone. */
function outliving(): Breakage {
  const kept = new Map<string, string>()
  const gone = new Set<string>()
  return {
    phone: async (request, send) => {
      const token = request.headers.get('authorization') ?? ''
      const answer = await send(request)
      if (pathOf(request) === '/api/account' && answer.status === 204) {
        const mine = kept.get(token)
        for (const [other, user] of kept) if (user === mine) gone.add(other)
      }
      if (pathOf(request) === '/api/login' && answer.status === 200) {
        const body = (await answer.clone().json()) as { token: string; user: { id: string } }
        kept.set(`Bearer ${body.token}`, body.user.id)
      }
      if (pathOf(request) !== '/api/session' || answer.status !== 401 || !gone.has(token))
        return answer
      return Response.json({ user: { id: kept.get(token) }, expiresIn: 60 })
    },
  }
}
