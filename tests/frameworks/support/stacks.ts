/** A framework or a library of components, with a small mini-program made with it. */
export interface Stack {
  /** The folder in `tests/fixtures/frameworks/`. */
  name: string
  /** The framework's own command, a script of the fixture's `package.json`; none where nothing is built. */
  build?: string
}

/** Every fixture, those that build longest first. */
export const stacks: Stack[] = [
  { name: 'taro-react', build: 'build:weapp' },
  { name: 'taro-vue', build: 'build:weapp' },
  { name: 'uni-app', build: 'build:mp-weixin' },
  { name: 'weapp-vite', build: 'build' },
  { name: 'vant' },
  { name: 'tdesign' },
  { name: 'weui' },
]

/** The folder in which fixtures are installed and built: outside of `tests`, and not in git. */
export const WORKSHOP = '.frameworks'
