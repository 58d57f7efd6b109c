import type { Bytes } from './file/files.ts'
import type { NodeFinder } from './wxml/nodes.ts'

/** A connection as `wx.connectSocket` needs it; a browser's `WebSocket` is one. */
export interface HostSocket {
  binaryType: string
  addEventListener(event: 'open' | 'error', listener: () => void): void
  addEventListener(event: 'message', listener: (event: { data: unknown }) => void): void
  addEventListener(
    event: 'close',
    listener: (event: { code: number; reason: string }) => void,
  ): void
  send(data: string | ArrayBuffer): void
  close(code?: number, reason?: string): void
}

/** A sound player; a browser's `Audio` element is one. */
export interface HostAudio {
  src: string
  currentTime: number
  readonly duration: number
  volume: number
  loop: boolean
  playbackRate: number
  play(): Promise<void>
  pause(): void
  addEventListener(event: string, listener: () => void): void
}

/** Draws one recorded call on a canvas: a method with its arguments, or a property with its value. */
export type CanvasAction = { method: string; args: unknown[] }

/** A `<canvas canvas-id>` of a page. */
export interface HostCanvas {
  width: number
  height: number
  /** Draws the calls, after wiping what was there unless `keep` says otherwise. */
  draw(actions: readonly CanvasAction[], keep: boolean): Promise<void>
  pixels(area: Area): Uint8ClampedArray
  putPixels(area: Area, data: Uint8ClampedArray): void
  /** The picture of a part, in another size where it is wanted. */
  picture(area: Area, to: PictureForm): Promise<Blob>
}

/** A rectangle of a canvas. */
export interface Area {
  x: number
  y: number
  width: number
  height: number
}

/** The form of an exported picture. */
export interface PictureForm {
  width: number
  height: number
  fileType: 'png' | 'jpg'
  quality: number
}

/**
 * Abilities that only the host of a phone has: a browser provides all of them, a test without a
 * document only a few. APIs that need a missing one fail with a message that says so.
 */
export interface Host {
  /** Finds elements of the pages. */
  nodes?: NodeFinder
  /** By default the global `WebSocket`, where there is one. */
  openSocket?: (url: string, protocols: string[]) => HostSocket
  /** Without it sound has a state and no noise. */
  createAudio?: () => HostAudio
  /** @returns whether a field had the focus */
  hideKeyboard?: () => boolean
  /** A file of the mini-program's package, by its path from the root. */
  readPackage?: (path: string) => Bytes | undefined
  /** Hands a picture to the person, as an album does. */
  keepPicture?: (path: string) => void
  /** Runs a method of a component's context on the page: `VideoContext`'s `play`. */
  controlComponent?: (command: {
    kind: string
    id: string | undefined
    scope: unknown
    method: string
    args: unknown[]
  }) => void
  loadFont?: (family: string, source: string) => Promise<void>
  /** The canvas with this `canvas-id` on a page or in a component. */
  canvas?: (canvasId: string, scope: unknown) => HostCanvas | undefined
  /** A canvas that no page shows, or the one behind `node` that a selector query gave. */
  offscreenCanvas?: (options: { width: number; height: number; type: string }) => object
  /** The canvas behind a `node` of a selector query or an offscreen one. */
  canvasOf?: (node: object) => HostCanvas | undefined
}
