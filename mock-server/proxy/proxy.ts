import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import { prepareEnd } from '../http/ending.ts'
import { isWechatHost } from '../wechat/address.ts'
import type { Identity } from './certificates.ts'
import { forward, isFromThisMachine, refusal, tunnel } from './other-hosts.ts'

/** The choices a proxy is made with. */
export interface ProxyOptions {
  host: string
  port: number
  /** Lets programs of this machine through to every other host; refused otherwise. */
  pass: boolean
  /** The certificate for `api.weixin.qq.com`. */
  identity: Identity
  /** Answers requests to WeChat. */
  listener: RequestListener
  /** Called once when a client does not trust the certificate. */
  onDistrust: (message: string) => void
}

/** The proxy while it listens. */
export interface RunningProxy {
  port: number
  /** Ends every connection, once `graceMs` are over. */
  close(graceMs: number): Promise<void>
}

/**
 * An HTTP proxy that is `api.weixin.qq.com` itself: what is asked of that host, through `CONNECT` and
 * TLS or as a plain address, is answered here. A backend changes nothing but its environment.
 *
 * Sources: RFC 9110, section 9.3.6 (CONNECT); RFC 9112, section 3.2.2 (absolute-form)
 */
export function startProxy(options: ProxyOptions): Promise<RunningProxy> {
  const { identity, listener } = options
  const onlyWechat: RequestListener = (request, response) => {
    if (isWechatHost(request.headers.host)) return listener(request, response)
    refuse(response, 421, `This connection was opened to WeChat, not to "${request.headers.host}".`)
  }
  const secure = createSecureServer(
    { key: identity.key, cert: identity.certificate, ALPNProtocols: ['http/1.1'] },
    onlyWechat,
  )
  let hasTold = false
  secure.on('tlsClientError', (error) => {
    if (hasTold || !/unknown ca|certificate unknown|bad certificate/i.test(error.message)) return
    hasTold = true
    options.onDistrust(
      'A client did not trust the certificate of the proxy: it was started without the environment ' +
        'that is printed above.',
    )
  })
  const plain = createServer(onlyWechat)
  const proxy = createServer((request, response) => answerPlain(request, response, options))
  proxy.on('connect', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    socket.on('error', () => socket.destroy())
    const [, host = '', port = ''] = /^(.*):(\d+)$/.exec(request.url ?? '') ?? []
    if (!isWechatHost(host)) return tunnel({ host, port, socket, head, pass: options.pass })
    socket.write('HTTP/1.1 200 Connection Established\r\n\r\n')
    if (head.length > 0) socket.unshift(head)
    ;(port === '80' ? plain : secure).emit('connection', socket)
  })
  return listen(proxy, [secure, plain], options)
}

function answerPlain(
  request: IncomingMessage,
  response: Parameters<RequestListener>[1],
  { listener, pass }: ProxyOptions,
) {
  const { url = '' } = request
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) {
    return refuse(response, 400, 'This is a proxy: name it in HTTPS_PROXY. It has no pages.')
  }
  const target = new URL(url)
  if (isWechatHost(target.host)) {
    // Some clients (axios) hand even https addresses to a proxy in the open.
    request.headers.host = target.host
    return listener(request, response)
  }
  if (pass && isFromThisMachine(request.socket)) return forward(target, request, response)
  refuse(response, 403, refusal(target.host))
}

function refuse(response: Parameters<RequestListener>[1], status: number, message: string) {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', Connection: 'close' })
  response.end(`${message}\n`)
}

function listen(
  proxy: Server,
  inner: readonly Server[],
  { port, host }: ProxyOptions,
): Promise<RunningProxy> {
  const end = prepareEnd(proxy, inner)
  return new Promise((resolve, reject) => {
    proxy.once('error', reject)
    proxy.listen(port, host, () => {
      resolve({ port: (proxy.address() as AddressInfo).port, close: end })
    })
  })
}
