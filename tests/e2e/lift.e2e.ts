import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A mini-program of one line, and the part of `wx` that signing in needs. */
const elsewhere = `
  const storage = {}
  global.wx = {
    getAccountInfoSync: () => ({ miniProgram: { envVersion: 'release' } }),
    getStorageSync: (key) => storage[key] || '',
    setStorageSync: (key, value) => { storage[key] = value },
    login: ({ success }) => success({ code: 'c', errMsg: 'login:ok' }),
    request({ url, data, success }) {
      const user = { id: 'ann', nickName: url + ' ' + data.code, avatarUrl: '' }
      success({ statusCode: 200, data: { token: 't', expiresIn: 60, user } })
      return { abort() {} }
    },
  }
  const { signIn, currentUser } = require('./login/services/index')
  signIn().then(() => console.log(currentUser().nickName))
`

test('`npm run lift` fills an empty folder elsewhere, and plain Node can run what it wrote', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lift-'))
  const run = (...args: string[]) => {
    const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
    return stdout + stderr
  }
  try {
    const cli = ['--import', 'tsx', 'simulator/cli/cli.ts', 'lift']
    expect(run(...cli)).toContain('Say where to: weapp-login-kit lift ../my-app/login')
    expect(run(...cli, join(folder, 'login'))).toMatch(/\d+ files/)
    writeFileSync(join(folder, 'app.js'), elsewhere)
    expect(run(join(folder, 'app.js'))).toBe('https://api.example.com/api/login c\n')
  } finally {
    rmSync(folder, { recursive: true })
  }
})
