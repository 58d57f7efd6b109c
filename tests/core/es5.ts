import { transformSync } from '@babel/core'

/**
 * `devtools`: WeChat DevTools' own way, Babel with all of ES5. `typescript`: classes as TypeScript
 * makes them with `target: ES5`, where `super(...)` is a call whose result may be another object.
 */
export type Compiler = 'devtools' | 'typescript'

/** A TypeScript source as ES5 with `require`: what runs on phones without `class` and `async`. */
export function es5Of(source: string, filename: string, compiler: Compiler): string {
  // Around what it knows as built in, Babel puts a wrapper that TypeScript has not.
  const text = compiler === 'typescript' ? `const { Error } = globalThis\n${source}` : source
  const { code } =
    transformSync(text, {
      filename,
      cwd: process.cwd(), // the plugins are found from here
      babelrc: false,
      configFile: false,
      presets: [
        ['@babel/preset-env', { targets: { ie: '11' }, modules: 'commonjs' }],
        '@babel/preset-typescript',
      ],
      assumptions: compiler === 'typescript' ? { superIsCallableConstructor: true } : {},
    }) ?? {}
  return `${code}\n`
}
