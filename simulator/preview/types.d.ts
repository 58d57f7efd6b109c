/// <reference types="vite/client" />

declare module 'virtual:weapp-project' {
  export const project: import('./build/compile.ts').CompiledProject // eslint-disable-line
  export const templates: import('../engine/program.ts').MakeTemplates // eslint-disable-line
  export const loadScripts: () => Promise<unknown>
}
