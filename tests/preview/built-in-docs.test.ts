import { readFileSync } from 'node:fs'
import { drawings } from '../../simulator/engine/built-in/register.ts'

test('the guide names every component that is drawn, and no other', () => {
  const guide = readFileSync('docs/en/built-in-components.md', 'utf8')
  const [table = ''] = guide.split('## Components of the project')
  const rows = [...table.matchAll(/^\| (`.*?) +\| (?:drawn|partly)/gm)]
  const named = rows.flatMap(([, cell = '']) =>
    [...cell.matchAll(/`([\w-]+)`/g)].map(([, tag]) => tag),
  )
  expect(new Set(named)).toEqual(new Set(drawings.map(({ tag }) => tag)))
  expect(named).toHaveLength(drawings.length)
})
