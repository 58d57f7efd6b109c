import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BundleName, Bundles } from './bundles.ts'

/** The URL of a bundle: it changes with the bundle's content. */
const addressOf = async (bundles: Bundles, name: BundleName) =>
  `/__preview/${name}?v=${await bundles.hashOf(name)}`

/** An HTML file of the preview with the present addresses in place of `%name%`. */
async function fill(path: string, addresses: Record<string, Promise<string> | string>) {
  let html = readFileSync(path, 'utf8')
  for (const [name, address] of Object.entries(addresses)) {
    html = html.replaceAll(`%${name}%`, await address)
  }
  return html
}

/** The desk: the phone with its frame, and the inspector. */
export const deskPage = (home: string, bundles: Bundles) =>
  fill(join(home, 'index.html'), {
    'frame.css': addressOf(bundles, 'frame.css'),
    'frame.js': addressOf(bundles, 'frame.js'),
    'inspector.css': addressOf(bundles, 'inspector.css'),
    'inspector.js': addressOf(bundles, 'inspector.js'),
  })

interface PhonePage {
  /** Of the mini-program. */
  version: string
  /** True if the phone connects to the server for automation. */
  isDriven: boolean
  /** True where this server answers `wx.cloud.callFunction`. */
  hasCloud: boolean
}

/** The page inside the phone's screen. */
export const phonePage = (
  home: string,
  bundles: Bundles,
  { version, isDriven, hasCloud }: PhonePage,
) =>
  fill(join(home, 'phone.html'), {
    'phone.css': addressOf(bundles, 'phone.css'),
    'phone.js': addressOf(bundles, 'phone.js'),
    version,
    automation: isDriven ? 'on' : 'off',
    cloud: hasCloud ? 'on' : 'off',
  })
