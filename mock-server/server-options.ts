import type { LiveWechat } from './app.ts'
import type { Seed } from './seed/seed.ts'
import type { ProfileMode } from './wechat/client-api.ts'

/** All options of a server. Defaults are those of `npx weapp-mock-server`. */
export interface ServerOptions {
  /** Default 3900; 0 takes a free one. */
  port?: number
  /** The address it listens on. Default `127.0.0.1`: this machine only. */
  host?: string
  /** Names by which other machines may call it, beside its IP addresses; in small letters. */
  hosts?: readonly string[]
  /** A request that sends it may use the control routes from anywhere. */
  controlToken?: string | undefined
  /** A file's path, or `:memory:`, which is the default. */
  location?: string
  /** Refuse login codes this fake did not issue. Default false: DevTools' own codes sign in. */
  strictCodes?: boolean
  /** Listen as an HTTP proxy that is api.weixin.qq.com, too. */
  proxy?: ProxyChoice | undefined
  /** The people, apps and settings the server begins with: as they are, or a file with them. */
  seed?: Seed | string | undefined
  /** User info with real names, or as WeChat gives it today. Default `named`. */
  profile?: ProfileMode
  /** The backend asks this WeChat instead of the fake one. */
  live?: LiveWechat | undefined
}

/** Options of the server as a proxy. */
export interface ProxyChoice {
  /** 0 takes a free one. */
  port: number
  /** Let programs of this machine through to every other host. */
  pass: boolean
  /** The file to which the environment that leads to it is written, as lines `NAME=value`. */
  environmentFile?: string | undefined
}
