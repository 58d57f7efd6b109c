import { tokenize } from '../../docs/.vitepress/search.ts'

const pages = {
  'going-live': '打开了 IP 白名单就要写上后端请求微信时的每一个出口 IP',
  sessions: '过期后所有请求共用一次续期再重发，session_key 从不离开后端',
  start: '新建一个小程序：npm start -- --port=3901',
}

/** As the site does: every term of the query must be one of the page's. */
function search(words: string): string[] {
  const wanted = tokenize(words)
  const holds = (text: string) => wanted.every((term) => tokenize(text).includes(term))
  return Object.entries(pages).flatMap(([page, text]) => (holds(text) ? [page] : []))
}

test.each([
  ['白名单', 'going-live'],
  ['续期', 'sessions'],
  ['出口IP', 'going-live'],
  ['session_key', 'sessions'],
  ['小程序', 'start'],
  ['port', 'start'],
])('the search of the site finds %s in the middle of a sentence', (words, page) => {
  expect(search(words)).toEqual([page])
})

test('the tokenizer needs nothing from outside: VitePress sends it to the browser as text', () => {
  // oxlint-disable-next-line typescript/no-implied-eval -- as VitePress does
  const sent = new Function(`return ${tokenize.toString()}`)() as typeof tokenize
  expect(sent('续期 401')).toEqual(['续期', '401'])
})
