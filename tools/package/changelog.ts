/** The words of a release: one version for all packages, one changelog, written by hand for users. */

const UNRELEASED = '## Unreleased'

/** The npm tag: `latest` for releases, `next` for prereleases such as 1.0.0-beta.1. */
export const tagOf = (version: string) => (version.includes('-') ? 'next' : 'latest')

/**
 * Moves the entries under "Unreleased" to a version.
 *
 * @param version by https://semver.org
 * @param date such as 2026-01-31
 * @throws Error for what is no version, was released before, or has nothing to say
 */
export function cutRelease(changelog: string, version: string, date: string): string {
  if (!/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version)) {
    throw new Error(`A version is three numbers, such as 1.2.0 or 1.2.0-beta.1, not "${version}".`)
  }
  if (hasVersion(changelog, version)) throw new Error(`CHANGELOG.md has ${version} already.`)
  const [, unreleased = ''] = changelog.split(`${UNRELEASED}\n`)
  const own = unreleased.split(/^## /m)[0] ?? ''
  if (own.trim() === '') throw new Error('CHANGELOG.md says nothing under "Unreleased".')
  return changelog.replace(`${UNRELEASED}\n`, `${UNRELEASED}\n\n## ${version} - ${date}\n`)
}

const hasVersion = (changelog: string, version: string) =>
  changelog
    .split('\n')
    .some((line) => line === `## ${version}` || line.startsWith(`## ${version} `))

/** The reasons against publishing now; empty if there are none. */
export function releaseFaults(state: {
  version: string
  changelog: string
  isClean: boolean
}): string[] {
  const { version, changelog, isClean } = state
  return [
    ...(isClean ? [] : ['there are changes that are not committed.']),
    ...(hasVersion(changelog, version)
      ? []
      : [`CHANGELOG.md has no ${version}: npm run release -- --version ${version} writes it.`]),
  ]
}
