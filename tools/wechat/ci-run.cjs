/**
 * Compiles a project with `miniprogram-ci` and prints the result as JSON. Runs in a process of
 * its own, beside the `node_modules` that has it:
 *
 *     node ci-run.cjs <folder with node_modules> <project> <scratch folder>
 */
const { createRequire } = require('node:module')
const { generateKeyPairSync } = require('node:crypto')
const { readFileSync, writeFileSync } = require('node:fs')
const path = require('node:path')

const [home, project, scratch] = process.argv.slice(2)
const print = (result) => {
  process.stdout.write(`\n${JSON.stringify(result)}\n`, () => process.exit(0)) // its workers would keep the process alive
}

/** The account as WeChat would describe it, as for any app: so no account and no network is needed. */
const account = {
  appid: 'touristappid',
  gameApp: false,
  isSandbox: true,
  released: true,
  setting: {
    MaxCodeSize: 2,
    MaxSubpackageSubCodeSize: 2,
    MaxSubpackageFullCodeSize: 30,
    NavigateMiniprogramLimit: 10,
    MaxSubPackageLimit: 100,
    MinTabbarCount: 2,
    MaxTabbarCount: 5,
    MaxTabbarIconSize: 40,
  },
}

async function run() {
  const load = createRequire(path.join(home, 'package.json'))
  const ci = load('miniprogram-ci')
  // It wants the key that uploads are signed with; nothing is uploaded, so any key will do.
  const privateKeyPath = path.join(scratch, 'key.pem')
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
  })
  writeFileSync(privateKeyPath, privateKey, { mode: 0o600 })
  const appid = account.appid
  const options = { appid, type: 'miniProgram', projectPath: project, privateKeyPath }
  const subject = new ci.Project({ ...options, ignores: ['node_modules/**/*'] })
  subject.attr = async () => account
  subject._attr = account
  const file = path.join(scratch, 'package.zip')
  const setting = { es6: true, es7: true, minify: true, autoPrefixWXSS: true }
  await ci.getCompiledResult(
    { project: subject, version: '1', setting, onProgressUpdate() {} },
    file,
  )
  print({ sizes: sizesIn(readFileSync(file)) })
}

/** The files in a zip archive and their sizes unpacked, from its central directory. */
function sizesIn(zip) {
  const sizes = {}
  let at = zip.readUInt32LE(zip.lastIndexOf('PK\x05\x06', undefined, 'latin1') + 16)
  while (zip.readUInt32LE(at) === 0x02014b50) {
    const nameLength = zip.readUInt16LE(at + 28)
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength)
    if (!name.endsWith('/')) sizes[name] = zip.readUInt32LE(at + 24)
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  return sizes
}

run().catch((error) => print({ error: String(error.message ?? error), code: error.code }))
