declare module '*.css'

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
