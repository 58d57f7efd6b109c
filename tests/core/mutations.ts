/** A fault put into the code on purpose: with it, some test of `tests/core` must fail. */
export interface Mutation {
  name: string
  /**
   * Number of the promise of `docs/en/sessions.md` that it breaks; absent: another statement of
   * that page.
   */
  promise?: number
  /** In `miniprogram/services/`. */
  file: string
  /** Pieces of the source and what stands there instead. */
  edits: [from: string, to: string][]
}

/** `npm run test:mutations` tries each; `MUTATION=<name> npx jest tests/core` one. */
export const mutations: Mutation[] = [
  {
    name: 'everybody-signs-in-alone',
    promise: 1,
    file: 'session.ts',
    edits: [['present && !data ? present.task :', 'false ? present!.task :']],
  },
  {
    name: 'a-sign-in-with-data-does-not-wait',
    promise: 1,
    file: 'session.ts',
    edits: [['for (const other of ahead) await settled(other.task)', 'void ahead']],
  },
  {
    name: 'only-the-last-in-line-is-waited-for',
    promise: 1,
    file: 'session.ts',
    edits: [
      ['signIns = signIns.filter(({ task })', 'signIns = signIns.slice(-1).filter(({ task })'],
    ],
  },
  {
    name: 'a-failed-renewal-is-repeated-by-everybody',
    promise: 1,
    file: 'renewal.ts',
    edits: [['isWithin(failed.pause, failed.at)', '(false as boolean)']],
  },
  {
    name: 'a-renewal-under-way-is-not-waited-for',
    promise: 1,
    file: 'renewal.ts',
    edits: [['if (!present && failed && isPaused)', 'if (failed && isPaused)']],
  },
  {
    name: 'every-401-signs-in',
    promise: 2,
    file: 'renewal.ts',
    edits: [['if (live && live !== stale) return live', 'if (live && !stale) return live']],
  },
  {
    name: 'a-replay-keeps-its-token',
    promise: 2,
    file: 'call.ts',
    edits: [['session = await sessionFor(task, session)', 'await sessionFor(task, session)']],
  },
  {
    name: 'a-renewal-asks-wechat-after-signing-out',
    promise: 4,
    file: 'login.ts',
    edits: [['  task.check() // trying to renew', '  // trying to renew']],
  },
  {
    name: 'no-deadline',
    promise: 3,
    file: 'task.ts',
    edits: [["this.end(new ServiceError('ERR_TIMEOUT'", "void (new ServiceError('ERR_TIMEOUT'"]],
  },
  {
    name: 'abort-ends-the-sign-in',
    promise: 3,
    file: 'call.ts',
    edits: [
      [
        '        task.check()\n        if (session) session = await ownSession(task)',
        '        task.check()',
      ],
      ['  let triesLeft', '  task.onEnd(() => signOut())\n  let triesLeft'],
    ],
  },
  {
    name: 'an-ended-call-is-sent',
    promise: 3,
    file: 'call.ts',
    edits: [
      ['  for (;;) {\n    task.check()', '  for (;;) {'],
      ['  task.check()\n  task.userId = session.user.id', '  task.userId = session.user.id'],
    ],
  },
  {
    name: 'no-sign-in-is-stopped-for-a-call-that-is-over',
    promise: 3,
    file: 'renewal.ts',
    edits: [['    task.check()\n    // While', '    // While']],
  },
  {
    name: 'it-ends-twice',
    promise: 3,
    file: 'task.ts',
    edits: [['    if (this.isOver) return\n    this.fail(error)', '    this.fail(error)']],
  },
  {
    name: 'a-broken-abort-breaks-the-sign-out',
    promise: 4,
    file: 'task.ts',
    edits: [
      [
        "  try {\n    stop()\n  } catch {\n    // WeChat's `abort` may throw, or be missing.\n  }",
        '  stop()',
      ],
    ],
  },
  {
    name: 'calls-outlive-a-sign-out',
    promise: 4,
    file: 'session.ts',
    edits: [['endTasks(signedOut(), ({ isPrivate }) => isPrivate)', '']],
  },
  {
    name: 'silent-sign-in-after-a-sign-out',
    promise: 4,
    file: 'renewal.ts',
    edits: [['if (!session && !signsInUnasked()) throw signedOut()', '']],
  },
  {
    name: 'who-signed-out-is-signed-in-at-the-next-launch',
    promise: 4,
    file: 'session-store.ts',
    edits: [["=== 'launch' && !signedOutEntry.get()", "=== 'launch'"]],
  },
  {
    name: 'replay-after-any-failure',
    promise: 5,
    file: 'call.ts',
    edits: [["codeOf(error) === 'ERR_SESSION_EXPIRED'", "codeOf(error) !== 'ERR_ABORTED'"]],
  },
  {
    name: 'replay-without-end',
    promise: 5,
    file: 'call.ts',
    edits: [['if (isReplay) throw', 'if (false as boolean) throw']],
  },
  {
    name: 'replay-as-somebody-else',
    promise: 5,
    file: 'session.ts',
    edits: [['  if (before && !isSame) {', '  if (false as boolean) {']],
  },
  {
    name: 'the-token-in-the-address',
    promise: 6,
    file: 'http.ts',
    edits: [
      ['return root + path', "return root + path + '?token=' + (heldToken || '')"],
      ['function addressOf({', "let heldToken = ''\nfunction addressOf({"],
      [
        '  const url = addressOf(call)',
        "  heldToken = (session && session.token) || ''\n  const url = addressOf(call)",
      ],
    ],
  },
  {
    name: 'a-path-may-change-the-host',
    promise: 6,
    file: 'http.ts',
    edits: [["&& path && path[0] === '/'", '']],
  },
  {
    name: 'every-backend-gets-the-token',
    promise: 6,
    file: 'http.ts',
    edits: [['otherBackend(name).hasToken === true', 'otherBackend(name) !== undefined']],
  },
  {
    name: 'the-token-in-an-error',
    promise: 6,
    file: 'transfer.ts',
    edits: [
      [
        '`${method} ${path}: ${text}`',
        '`${method} ${path}: ${text} ${JSON.stringify(envelope.header)}`',
      ],
    ],
  },
  {
    name: 'a-code-is-remembered',
    promise: 6,
    file: 'wechat.ts',
    edits: [['if (!pendingLogin || pendingLogin.isOver) {', 'if (!pendingLogin) {']],
  },
  {
    name: 'check-session-is-forgotten',
    promise: 7,
    file: 'wechat.ts',
    edits: [['if (!wechatSession) {', '{']],
  },
  {
    name: 'no-limit',
    promise: 7,
    file: 'rate-limit.ts',
    edits: [['if (count >= limit) return false', '']],
  },
  {
    name: 'a-refused-new-session-is-replaced-at-once',
    promise: 7,
    file: 'call.ts',
    edits: [['throw distrust(session, error)', 'throw error']],
  },
  {
    name: 'any-object-is-a-session',
    promise: 8,
    file: 'session-store.ts',
    edits: [['return isWhole ?', 'return isWhole || true ?']],
  },
  {
    name: 'what-throws-in-a-reader-breaks-the-app',
    promise: 8,
    file: 'storage.ts',
    edits: [
      ['      } catch {\n        return undefined', '      } catch (error) {\n        throw error'],
    ],
  },
  {
    name: 'old-versions-are-read-as-new',
    promise: 8,
    file: 'storage.ts',
    edits: [
      [
        'if (written === version) return read(value)',
        'if (isNumber(written) && written <= version) return read(value)',
      ],
    ],
  },
  {
    name: 'a-full-storage-throws',
    promise: 8,
    file: 'storage.ts',
    edits: [
      [
        '    erase(key)\n  }\n}\n\nfunction erase',
        "    throw new Error('full')\n  }\n}\n\nfunction erase",
      ],
    ],
  },
  {
    name: 'a-full-storage-keeps-who-was-before',
    promise: 8,
    file: 'storage.ts',
    edits: [['    erase(key)\n  }\n}\n\nfunction erase', '  }\n}\n\nfunction erase']],
  },
  {
    name: 'a-broken-storage-throws',
    promise: 8,
    file: 'storage.ts',
    edits: [
      [
        '    } catch {\n      mirror.set(key, undefined)',
        '    } catch (error) {\n      throw error',
      ],
    ],
  },
  {
    name: 'uploads-carry-no-token',
    promise: 9,
    file: 'transfer.ts',
    edits: [
      ['return wx.uploadFile({ ...options,', 'return wx.uploadFile({ ...options, header: {},'],
    ],
  },
  {
    name: 'downloads-are-not-renewed',
    promise: 9,
    file: 'http.ts',
    edits: [
      [
        'const read = () => (backend.readAnswer || readAnswer)(answer)',
        "const read = () => method === 'DOWNLOAD' ? '' : (backend.readAnswer || readAnswer)(answer)",
      ],
    ],
  },
  {
    name: 'every-launch-signs-in',
    promise: 10,
    file: 'renewal.ts',
    edits: [
      [
        'if (session ? isOver(session) : signsInUnasked()) await ensureSignedIn()',
        'if (session) await replace(session, false)',
      ],
    ],
  },
  {
    name: 'every-launch-checks-the-session',
    promise: 10,
    file: 'renewal.ts',
    edits: [['!isWithin(CHECK_AFTER_MS, session.checkedAt)', 'true']],
  },
  {
    name: 'calls-wait-for-whatever-is-under-way',
    promise: 11,
    file: 'renewal.ts',
    edits: [
      [
        'session !== refused && !isOver(session)',
        'session !== refused && !isOver(session) && !signInUnderWay()',
      ],
    ],
  },
  {
    name: 'a-sign-in-that-fails-fails-other-calls',
    promise: 11,
    file: 'renewal.ts',
    edits: [
      [
        "if (error && !session && codeOf(error) !== 'ERR_ABORTED') throw error",
        'if (error) throw error',
      ],
    ],
  },
  {
    name: 'trouble-at-the-launch-is-thrown',
    promise: 11,
    file: 'renewal.ts',
    edits: [['await settled(replace(session, false))', 'await replace(session, false)']],
  },
  {
    name: 'a-storm-of-renewals',
    promise: 12,
    file: 'renewal.ts',
    edits: [['RENEWALS_PER_MINUTE = 4', 'RENEWALS_PER_MINUTE = 1e9']],
  },
  {
    name: 'a-limit-by-the-clock',
    promise: 12,
    file: 'rate-limit.ts',
    edits: [
      [
        '  recent[what] = count + 1\n',
        '  recent[what] = (seen[what] || 0) > Date.now() - milliseconds ? count + 1 : 1\n  seen[what] = Date.now()\n',
      ],
      [
        'const recent: Record<string, number> = {}',
        'const recent: Record<string, number> = {}\nconst seen: Record<string, number> = {}',
      ],
    ],
  },
  {
    name: 'the-copy-says-who-is-signed-in',
    promise: 13,
    file: 'session-store.ts',
    edits: [['  return session && { ...session.user }', '  return session && userInfoEntry.get()']],
  },
  {
    name: 'a-sign-in-called-off-goes-on',
    promise: 14,
    file: 'session.ts',
    edits: [
      [
        '    task.check()\n    return adopt(answer, isSilent)',
        '    return adopt(answer, isSilent)',
      ],
    ],
  },
  {
    name: 'one-page-calls-off-for-all',
    promise: 14,
    file: 'task.ts',
    edits: [['if (--shared.sharers === 0) shared.abort()', 'shared.abort()']],
  },
  {
    name: 'a-lost-deletion-is-forgotten',
    promise: 14,
    file: 'account.ts',
    edits: [['changeSession(session, { isLeaving: true })', '']],
  },
  {
    name: 'a-refused-deletion-counts-as-lost',
    file: 'account.ts',
    edits: [['if (isRefusal) changeSession(session, { isLeaving: wasLeaving })', 'void isRefusal']],
  },
  {
    name: 'a-broken-callback-of-wechat-hangs-the-sign-in',
    promise: 3,
    file: 'wechat-call.ts',
    edits: [['const DEADLINE_MS = 10_000', 'const DEADLINE_MS = 1e9']],
  },
  {
    name: 'an-old-session-is-distrusted-too',
    file: 'renewal.ts',
    edits: [['const isNew = isWithin(MINUTE_MS, session.checkedAt)', 'const isNew = true']],
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
    file: 'transfer.ts',
    edits: [["=== 'none'", "=== 'nothing'"]],
  },
  {
    name: 'everything-is-offline',
    file: 'transfer.ts',
    edits: [["networkType === 'none'", 'networkType !== undefined']],
  },
  {
    name: 'a-mute-network-type-is-waited-for',
    file: 'transfer.ts',
    edits: [['const NETWORK_TYPE_MS = 200', 'const NETWORK_TYPE_MS = 20_000']],
  },
  {
    name: 'a-timeout-is-a-network-failure',
    file: 'transfer.ts',
    edits: [["test(errMsg) ? 'ERR_TIMEOUT' :", "test(errMsg) ? 'ERR_NETWORK' :"]],
  },
  {
    name: 'retries-after-any-failure',
    file: 'call.ts',
    edits: [
      [
        "code === 'ERR_NETWORK' || code === 'ERR_OFFLINE' ? RETRY_AFTER_MS : Infinity",
        'code ? RETRY_AFTER_MS : Infinity',
      ],
    ],
  },
  {
    name: 'retries-without-being-asked',
    file: 'call.ts',
    edits: [['options.retries || 0', '1']],
  },
  {
    name: 'retry-after-is-not-waited-for',
    file: 'call.ts',
    edits: [['Math.max(RETRY_AFTER_MS, retryAfter * 1000)', 'RETRY_AFTER_MS']],
  },
  {
    name: 'a-long-timeout-fires-at-once',
    file: 'call.ts',
    edits: [
      [
        'return timeout > LONGEST_MS ? usual : timeout',
        'return timeout > LONGEST_MS ? 1 : timeout',
      ],
    ],
  },
  {
    name: 'a-timeout-that-is-none-is-taken',
    file: 'call.ts',
    edits: [
      [
        "if (typeof timeout !== 'number' || !(timeout > 0)) return undefined",
        "if (typeof timeout !== 'number') return undefined",
      ],
    ],
  },
  {
    name: 'equal-calls-are-sent-each',
    file: 'merged-get.ts',
    edits: [['known && !known.isOver ?', 'known && !known.isOver && sent.size > 9 ?']],
  },
  {
    name: 'the-reader-is-not-asked',
    file: 'call.ts',
    edits: [['return read ? read(answer) : answer', 'return answer']],
  },
  {
    name: 'a-web-page-is-an-answer',
    file: 'answers.ts',
    edits: [['if (!/html/i.test(type) &&', 'if (true ||']],
  },
  {
    name: 'every-name-is-an-error-code',
    file: 'answers.ts',
    edits: [
      ['isKnown ? errorCodes[serverCode]!', 'errorCodes[serverCode] ? errorCodes[serverCode]!'],
    ],
  },
  {
    name: 'a-text-is-parsed-twice',
    file: 'transfer.ts',
    edits: [
      ["const body = method === 'UPLOAD' ? parsed(data) : data", 'const body = parsed(data)'],
    ],
  },
  {
    name: 'progress-is-not-told',
    file: 'transfer.ts',
    edits: [['onProgress(progress)', 'void progress']],
  },
  {
    name: 'a-refusal-is-handed-out-as-a-stream',
    file: 'stream.ts',
    edits: [['isGood = !isOther &&', 'isGood = true ||']],
  },
  {
    name: 'a-stream-ends-by-its-length',
    file: 'stream.ts',
    edits: [['task.extend(silence)', 'void silence']],
  },
  {
    name: 'half-a-character-is-handed-out',
    file: 'text-stream.ts',
    edits: [['    rest = tail\n    return whole', "    rest = ''\n    return rest + whole + tail"]],
  },
  {
    name: 'a-page-keeps-its-calls',
    file: 'page-calls.ts',
    edits: [['calls.forEach((call) => call.abort())', '']],
  },
  {
    name: 'a-renewal-is-told-as-a-sign-in',
    file: 'session.ts',
    edits: [["isSame ? 'renewed' : 'userChanged'", "'signedIn'"]],
  },
  {
    name: 'a-listener-can-not-be-taken-back',
    file: 'events.ts',
    edits: [['subscriptions.filter((other) => other !== subscription)', 'subscriptions.slice()']],
  },
  {
    name: 'one-listener-breaks-the-others',
    file: 'events.ts',
    edits: [['void Promise.reject(error)', 'throw error']],
  },
  {
    name: 'events-overtake-each-other',
    file: 'events.ts',
    edits: [['  if (isTelling) return\n', '']],
  },
  {
    name: 'a-listener-taken-back-is-called',
    file: 'events.ts',
    edits: [['if (subscriptions.indexOf(subscription) >= 0) call', 'call']],
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
    edits: [['migrate(value, written)', 'undefined']],
  },
  {
    name: 'lists-become-objects',
    file: 'storage.ts',
    edits: [['!Array.isArray(value) &&', '']],
  },
  {
    name: 'measured-without-being-asked',
    file: 'telemetry.ts',
    edits: [['report = listener', 'report = listener || report']],
  },
  {
    name: 'a-runaway-is-said-at-every-call',
    file: 'telemetry.ts',
    edits: [['isRunawayReported = true', '']],
  },
  {
    name: 'es5-errors-are-plain',
    file: 'errors.ts',
    edits: [['Object.setPrototypeOf(this, ServiceError.prototype)', '']],
  },
]
