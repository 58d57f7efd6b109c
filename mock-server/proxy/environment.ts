import { TRUSTSTORE_PASSWORD } from './java-truststore.ts'
import type { TrustFiles } from './trust-folder.ts'

/**
 * The environment in which a backend reaches the fake through the proxy, whatever language it is
 * written in. Each variable is one that runtimes read by themselves.
 */
export function proxyEnvironment(port: number, host: string, files: TrustFiles) {
  const address = `http://${host.includes(':') ? `[${host}]` : host}:${port}`
  const java = [
    ...['http', 'https'].flatMap((scheme) => [
      `-D${scheme}.proxyHost=${host}`,
      `-D${scheme}.proxyPort=${port}`,
    ]),
    `-Djavax.net.ssl.trustStore=${files.truststore}`,
    `-Djavax.net.ssl.trustStorePassword=${TRUSTSTORE_PASSWORD}`,
  ]
  return {
    HTTPS_PROXY: address,
    HTTP_PROXY: address,
    http_proxy: address, // curl reads this one in small letters only
    NO_PROXY: 'localhost,127.0.0.1,::1',
    SSL_CERT_FILE: files.bundle, // Go, Ruby, .NET, curl, httpx
    CURL_CA_BUNDLE: files.bundle,
    REQUESTS_CA_BUNDLE: files.bundle, // Python's requests
    NODE_EXTRA_CA_CERTS: files.authority,
    NODE_USE_ENV_PROXY: '1', // Node 22.21 and 24 on; before, undici's EnvHttpProxyAgent
    PHP_INI_SCAN_DIR: `:${files.php}`,
    JAVA_TOOL_OPTIONS: java.join(' '),
  }
}

/** The environment as lines to copy: for a POSIX shell, or for PowerShell. */
export function exportLines(
  environment: Record<string, string>,
  platform: NodeJS.Platform = process.platform,
): string[] {
  return Object.entries(environment).map(([name, value]) =>
    platform === 'win32'
      ? `$env:${name} = '${value.replaceAll("'", "''")}'`
      : `export ${name}='${value.replaceAll("'", `'\\''`)}'`,
  )
}
