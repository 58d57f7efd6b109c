/** The prefix of a component's classes: its path, as a name CSS needs not escape. */
export const scopeName = (path: string) => path.replace(/[^\w]+/g, '-')
