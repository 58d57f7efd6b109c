import type { ProjectFault } from '../../project/fault.ts'
import type { ProjectFiles } from '../../project/files.ts'
import { readSheet } from '../../project/styles.ts'
import type { BuildCache } from './cache.ts'
import type { StyleScope } from './wxss.ts'

/** One style sheet as CSS for the preview, compiled where it or what it imports changed. */
export function compileSheet(
  files: ProjectFiles,
  file: string,
  scope: StyleScope,
  cache: BuildCache,
): Promise<{ css: string; faults: ProjectFault[] }> {
  return cache.get(['style', JSON.stringify(scope), ...readSheet(files, file)], async () => {
    const { compileStyle } = await import('./wxss.ts') // PostCSS is not loaded where nothing changed
    const faults: ProjectFault[] = []
    const css = compileStyle(files, file, scope, (fault) => faults.push(fault))
    return { css, faults }
  })
}
