import type { Browser, Frame, Page } from 'playwright-core'
import { previewPhone } from '../../support/story/in-preview.ts'
import type { Text } from '../../support/story/story.ts'
import type { Simulator } from '../../../simulator/wx/simulator.ts'
import { launchBrowser } from '../../../simulator/automator/browser.ts'
import type { ContractPhone } from './phone.ts'
import { startPreviews, type Previews } from './previews.ts'

const PATIENCE_MS = 15_000
const LOOK_AGAIN_MS = 20

/** As much of the phone's window as is needed here. */
interface PhoneWindow {
  phone: {
    simulator: Simulator
    problems: string[]
    errors: { file: string; line?: number; message: string }[]
  }
}

/** Plays contracts in Chromium. */
export function chromiumWorld() {
  let started: Promise<[Browser, Previews]> | undefined
  return {
    async open(root: string): Promise<ContractPhone> {
      started ??= Promise.all([launchBrowser(), startPreviews()])
      const [browser, previews] = await started
      const preview = await previews.open(root)
      const context = await browser.newContext({ locale: 'en-US' })
      const page = await context.newPage()
      const opened = await open(page, preview.origin)
      return {
        ...opened,
        async close() {
          await context.close()
          await preview.close()
        },
      }
    },
    async close() {
      if (!started) return
      const [browser, previews] = await started
      await browser.close()
      previews.close()
    },
  }
}

async function open(page: Page, origin: string): Promise<ContractPhone> {
  page.setDefaultTimeout(PATIENCE_MS)
  const phone = previewPhone(page, origin)
  await phone.start({}, undefined)
  const frame = (await (await page.waitForSelector('#screen')).contentFrame()) as Frame
  const refusing = async (refusal: Promise<string | undefined>) => {
    const reason = await refusal
    if (reason !== undefined) throw new Error(`${reason}\n${await phone.screen.print()}`)
  }
  const untilCount = async (text: Text, isRight: (count: number) => boolean) => {
    const end = performance.now() + PATIENCE_MS
    while (!isRight(await phone.screen.count(text))) {
      if (performance.now() > end) {
        const count = await phone.screen.count(text)
        throw new Error(`${count} things say ${String(text)}.\n${await phone.screen.print()}`)
      }
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS))
    }
  }
  const onFront = <Result, Arg>(look: (page: HTMLElement, arg: Arg) => Result, arg: Arg) =>
    frame
      .locator('page:not([hidden])')
      .last()
      .evaluate(look as never, arg) as Promise<Result>
  return {
    tap: (text) => refusing(phone.user.tap(text)),
    type: (field, text) => refusing(phone.user.type(field, text)),
    press: (label) => phone.user.press(label),
    back: () => phone.user.back(),
    see: (text) => untilCount(text, (count) => count === 1),
    gone: (text) => untilCount(text, (count) => count === 0),
    around: () => phone.screen.around(),
    valueOf: (field) => phone.screen.valueOf(field),
    call: <Result>(method: string, ...args: unknown[]) =>
      frame.evaluate(callMethod, [method, args] as const) as Promise<Result>,
    data: () => frame.evaluate(readData),
    texts: (name) =>
      onFront(
        (page, name) =>
          [...page.querySelectorAll(`.${name}, [class$="--${name}"]`)].map(
            (element) => element.textContent ?? '',
          ),
        name,
      ),
    look: (look, arg) => onFront(look as never, arg),
    stored: (key) => phone.stored(key),
    settle: () => phone.settle(),
    takeProblems: () => frame.evaluate(takeProblems),
    async close() {},
  }
}

// These run in the phone's own window.

async function callMethod([method, args]: readonly [string, unknown[]]): Promise<unknown> {
  const { current } = (window as unknown as PhoneWindow).phone.simulator.pages
  const instance = current?.instance as unknown as Record<string, (...args: unknown[]) => unknown>
  const result: unknown = await instance[method]?.(...args)
  return result === undefined ? undefined : JSON.parse(JSON.stringify(result))
}

function readData(): Record<string, unknown> {
  const { current } = (window as unknown as PhoneWindow).phone.simulator.pages
  const instance = current?.instance as unknown as { data: unknown } | undefined
  return JSON.parse(JSON.stringify(instance?.data ?? {})) as Record<string, unknown>
}

function takeProblems(): string[] {
  const { problems, errors } = (window as unknown as PhoneWindow).phone
  const faults = errors
    .splice(0)
    .map(({ file, line, message }) => `${file}${line === undefined ? '' : `:${line}`}: ${message}`)
  return [...faults, ...problems.splice(0)]
}
