import { readFileSync } from 'node:fs'
import { translateTests } from '../../simulator/cli/create/translate-tests.ts'

const { LC_ALL } = process.env

afterEach(() => {
  if (LC_ALL === undefined) delete process.env.LC_ALL
  else process.env.LC_ALL = LC_ALL
})

test.each(['tests', 'minimal-tests'])(
  'a terminal in Chinese gets %s of a new project with Chinese titles, another one English',
  (folder) => {
    const file = `simulator/cli/create/project/${folder}/sign-in.test.ts`
    const code = readFileSync(file, 'utf8')
    process.env.LC_ALL = 'zh_CN.UTF-8'
    const chinese = translateTests(code)
    const titles = [...chinese.matchAll(/^test\('(.+?)'/gm)].map(([, title = '']) => title)
    expect(titles).toHaveLength(4)
    expect(titles.filter((title) => !/\p{Script=Han}/u.test(title))).toEqual([])
    expect(chinese).not.toMatch(/\/\*\* [A-Z]/)
    process.env.LC_ALL = 'en_US.UTF-8'
    expect(translateTests(code)).toBe(code)
  },
)
