/// <reference types="vite/client" />

declare module 'virtual:weapp-project' {
  export const project: import('./build/compile.ts').CompiledProject // eslint-disable-line
  export const templates: () => Record<string, unknown>
  export const loadScripts: () => Promise<unknown>
}

declare module 'glass-easel-template-compiler' {
  const compiler: {
    TmplGroup: {
      newDev(): {
        addTmpl(path: string, source: string): unknown
        addScript(path: string, source: string): void
        getTmplGenObjectGroups(): string
        free(): void
      }
    }
  }
  export default compiler
}
