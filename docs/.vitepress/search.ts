/**
 * The terms of a text for the site's search. Chinese has no spaces, so that MiniSearch's own tokenizer
 * would find a word only at the beginning of a clause: here every two neighbouring characters are a term.
 *
 * VitePress sends the function to the browser as text: it may use nothing from outside of it.
 */
export function tokenize(text: string): string[] {
  const terms: string[] = []
  for (const [word] of text.matchAll(/\p{Script=Han}+|[^\s\p{P}\p{S}\p{Script=Han}]+/gu)) {
    const isHan = /\p{Script=Han}/u.test(word)
    if (!isHan || word.length === 1) terms.push(word)
    else for (let at = 0; at + 1 < word.length; at++) terms.push(word.slice(at, at + 2))
  }
  return terms
}
