import { networkInterfaces } from 'node:os'

/** True if a server at this address listens to every network. */
export const isEverywhere = (host: string) => host === '0.0.0.0' || host === '::'

/** The addresses by which other machines of the network reach this one. */
export const networkAddresses = (): string[] =>
  Object.values(networkInterfaces())
    .flat()
    .flatMap((found) => (found?.family === 'IPv4' && !found.internal ? [found.address] : []))

/** The origin of a server on its own machine, which for one that listens everywhere is loopback. */
export function originOf(host: string, port: number): string {
  const name = isEverywhere(host) ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host
  return `http://${name}:${port}`
}

/** The origin for a phone's camera: by the network, where it listens there. */
export const originForPhones = (host: string, port: number): string =>
  originOf(isEverywhere(host) ? (networkAddresses()[0] ?? host) : host, port)
