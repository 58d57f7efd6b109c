import { join } from 'node:path'
import { BuildCache } from '../../simulator/preview/build/cache.ts'
import { compileProject } from '../../simulator/preview/build/compile.ts'
import { readProject } from '../../simulator/project/project.ts'
import { findProject } from '../../simulator/project/root.ts'
import { page, useFolder } from '../support/project.ts'

/** The folder of the test's mini-program. */
export const folder = useFolder()

/** Lays files out in it. */
export const { lay } = folder

/** Reads it. */
export const read = () => readProject(findProject(folder.path))

/** A cache in it, as a build of this version finds it. */
export const newCache = (version = '1') =>
  new BuildCache(join(folder.path, 'node_modules/c.json'), version)

/** Compiles it. */
export const compile = (cache = newCache()) => compileProject(read(), cache)

/** A small mini-program with one of everything. */
export const small = {
  'app.json': { pages: ['pages/a/a', 'pages/b/b'] },
  'app.js': "App({ name: require('./name') })",
  'app.wxss': '@import "base.wxss";',
  'base.wxss': '.a { top: 0 }',
  'name.js': "module.exports = 'small'",
  ...page('pages/a/a'),
  'pages/a/a.js': 'Page({})',
  'pages/a/a.wxml': '<import src="/parts"/><template is="part"/>',
  'parts.wxml': '<template name="part"><view>1</view></template>',
  ...page('pages/b/b'),
  'pages/b/b.ts': 'Page({} as object)',
}
