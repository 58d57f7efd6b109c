/** A fault put into the code on purpose: with it, some test of `tests/core` must fail. */
export interface Mutation {
  name: string
  /** Which of the ten promises of `docs/sessions.md` it breaks; absent: something else told there. */
  promise?: number
  /** In `miniprogram/services/`. */
  file: string
  /** Pieces of the source and what stands there instead. */
  edits: [from: string, to: string][]
}

/** `npm run test:mutations` tries each; `MUTATION=<name> npx jest tests/core/promises tests/core/api` one. */
export const mutations: Mutation[] = [
  {
    name: 'everybody-signs-in-alone',
    promise: 1,
    file: 'session.ts',
    edits: [['if (pending && !data) return pending', '']],
  },
  {
    name: 'a-sign-in-with-data-does-not-wait',
    promise: 1,
    file: 'session.ts',
    edits: [['if (before) await before.catch(() => {})', '']],
  },
  {
    name: 'every-401-signs-in',
    promise: 2,
    file: 'session.ts',
    edits: [['return session === stale ? replace(session) : session', 'return signIn()']],
  },
  {
    name: 'generations-by-token',
    promise: 2,
    file: 'session.ts',
    edits: [['session === stale ? replace', 'session.token === stale.token ? replace']],
  },
  {
    name: 'a-replay-keeps-its-token',
    promise: 2,
    file: 'api.ts',
    edits: [
      ['const session = await renew(refused)', 'await renew(refused); const session = refused'],
    ],
  },
  {
    name: 'no-deadline',
    promise: 3,
    file: 'deadline.ts',
    edits: [["timed.end(new LoginError('ERR_TIMEOUT'", "void (new LoginError('ERR_TIMEOUT'"]],
  },
  {
    name: 'abort-ends-the-sign-in',
    promise: 3,
    file: 'api.ts',
    edits: [['task.abort = () => task.end(', 'task.abort = () => signOut() ?? task.end(']],
  },
  {
    name: 'calls-outlive-a-sign-out',
    promise: 4,
    file: 'session.ts',
    edits: [["endUnderWay('ERR_SIGNED_OUT')", '']],
  },
  {
    name: 'a-sign-in-survives-a-sign-out',
    promise: 4,
    file: 'session.ts',
    edits: [
      [', undefined, timed)', ')'],
      ['failIfOver(timed)\n      return adopt(answer)', 'return adopt(answer)'],
    ],
  },
  {
    name: 'silent-sign-in-after-a-sign-out',
    promise: 4,
    file: 'session.ts',
    edits: [
      [
        'if (!session) throw signedOut()\n  return isStale',
        'if (!session) return signIn()\n  return isStale',
      ],
    ],
  },
  {
    name: 'replay-after-any-failure',
    promise: 5,
    file: 'api.ts',
    edits: [["if (refusal.code !== 'ERR_SESSION_EXPIRED') failed(refusal)\n      else", '']],
  },
  {
    name: 'replay-without-end',
    promise: 5,
    file: 'api.ts',
    edits: [
      ["return measured('replay', sent)", 'return sent.catch(() => replay(session, attempt))'],
      ['distrust(session, error)', 'void distrust'],
    ],
  },
  {
    name: 'replay-as-somebody-else',
    promise: 5,
    file: 'session.ts',
    edits: [["if (before && !isSame) endUnderWay('ERR_USER_CHANGED')", '']],
  },
  {
    name: 'a-code-is-remembered',
    promise: 6,
    file: 'wechat.ts',
    edits: [['code.then(forget, forget)', 'void forget']],
  },
  {
    name: 'the-token-in-the-address',
    promise: 6,
    file: 'http.ts',
    edits: [
      ['url: backendUrl() + path', 'url: backendUrl() + path + (token ? `?token=${token}` : "")'],
    ],
  },
  {
    name: 'the-token-in-an-error',
    promise: 6,
    file: 'http.ts',
    edits: [['`${method} ${path}: ${errMsg}`', '`${method} ${path} ${token}: ${errMsg}`']],
  },
  {
    name: 'check-session-is-forgotten',
    promise: 7,
    file: 'wechat.ts',
    edits: [['if (!wechatSession) {', '{']],
  },
  {
    name: 'no-budget',
    promise: 7,
    file: 'budget.ts',
    edits: [['recent.length >= CALLS', 'recent.length > 1e9']],
  },
  {
    name: 'any-object-is-a-session',
    promise: 8,
    file: 'storage.ts',
    edits: [['return isWhole ? ({ token,', 'return isWhole || true ? ({ token,']],
  },
  {
    name: 'old-versions-are-read-as-new',
    promise: 8,
    file: 'storage.ts',
    edits: [['if (written !== version)', 'if (written > version)']],
  },
  {
    name: 'a-full-storage-throws',
    promise: 8,
    file: 'storage.ts',
    edits: [['// Full or broken: the mirror still knows.', 'throw new Error("full")']],
  },
  {
    name: 'a-broken-storage-throws',
    promise: 8,
    file: 'storage.ts',
    edits: [
      [
        'mirror[key] = wx.getStorageSync(key)\n    } catch {',
        'mirror[key] = wx.getStorageSync(key)\n    } catch (error) { throw error;',
      ],
    ],
  },
  {
    name: 'uploads-carry-no-token',
    promise: 9,
    file: 'http.ts',
    edits: [['options.filePath =', 'options.header = {}; options.filePath =']],
  },
  {
    name: 'downloads-are-not-renewed',
    promise: 9,
    file: 'http.ts',
    edits: [
      ['const answer = answerFrom(', "const answer = method === 'DOWNLOAD' ? '' : answerFrom("],
    ],
  },
  {
    name: 'every-launch-signs-in',
    promise: 10,
    file: 'session.ts',
    edits: [['if (isStale(session)) {\n    await replace', 'if (true) {\n    await replace']],
  },
  {
    name: 'every-launch-checks-the-session',
    promise: 10,
    file: 'session.ts',
    edits: [['!isWithin(CHECK_AFTER_MS, session.checkedAt)', 'true']],
  },
  {
    name: 'a-broken-callback-of-wechat-hangs-the-sign-in',
    promise: 3,
    file: 'wechat.ts',
    edits: [
      [
        "withDeadline<LoginCode>('wx.login', DEADLINE_MS",
        "withDeadline<LoginCode>('wx.login', 1e9",
      ],
    ],
  },
  {
    name: 'an-ended-call-is-sent',
    promise: 3,
    file: 'api.ts',
    edits: [['if (!timed.isOver) timed.stop', 'timed.stop']],
  },
  {
    name: 'a-call-does-not-wait-for-a-sign-in',
    promise: 5,
    file: 'session.ts',
    edits: [['!pending && !isStale(session)', '!isStale(session)']],
  },
  {
    name: 'a-failed-renewal-is-repeated-by-everybody',
    promise: 1,
    file: 'session.ts',
    edits: [['isWithin(failed.pause, failed.at)', 'false']],
  },
  {
    name: 'a-refused-new-session-is-replaced-at-once',
    promise: 7,
    file: 'api.ts',
    edits: [['distrust(session, error)', 'void distrust']],
  },
  {
    name: 'an-old-session-is-distrusted-too',
    file: 'session.ts',
    edits: [['const isNew = isWithin(REFUSED_PAUSE_MS, session.checkedAt)', 'const isNew = true']],
  },
  {
    name: 'a-session-is-used-to-its-last-second',
    file: 'session.ts',
    edits: [['const SKEW_MS = 30_000', 'const SKEW_MS = 0']],
  },
  {
    name: 'a-short-session-is-over-at-once',
    file: 'session.ts',
    edits: [['Math.min(SKEW_MS, life / 2)', 'SKEW_MS']],
  },
  {
    name: 'offline-is-not-told',
    file: 'http.ts',
    edits: [["=== 'none'", "=== 'nothing'"]],
  },
  {
    name: 'everything-is-offline',
    file: 'http.ts',
    edits: [["networkType === 'none'", 'true']],
  },
  {
    name: 'a-timeout-is-a-network-failure',
    file: 'http.ts',
    edits: [["? 'ERR_TIMEOUT' :", "? 'ERR_NETWORK' :"]],
  },
  {
    name: 'retries-after-any-failure',
    file: 'api.ts',
    edits: [['|| !isUnreached(reason)', '']],
  },
  {
    name: 'retries-without-being-asked',
    file: 'api.ts',
    edits: [['options.retries || 0', '1']],
  },
  {
    name: 'the-reader-is-not-asked',
    file: 'api.ts',
    edits: [['read ? read(answer) : answer', 'answer']],
  },
  {
    name: 'progress-is-not-told',
    file: 'http.ts',
    edits: [['onProgress(progress)', 'void progress']],
  },
  {
    name: 'a-renewal-is-told-as-a-sign-in',
    file: 'session.ts',
    edits: [["isSame ? 'renewed' : 'userChanged'", "'signedIn'"]],
  },
  {
    name: 'a-listener-can-not-be-taken-back',
    file: 'events.ts',
    edits: [['listeners.delete(listener)', '']],
  },
  {
    name: 'one-listener-breaks-the-others',
    file: 'events.ts',
    edits: [['void Promise.reject(error)', 'throw error']],
  },
  {
    name: 'what-is-stored-belongs-to-everybody',
    file: 'storage.ts',
    edits: [['!found || found.owner !== owner', '!found']],
  },
  {
    name: 'what-is-stored-lives-for-ever',
    file: 'storage.ts',
    edits: [['entry.until =', 'void ']],
  },
  {
    name: 'nothing-is-migrated',
    file: 'storage.ts',
    edits: [['migrate(found, written)', 'undefined']],
  },
  {
    name: 'measured-without-being-asked',
    file: 'telemetry.ts',
    edits: [['report = listener', 'report = listener || report']],
  },
]
