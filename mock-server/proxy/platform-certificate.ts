import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import forge from 'node-forge'
import type { PlatformKey } from '../wechat/security/platform-key.ts'
import { draft } from './certificates.ts'

const DAYS = 3650
const { asn1, pki, md } = forge

/**
 * A certificate in PEM around a key that signs answers; it speaks for nobody over TLS. An RSA key signs
 * its own; one around an SM2 key is signed by an RSA key that is thrown away, since backends read
 * nothing of it but the public key.
 */
export function certifyPlatform({ algorithm, privateKey, publicKey }: PlatformKey): string {
  if (algorithm === 'RSAwithSHA256') return pki.certificateToPem(signed(privateKey))
  const issuer = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  }).privateKey
  return aroundOther(signed(issuer), publicKey, issuer)
}

function signed(privateKey: string): forge.pki.Certificate {
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString()
  const certificate = draft(pki.publicKeyFromPem(publicKey), DAYS)
  const subject = [{ name: 'commonName', value: 'weapp-login-kit, platform certificate' }]
  certificate.setSubject(subject)
  certificate.setIssuer(subject)
  certificate.setExtensions([
    { name: 'basicConstraints', cA: false },
    { name: 'keyUsage', digitalSignature: true },
  ])
  certificate.sign(pki.privateKeyFromPem(privateKey), md.sha256.create())
  return certificate
}

/** Position of subjectPublicKeyInfo in a TBSCertificate of version 3 (RFC 5280, section 4.1). */
const PUBLIC_KEY = 6

/** The same certificate around a public key that node-forge can't read, signed again. */
function aroundOther(model: forge.pki.Certificate, publicKey: string, issuer: string): string {
  const whole = pki.certificateToAsn1(model)
  const [body, algorithm] = whole.value as [forge.asn1.Asn1, forge.asn1.Asn1]
  const parts = body.value as forge.asn1.Asn1[]
  parts[PUBLIC_KEY] = asn1.fromDer(forge.pem.decode(publicKey)[0]?.body ?? '')
  const digest = md.sha256.create().update(asn1.toDer(body).getBytes())
  const signature = pki.privateKeyFromPem(issuer).sign(digest)
  const { UNIVERSAL } = asn1.Class
  const bits = asn1.create(UNIVERSAL, asn1.Type.BITSTRING, false, `\0${signature}`)
  const made = asn1.create(UNIVERSAL, asn1.Type.SEQUENCE, true, [body, algorithm, bits])
  return forge.pem.encode({ type: 'CERTIFICATE', body: asn1.toDer(made).getBytes() })
}
