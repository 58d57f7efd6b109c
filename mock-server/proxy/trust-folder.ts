import { createPrivateKey, X509Certificate } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { rootCertificates } from 'node:tls'
import { makeAuthority, type Identity } from './certificates.ts'
import { javaTruststore } from './java-truststore.ts'

/** The files by which a backend comes to trust the proxy. None is ever installed into the system. */
export interface TrustFolder {
  authority: Identity
  files: TrustFiles
  /** Takes away what was made for this run only. */
  remove: () => void
}

/** Absolute paths. All but `authority` also hold the roots that a client trusts anyway. */
export interface TrustFiles {
  /** The authority alone, for programs that add it to what they trust. */
  authority: string
  /** For programs that take it instead of what they trust. */
  bundle: string
  truststore: string
  /** A folder for `PHP_INI_SCAN_DIR`. */
  php: string
}

/** The authority can't be used. `message` says why and what to do. */
class TrustError extends Error {
  override name = 'TrustError' as const
}

/**
 * The authority and its files, made once and kept in a folder `proxy` beside the data file; for a
 * server that keeps nothing, in a folder that ends with it.
 *
 * @throws TrustError when the folder holds an authority that is damaged or over
 */
export function openTrustFolder(location: string): TrustFolder {
  const isKept = location !== ':memory:'
  const folder = isKept
    ? join(resolve(dirname(location)), 'proxy')
    : mkdtempSync(join(tmpdir(), 'weapp-mock-proxy-'))
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const authority = openAuthority(folder)
  return {
    authority,
    files: writeFiles(folder, authority.certificate),
    remove: () => {
      if (!isKept) rmSync(folder, { recursive: true, force: true })
    },
  }
}

function openAuthority(folder: string): Identity {
  const paths = { certificate: join(folder, 'ca.pem'), key: join(folder, 'ca-key.pem') }
  if (!existsSync(paths.certificate) && !existsSync(paths.key)) {
    const made = makeAuthority()
    writeFileSync(paths.key, made.key, { mode: 0o600, flag: 'wx' })
    writeFileSync(paths.certificate, made.certificate)
    return made
  }
  const help = `Delete ${folder} to have a new one; backends that run then need its files anew.`
  try {
    chmodSync(paths.key, 0o600)
    const [key, certificate] = [paths.key, paths.certificate].map((path) =>
      readFileSync(path, 'utf8'),
    ) as [string, string]
    const parsed = new X509Certificate(certificate)
    if (!parsed.checkPrivateKey(createPrivateKey(key)))
      throw new Error('key and certificate differ')
    if (new Date(parsed.validTo).getTime() < Date.now()) throw new Error('it is over')
    return { key, certificate }
  } catch (error) {
    throw new TrustError(
      `The proxy's certificate authority can't be used (${(error as Error).message}). ${help}`,
    )
  }
}

function writeFiles(folder: string, certificate: string): TrustFiles {
  const files: TrustFiles = {
    authority: join(folder, 'ca.pem'),
    bundle: join(folder, 'bundle.pem'),
    truststore: join(folder, 'truststore.jks'),
    php: join(folder, 'php'),
  }
  const trusted = [certificate, ...rootCertificates]
  writeFileSync(files.bundle, trusted.map((pem) => `${pem.trim()}\n`).join(''))
  writeFileSync(files.truststore, javaTruststore(trusted, new Date()))
  mkdirSync(files.php, { recursive: true })
  const quoted = JSON.stringify(files.bundle)
  writeFileSync(
    join(files.php, 'weapp-mock.ini'),
    `curl.cainfo = ${quoted}\nopenssl.cafile = ${quoted}\n`,
  )
  return files
}
