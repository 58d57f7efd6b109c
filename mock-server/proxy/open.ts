import { makeServerIdentity } from './certificates.ts'
import { proxyEnvironment } from './environment.ts'
import { startProxy, type ProxyOptions } from './proxy.ts'
import { openTrustFolder } from './trust-folder.ts'

/** The proxy while it listens. */
export interface OpenProxy {
  port: number
  /** The environment that leads a backend to it. */
  environment: Record<string, string>
  close(graceMs: number): Promise<void>
}

/**
 * Starts the proxy with its own certificate authority.
 *
 * @param location the data file, beside which the authority is kept; `:memory:` for none
 * @throws TrustError the kept authority can't be used; Error with `code` `EADDRINUSE` and friends
 */
export async function openProxy(
  location: string,
  options: Omit<ProxyOptions, 'identity'>,
): Promise<OpenProxy> {
  const { authority, files, remove } = openTrustFolder(location)
  try {
    const proxy = await startProxy({ ...options, identity: makeServerIdentity(authority) })
    const { host } = options
    const near = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
    return {
      port: proxy.port,
      environment: proxyEnvironment(proxy.port, near, files),
      close: (graceMs) => proxy.close(graceMs).finally(remove),
    }
  } catch (error) {
    remove()
    throw error
  }
}
