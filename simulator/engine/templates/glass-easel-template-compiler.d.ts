declare module 'glass-easel-template-compiler' {
  interface TmplGroup {
    addTmpl(path: string, source: string): unknown
    addScript(path: string, source: string): void
    getInlineScriptModuleNames(path: string): string[]
    getInlineScript(path: string, module: string): string
    setInlineScript(path: string, module: string, source: string): void
    setExtraRuntimeScript(source: string): void
    getTmplGenObjectGroups(): string
    free(): void
  }
  const compiler: { TmplGroup: { newDev(): TmplGroup } }
  export default compiler
}
