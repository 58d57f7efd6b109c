import { generateKeyPairSync, randomBytes } from 'node:crypto'
import forge from 'node-forge'

/** A private key and its certificate, both PEM. */
export interface Identity {
  key: string
  certificate: string
}

/** The one host the authority may speak for, with the regional names below it. */
const HOST = 'api.weixin.qq.com'
const NAMES = [HOST, `sh.${HOST}`, `sz.${HOST}`, `hk.${HOST}`]

const DAY_MS = 24 * 3600_000
const AUTHORITY_DAYS = 3650
/** Apple's and other clients take no server certificate that lives longer than 398 days. */
const SERVER_DAYS = 90

/**
 * An authority whose certificates hold for `api.weixin.qq.com` and names below it, and for nothing
 * else, should its key ever fall into other hands: name constraints permit that one host and exclude
 * every IP address.
 *
 * Source: RFC 5280, section 4.2.1.10
 */
export function makeAuthority(): Identity {
  const { key, publicKey } = makeKey()
  const subject = [
    { name: 'commonName', value: `weapp-login-kit, for ${HOST} on this machine` },
    { name: 'organizationName', value: 'weapp-login-kit' },
  ]
  const certificate = draft(publicKey, AUTHORITY_DAYS)
  certificate.setSubject(subject)
  certificate.setIssuer(subject)
  certificate.setExtensions([
    { name: 'basicConstraints', cA: true, pathLenConstraint: 0, critical: true },
    { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    { name: 'subjectKeyIdentifier' },
    { id: '2.5.29.30', critical: true, value: forge.asn1.toDer(nameConstraints()).getBytes() },
  ])
  return sign(certificate, key, key)
}

/** A certificate for the host, of the authority; made again at each start, and never written down. */
export function makeServerIdentity(
  authority: Identity,
  names: readonly string[] = NAMES,
): Identity {
  const { key, publicKey } = makeKey()
  const issuer = forge.pki.certificateFromPem(authority.certificate)
  const certificate = draft(publicKey, SERVER_DAYS)
  certificate.setSubject([{ name: 'commonName', value: names[0] ?? HOST }])
  certificate.setIssuer(issuer.subject.attributes)
  certificate.setExtensions([
    { name: 'basicConstraints', cA: false, critical: true },
    { name: 'keyUsage', digitalSignature: true, keyEncipherment: true, critical: true },
    { name: 'extKeyUsage', serverAuth: true },
    { name: 'subjectAltName', altNames: names.map((value) => ({ type: DNS_NAME, value })) },
    {
      name: 'authorityKeyIdentifier',
      keyIdentifier: issuer.generateSubjectKeyIdentifier().getBytes(),
    },
  ])
  return sign(certificate, authority.key, key)
}

const DNS_NAME = 2
const IP_ADDRESS = 7

function makeKey() {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  })
  return { key: privateKey, publicKey: forge.pki.publicKeyFromPem(publicKey) }
}

/** A certificate without names and signature, valid from yesterday on. */
export function draft(publicKey: forge.pki.PublicKey, days: number): forge.pki.Certificate {
  const certificate = forge.pki.createCertificate()
  certificate.publicKey = publicKey
  certificate.serialNumber = `01${randomBytes(15).toString('hex')}` // positive, as RFC 5280 wants it
  const now = Date.now()
  certificate.validity.notBefore = new Date(now - DAY_MS) // clocks differ between machines
  certificate.validity.notAfter = new Date(now + days * DAY_MS)
  return certificate
}

function sign(certificate: forge.pki.Certificate, authorityKey: string, ownKey: string): Identity {
  certificate.sign(forge.pki.privateKeyFromPem(authorityKey), forge.md.sha256.create())
  return { key: ownKey, certificate: forge.pki.certificateToPem(certificate) }
}

/** Permitted: the host. Excluded: all of IPv4 and of IPv6, which a permitted DNS name leaves open. */
function nameConstraints(): forge.asn1.Asn1 {
  const permitted = [subtree(DNS_NAME, HOST)]
  const excluded = [subtree(IP_ADDRESS, '\0'.repeat(8)), subtree(IP_ADDRESS, '\0'.repeat(32))]
  return universal(forge.asn1.Type.SEQUENCE, [context(0, permitted), context(1, excluded)])
}

const subtree = (type: number, value: string) =>
  universal(forge.asn1.Type.SEQUENCE, [
    forge.asn1.create(forge.asn1.Class.CONTEXT_SPECIFIC, type, false, value),
  ])

const universal = (type: forge.asn1.Type, value: forge.asn1.Asn1[]) =>
  forge.asn1.create(forge.asn1.Class.UNIVERSAL, type, true, value)

const context = (tag: number, value: forge.asn1.Asn1[]) =>
  forge.asn1.create(forge.asn1.Class.CONTEXT_SPECIFIC, tag, true, value)
