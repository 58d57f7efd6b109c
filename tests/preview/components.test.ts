import { heldAt } from '../../simulator/engine/rules/hover.ts'
import { enterText, untypableCharacters, valueOf } from '../../simulator/engine/rules/fields.ts'
import type { BuiltIn } from '../../simulator/engine/rules/node.ts'
import { pickedIn, whyNotPick, type PickerValue } from '../../simulator/engine/rules/picker.ts'
import { disabledAt, swallowsTap } from '../../simulator/engine/rules/tap.ts'

// Stories over these rules are in tests/shared-stories/; here are the refusals.

interface Made extends BuiltIn {
  set(name: string, value: unknown): void
  events: [type: string, detail: object][]
}

/** One of WeChat's components, with nothing that draws it. */
function make(tag: string, props: Record<string, unknown> = {}, parent?: BuiltIn): Made {
  const events: Made['events'] = []
  return {
    tag,
    events,
    prop: (name) => props[name],
    set: (name, value) => (props[name] = value),
    around: () => (parent ? [parent, ...parent.around()] : []),
    within: () => [],
    scope: () => undefined,
    fire: (type, detail) => events.push([type, detail]),
  }
}

const picker = (props: Record<string, unknown>) => make('picker', props)

test.each<[object, PickerValue, string | undefined]>([
  [{ range: ['a', 'b'] }, '1', undefined],
  [{ range: ['a', 'b'] }, '2', 'it has no item 2'],
  [{ mode: 'multiSelector', range: [['a'], ['b', 'c']] }, [0, 1], undefined],
  [{ mode: 'multiSelector', range: [['a'], ['b', 'c']] }, [1, 1], 'it has no item 1,1'],
  [{ mode: 'multiSelector', range: [['a'], ['b', 'c']] }, [0], 'it has no item 0'],
  [{ mode: 'time' }, '24:00', '24:00 is no time it takes'],
  [{ mode: 'time', start: '09:00' }, '08:59', '08:59 is before 09:00'],
  [{ mode: 'time', end: '18:00' }, '18:01', '18:01 is after 18:00'],
  [{ mode: 'date', start: '2026-02-10' }, '2026-02-10', undefined],
  [{ mode: 'date' }, '2026-13-01', '2026-13-01 is no date it takes'],
  [{ mode: 'date', fields: 'month', start: '2026-02-10' }, '2026-02', undefined],
  [{ mode: 'date', fields: 'year', end: '2026-02-10' }, '2027', '2027 is after 2026-02-10'],
  [{ range: ['a'], disabled: true }, '0', 'the picker is disabled'],
  [{ mode: 'region' }, '0', '0 is no list of 3 places'],
  [{ mode: 'region' }, ['广东省', '广州市', '海珠区'], undefined],
  [{ mode: 'region', level: 'city' }, ['广东省', '广州市'], undefined],
  [{ mode: 'other' }, '0', 'picker mode="other" is not simulated'],
])('a picker %j, asked for %j: %s', (props, value, problem) => {
  expect(whyNotPick(picker({ ...props }), value)).toBe(problem)
})

test('a picker starts where the page says, in every mode', () => {
  expect(pickedIn(picker({ range: ['a'] }))).toBe('0')
  expect(pickedIn(picker({ mode: 'multiSelector', range: [['a'], ['b']], value: [0] }))).toEqual([
    0, 0,
  ])
  expect(pickedIn(picker({ mode: 'date' }))).toBe('')
})

test.each([
  ['number', '1a2.3', ['a', '.']],
  ['digit', '1a2.3', ['a']],
  ['idcard', '11010X', []],
  ['text', 'anything 好', []],
])('the keyboard of type="%s" lacks what it lacks in %s', (type, text, missing) => {
  const field = make('input', { type })
  expect(untypableCharacters(field, text)).toEqual(missing)
  enterText(field, text)
  expect(valueOf(field)).toBe(
    Array.from(text)
      .filter((key) => !missing.includes(key))
      .join(''),
  )
})

test('a field without maxlength takes 140 characters, with -1 all, and tells only of changes', () => {
  const long = 'x'.repeat(200)
  const plain = make('input')
  enterText(plain, long)
  expect(valueOf(plain)).toHaveLength(140)
  enterText(plain, long)
  expect(plain.events).toHaveLength(1)
  const endless = make('textarea', { maxlength: -1 })
  enterText(endless, long)
  expect(valueOf(endless)).toHaveLength(200)
})

test('a disabled button keeps all taps; a disabled checkbox is only not used', () => {
  const button = make('button', { disabled: true })
  expect(swallowsTap(make('view', {}, button))).toBe(true)
  const checkbox = make('checkbox', { disabled: true })
  expect(disabledAt(checkbox)).toBe(checkbox)
  expect(swallowsTap(checkbox)).toBe(false)
  button.set('disabled', false)
  expect(swallowsTap(button)).toBe(false)
})

test('what is held wears its hover-class, with all around it up to one that stops it', () => {
  const far = make('view', { hoverClass: 'far' })
  const near = make('view', { hoverClass: 'near closer' }, far)
  const inner = make('view', { hoverClass: 'none' }, near)
  const worn = () => heldAt(inner).flatMap(({ classes }) => classes)
  expect(worn()).toEqual(['near', 'closer', 'far'])
  near.set('hoverStopPropagation', true)
  expect(worn()).toEqual(['near', 'closer'])
  expect(heldAt(make('button', { hoverClass: 'held', disabled: true }))).toEqual([])
})
