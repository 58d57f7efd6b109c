import { apiNotes } from '../../simulator/wx/chinese-notes.ts'
import { partly } from '../../simulator/wx/notes.ts'

test('every note on what is not simulated has its Chinese, and none is left of a former note', () => {
  expect(new Set(Object.keys(apiNotes))).toEqual(new Set(Object.values(partly)))
})
