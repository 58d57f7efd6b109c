import { createHash, X509Certificate } from 'node:crypto'

/** Java's own default; the file holds nothing secret. */
export const TRUSTSTORE_PASSWORD = 'changeit'

const MAGIC = 0xfeedfeed
const VERSION = 2
const TRUSTED_CERTIFICATE = 2

/**
 * Certificates as a truststore that every Java reads (`-Djavax.net.ssl.trustStore`): the JKS format,
 * which is a list of certificates and a checksum.
 *
 * Source: sun.security.provider.JavaKeyStore of OpenJDK
 */
export function javaTruststore(certificates: readonly string[], madeAt: Date): Buffer {
  const entries = certificates.map((pem, index) => {
    const { raw } = new X509Certificate(pem)
    const date = Buffer.alloc(8)
    date.writeBigInt64BE(BigInt(madeAt.getTime()))
    return Buffer.concat([
      uint32(TRUSTED_CERTIFICATE),
      text(`trusted-${index}`),
      date,
      text('X.509'),
      uint32(raw.length),
      raw,
    ])
  })
  const content = Buffer.concat([
    uint32(MAGIC),
    uint32(VERSION),
    uint32(entries.length),
    ...entries,
  ])
  // UTF-16, big end first; the words in it are the format's.
  const password = Buffer.from(TRUSTSTORE_PASSWORD, 'utf16le').swap16()
  const checksum = createHash('sha1').update(password).update('Mighty Aphrodite').update(content)
  return Buffer.concat([content, checksum.digest()])
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

/** Two bytes of length, then the letters. */
function text(value: string): Buffer {
  const bytes = Buffer.from(value)
  const length = Buffer.alloc(2)
  length.writeUInt16BE(bytes.length)
  return Buffer.concat([length, bytes])
}
