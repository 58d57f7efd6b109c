import { isIP } from 'node:net'

/**
 * By which kind of name a request came. A page of any site can point its own DNS name at this
 * machine and then read what answers there (rebinding); it can own none of the first three.
 *
 * `loopback`: this machine's own names. `address`: an IP address, or what container software calls
 * this machine. `named`: a name the operator gave. `foreign`: anything else, or no name at all.
 */
export type HostKind = 'loopback' | 'address' | 'named' | 'foreign'

const CONTAINER_NAMES = ['host.docker.internal', 'host.containers.internal']

/**
 * @param host a `Host` header: a name or address, and a port where one is given (RFC 9112, 3.2)
 * @param names what the operator gave with `--allow-host`, in small letters
 */
export function judgeHost(host: string, names: readonly string[] = []): HostKind {
  const [, name = '', port = '0'] = /^(\[[^\]]+\]|[^:[\]]+)(?::(\d{1,5}))?$/.exec(host) ?? []
  const known = name.toLowerCase()
  if (known === '' || Number(port) > 65_535) return 'foreign'
  const address = known.startsWith('[') ? known.slice(1, -1) : known
  const isAddress = isIP(address) === (known.startsWith('[') ? 6 : 4)
  // RFC 6761, 6.3: no resolver may ask others for a name under `localhost`.
  if (isAddress ? isLoopback(address) : /^(?:.+\.)?localhost$/.test(known)) return 'loopback'
  if (isAddress || CONTAINER_NAMES.includes(known)) return 'address'
  return names.includes(known) ? 'named' : 'foreign'
}

/** An IP address that only this machine can be called by, or call from. */
export function isLoopback(address: string): boolean {
  return /^(?:127\.|::1$|::ffff:127\.)/i.test(address)
}
