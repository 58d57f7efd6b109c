import type { Dialog } from '../wx/dialogs.ts'
import type { Driver, Refusal } from './driver.ts'
import { describeStep, type Scenario, type Step } from './scenario.ts'

/** A scenario did not go as it should; the message says at which step, and shows the screen. */
class ScenarioError extends Error {
  override name = 'ScenarioError' as const
}

/**
 * Plays a scenario on a phone, and holds what comes of it against what should.
 *
 * @throws ScenarioError at the first step that can't be done or is not so in time
 */
export async function runScenario(scenario: Scenario, driver: Driver): Promise<void> {
  await control(driver, 'reset')
  await driver.start(scenario.phone ?? {}, scenario.start)
  for (const [index, step] of scenario.steps.entries()) {
    const problem = await soon(driver, () => play(step, driver))
    if (problem === undefined) continue
    throw new ScenarioError(
      `Scenario "${scenario.title}", step ${index + 1} of ${scenario.steps.length}, ` +
        `${describeStep(step)}:\n${problem}\nThe screen shows:\n${await driver.print()}`,
    )
  }
}

const realSetTimeout = setTimeout
const LOOK_AGAIN_MS = 5

/** Tries until nothing is wrong any more, or patience ends. */
async function soon({ patienceMs }: Driver, attempt: () => Promise<Refusal>): Promise<Refusal> {
  const end = performance.now() + patienceMs
  for (;;) {
    const problem = await attempt()
    if (problem === undefined || performance.now() > end) return problem
    await new Promise((resolve) => realSetTimeout(resolve, LOOK_AGAIN_MS))
  }
}

/** @returns what is wrong, if anything; what a person could not do they did not do */
async function play(step: Step, driver: Driver): Promise<Refusal> {
  if ('tap' in step) return driver.tap(step.tap)
  if ('type' in step) return driver.type(step.into, step.type)
  if ('enter' in step) return driver.enter(step.enter)
  if ('pick' in step) return driver.pick(step.in, step.pick)
  if ('allow' in step) return press(driver, 'consent', step.allow, ({ allow }) => allow)
  if ('deny' in step) return press(driver, 'consent', step.deny, ({ deny }) => deny)
  if ('confirm' in step) return press(driver, 'modal', step.confirm, ({ confirm }) => confirm)
  if ('cancel' in step) return press(driver, 'modal', step.cancel, ({ cancel }) => cancel)
  if ('choose' in step) return press(driver, 'actions', '', () => step.choose)
  if ('switch' in step) return flip(driver, step.switch)
  return (await happen(step, driver)) ? undefined : check(step, driver)
}

/** @returns whether this step is something that just happens */
async function happen(step: Step, driver: Driver): Promise<boolean> {
  if ('back' in step) await driver.back()
  else if ('leave' in step) await driver.leave()
  else if ('comeBack' in step) await driver.comeBack()
  else if ('relaunch' in step) await driver.relaunch()
  else if ('user' in step) await driver.relaunch(step.user)
  else if ('online' in step) await driver.setOnline(step.online)
  else if ('server' in step) await control(driver, `scenarios/${step.server}`)
  else return false
  return true
}

async function check(step: Step, driver: Driver): Promise<Refusal> {
  if ('see' in step) return seen(driver, step.see)
  if ('gone' in step) {
    await driver.settle()
    const count = await driver.count(step.gone)
    return count === 0 ? undefined : `${String(step.gone)} is on the screen.`
  }
  if ('order' in step) return inOrder(await driver.texts(), step.order)
  if ('disabled' in step) {
    const isDisabled =
      (await driver.count(step.disabled)) > 0 && (await driver.isDisabled(step.disabled))
    return isDisabled ? undefined : `${String(step.disabled)} is not there, or can be tapped.`
  }
  if ('field' in step) return differs('It holds', await driver.valueOf(step.field), step.holds)
  if ('stored' in step) {
    await driver.settle()
    return differs('The storage has', (await driver.stored(step.stored)) ?? null, step.like)
  }
  if ('backend' in step) {
    await driver.settle()
    return differs('The backend has', await backendOf(driver), step.backend)
  }
  return checkAround(step, driver)
}

async function seen(driver: Driver, text: string | RegExp): Promise<Refusal> {
  const count = await driver.count(text)
  if (count === 1) return undefined
  return `${count === 0 ? 'Nothing' : `${count} things`} on the page say${count > 1 ? '' : 's'} ${String(text)}.`
}

function inOrder(texts: string[], wanted: string[]): Refusal {
  const found = texts.filter((text) => wanted.includes(text))
  return differs('The page has, in this order,', found, wanted)
}

async function checkAround(step: Step, driver: Driver): Promise<Refusal> {
  const { route, title, dialog, toast } = await driver.around()
  if ('page' in step) return differs('The page is', route, step.page)
  if ('title' in step) return differs('The title is', title, step.title)
  if ('toast' in step) return differs('The toast says', toast ?? null, step.toast)
  if (!('dialog' in step)) return `There is no such step.`
  if (step.dialog === null) await driver.settle()
  return differs('The dialog is', dialog ? nameOf(dialog) : null, step.dialog)
}

/** Presses a button of a dialog that has to be in front. */
async function press<Kind extends Dialog['kind']>(
  driver: Driver,
  kind: Kind,
  name: string,
  labelOf: (dialog: Extract<Dialog, { kind: Kind }>) => string | undefined,
): Promise<Refusal> {
  const { dialog } = await driver.around()
  if (dialog?.kind !== kind || nameOf(dialog) !== name) {
    const front = dialog ? `${dialog.kind} "${nameOf(dialog)}" is` : 'no dialog is'
    return `There ${front} in front.`
  }
  const label = labelOf(dialog as Extract<Dialog, { kind: Kind }>)
  if (label === undefined) return 'The dialog has no such button.'
  await driver.press(label)
  return undefined
}

async function flip(driver: Driver, switches: Record<string, boolean>): Promise<Refusal> {
  const { dialog } = await driver.around()
  if (dialog?.kind !== 'settings') return "WeChat's settings page is not open."
  const missing = Object.keys(switches).filter((scope) => !(scope in dialog.authSetting))
  if (missing.length > 0) return `The settings have no switch ${missing.join(', ')}.`
  await driver.flip(switches)
  return undefined
}

/** The name of a dialog: its title, or its text where it has none. */
function nameOf(dialog: Dialog): string {
  if (dialog.kind === 'actions') return ''
  if (dialog.kind === 'settings' || dialog.kind === 'sheet') return dialog.title
  return dialog.title === '' ? dialog.text : dialog.title
}

interface MockState {
  backend: { sessions: unknown[]; users: unknown[] }
}

/** `sessions` may be expected by their number alone. */
async function backendOf({ fetch }: Driver) {
  const state = JSON.parse(await (await fetch('/__mock/state')).text()) as MockState
  const { sessions, users } = state.backend
  return { sessions: sessions.length, users }
}

async function control({ fetch }: Driver, path: string) {
  const answer = await fetch(`/__mock/${path}`, { method: 'POST' })
  if (!answer.ok) throw new Error(`The mock server refuses ${path}: ${await answer.text()}`)
}

function differs(what: string, actual: unknown, expected: unknown): Refusal {
  if (isLike(actual, expected)) return undefined
  const wanted = expected instanceof RegExp ? String(expected) : JSON.stringify(expected)
  return `${what} ${JSON.stringify(actual)}, and not ${wanted}.`
}

/** True when all that is expected is there; objects may have more, lists may not. */
function isLike(actual: unknown, expected: unknown): boolean {
  if (expected instanceof RegExp) return typeof actual === 'string' && expected.test(actual)
  if (typeof expected !== 'object' || expected === null) return Object.is(actual, expected)
  if (typeof actual !== 'object' || actual === null) return false
  if (Array.isArray(expected) && (!Array.isArray(actual) || actual.length !== expected.length)) {
    return false
  }
  return Object.entries(expected).every(([name, value]) =>
    isLike((actual as Record<string, unknown>)[name], value),
  )
}
