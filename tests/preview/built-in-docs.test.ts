import { readFileSync } from 'node:fs'
import { drawings } from '../../simulator/engine/built-in/register.ts'

test.each([
  ['docs/built-in-components.md', '## 项目自己的组件'],
  ['docs/en/built-in-components.md', '## Components of the project'],
])('%s names every component that is drawn, and no other', (file, next) => {
  const [table = ''] = readFileSync(file, 'utf8').split(next)
  const rows = [...table.matchAll(/^\| (`.*?) +\| (?:drawn|partly|有|部分)/gm)]
  const named = rows.flatMap(([, cell = '']) =>
    [...cell.matchAll(/`([\w-]+)`/g)].map(([, tag]) => tag),
  )
  expect(new Set(named)).toEqual(new Set(drawings.map(({ tag }) => tag)))
  expect(named).toHaveLength(drawings.length)
})
