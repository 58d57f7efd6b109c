import type { Dialog } from '../../../simulator/wx/dialogs.ts'
import type { StoryPhone, Refusal } from './phone.ts'
import { describeStep, type Story, type StoryStep } from './story.ts'

/** A story did not go as it should; the message says at which step, and shows the screen. */
class StoryError extends Error {
  override name = 'StoryError' as const
}

/**
 * Plays a story on a phone and checks its expectations.
 *
 * @throws StoryError at the first step that can't be done or is not so in time
 */
export async function playStory(story: Story, phone: StoryPhone): Promise<void> {
  await control(phone, 'reset')
  await phone.start(story.phone ?? {}, story.start)
  for (const [index, step] of story.steps.entries()) {
    const problem = await soon(phone, () => play(step, phone))
    if (problem === undefined) continue
    throw new StoryError(
      `Story "${story.title}", step ${index + 1} of ${story.steps.length}, ` +
        `${describeStep(step)}:\n${problem}\nThe screen shows:\n${await phone.screen.print()}`,
    )
  }
}

const realSetTimeout = setTimeout
const LOOK_AGAIN_MS = 5

/** Tries until nothing is wrong any more, or patience ends. */
async function soon({ patienceMs }: StoryPhone, attempt: () => Promise<Refusal>): Promise<Refusal> {
  const end = performance.now() + patienceMs
  for (;;) {
    const problem = await attempt()
    if (problem === undefined || performance.now() > end) return problem
    await new Promise((resolve) => realSetTimeout(resolve, LOOK_AGAIN_MS))
  }
}

/** @returns what is wrong, if anything; what a person could not do they did not do */
async function play(step: StoryStep, phone: StoryPhone): Promise<Refusal> {
  if ('tap' in step) return phone.user.tap(step.tap)
  if ('type' in step) return phone.user.type(step.into, step.type)
  if ('enter' in step) return phone.user.pressEnter(step.enter)
  if ('pick' in step) return phone.user.pick(step.in, step.pick)
  if ('allow' in step) return press(phone, 'consent', step.allow, ({ allow }) => allow)
  if ('deny' in step) return press(phone, 'consent', step.deny, ({ deny }) => deny)
  if ('confirm' in step) return press(phone, 'modal', step.confirm, ({ confirm }) => confirm)
  if ('cancel' in step) return press(phone, 'modal', step.cancel, ({ cancel }) => cancel)
  if ('choose' in step) return press(phone, 'actions', '', () => step.choose)
  if ('switch' in step) return flip(phone, step.switch)
  return (await happen(step, phone)) ? undefined : check(step, phone)
}

/** @returns whether this step is something that just happens */
async function happen(step: StoryStep, phone: StoryPhone): Promise<boolean> {
  if ('back' in step) await phone.user.back()
  else if ('leave' in step) await phone.user.leave()
  else if ('comeBack' in step) await phone.user.comeBack()
  else if ('relaunch' in step) await phone.relaunch()
  else if ('user' in step) await phone.relaunch(step.user)
  else if ('online' in step) await phone.setOnline(step.online)
  else if ('server' in step) await control(phone, `scenarios/${step.server}`)
  else return false
  return true
}

async function check(step: StoryStep, phone: StoryPhone): Promise<Refusal> {
  if ('see' in step) return seen(phone, step.see)
  if ('gone' in step) {
    await phone.settle()
    const count = await phone.screen.count(step.gone)
    return count === 0 ? undefined : `${String(step.gone)} is on the screen.`
  }
  if ('order' in step) return inOrder(await phone.screen.texts(), step.order)
  if ('disabled' in step) {
    const isDisabled =
      (await phone.screen.count(step.disabled)) > 0 &&
      (await phone.screen.isDisabled(step.disabled))
    return isDisabled ? undefined : `${String(step.disabled)} is not there, or can be tapped.`
  }
  if ('field' in step)
    return differs('It holds', await phone.screen.valueOf(step.field), step.holds)
  if ('stored' in step) {
    await phone.settle()
    return differs('The storage has', (await phone.stored(step.stored)) ?? null, step.like)
  }
  if ('backend' in step) {
    await phone.settle()
    return differs('The backend has', await backendOf(phone), step.backend)
  }
  return checkAround(step, phone)
}

async function seen(phone: StoryPhone, text: string | RegExp): Promise<Refusal> {
  const count = await phone.screen.count(text)
  if (count === 1) return undefined
  return `${count === 0 ? 'Nothing' : `${count} things`} on the page say${count > 1 ? '' : 's'} ${String(text)}.`
}

function inOrder(texts: string[], wanted: string[]): Refusal {
  const found = texts.filter((text) => wanted.includes(text))
  return differs('The page has, in this order,', found, wanted)
}

async function checkAround(step: StoryStep, phone: StoryPhone): Promise<Refusal> {
  const { route, title, dialog, toast } = await phone.screen.around()
  if ('page' in step) return differs('The page is', route, step.page)
  if ('title' in step) return differs('The title is', title, step.title)
  if ('toast' in step) return differs('The toast says', toast ?? null, step.toast)
  if (!('dialog' in step)) return `There is no such step.`
  if (step.dialog === null) await phone.settle()
  return differs('The dialog is', dialog ? nameOf(dialog) : null, step.dialog)
}

/** Presses a button of a dialog that has to be in front. */
async function press<Kind extends Dialog['kind']>(
  phone: StoryPhone,
  kind: Kind,
  name: string,
  labelOf: (dialog: Extract<Dialog, { kind: Kind }>) => string | undefined,
): Promise<Refusal> {
  const { dialog } = await phone.screen.around()
  if (dialog?.kind !== kind || nameOf(dialog) !== name) {
    const front = dialog ? `${dialog.kind} "${nameOf(dialog)}" is` : 'no dialog is'
    return `There ${front} in front.`
  }
  const label = labelOf(dialog as Extract<Dialog, { kind: Kind }>)
  if (label === undefined) return 'The dialog has no such button.'
  await phone.user.press(label)
  return undefined
}

async function flip(phone: StoryPhone, switches: Record<string, boolean>): Promise<Refusal> {
  const { dialog } = await phone.screen.around()
  if (dialog?.kind !== 'settings') return "WeChat's settings page is not open."
  const missing = Object.keys(switches).filter((scope) => !(scope in dialog.authSetting))
  if (missing.length > 0) return `The settings have no switch ${missing.join(', ')}.`
  await phone.user.changeSettings(switches)
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
async function backendOf({ fetch }: StoryPhone) {
  const state = JSON.parse(await (await fetch('/__mock/state')).text()) as MockState
  const { sessions, users } = state.backend
  return { sessions: sessions.length, users }
}

async function control({ fetch }: StoryPhone, path: string) {
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
