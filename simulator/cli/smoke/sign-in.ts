import { say } from '../../../mock-server/index.ts'
import type { Stage } from '../stage.ts'

/** Words on buttons that sign in. */
const WORDS = /登录|登陆|授权|微信|sign ?in|log ?in/i
const ROUNDS = 6
const ROUND_MS = 1_500

/**
 * Signs in as a new user would: taps the buttons whose text promises it, and allows everything
 * WeChat asks for.
 *
 * @returns the outcome, in words
 */
export async function signIn(stage: Stage): Promise<string> {
  await stage.coldStart()
  await stage.hub.call('Kit.idle')
  for (let round = 0; round < ROUNDS; round++) {
    const tapped = (await stage.hub.call('Kit.tapWords', { pattern: WORDS.source })) as {
      text: string | null
    }
    await answerWindows(stage)
    await stage.hub.call('Kit.idle', { timeoutMs: ROUND_MS })
    if (await hasSession(stage)) {
      return say(`已登录：点了“${tapped.text ?? ''}”。`, `Signed in by "${tapped.text ?? ''}".`)
    }
    if (tapped.text === null) break
  }
  return (await hasCode(stage))
    ? say(
        '试着登录：微信给了 code；后端是否接受，看页面。',
        'Tried to sign in: WeChat gave a code; whether the backend took it, the pages show.',
      )
    : say(
        '试着登录，没有找到办法：页面在没登录的状态下打开。',
        'Tried to sign in and found no way: the pages are opened signed out.',
      )
}

async function answerWindows({ hub }: Stage) {
  for (let window = 0; window < 3; window++) {
    const allowed = await hub.call('Kit.allow', { timeoutMs: 700 }).catch(() => undefined)
    if ((allowed as { answered?: boolean } | undefined)?.answered !== true) return
  }
}

interface State {
  wechat: { codes?: unknown[] }
  backend: { sessions?: unknown[] }
}

const stateOf = async ({ origin }: Stage) =>
  (await (await fetch(`${origin}/__mock/state`)).json()) as State

const hasSession = async (stage: Stage) =>
  ((await stateOf(stage)).backend.sessions ?? []).length > 0
const hasCode = async (stage: Stage) => ((await stateOf(stage)).wechat.codes ?? []).length > 0
