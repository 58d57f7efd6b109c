import type { Story, StoryStep } from '../support/story/story.ts'

/** Events on the page since it was last cleared, in order. */
const heard = (...events: string[]): StoryStep => ({ see: ['heard:', ...events].join(' ') })
const forget: StoryStep = { tap: 'forget' }

const form = (values: Record<string, unknown>): StoryStep => ({
  see: `form: ${Object.keys(values)
    .toSorted()
    .map((name) => `${name}=${JSON.stringify(values[name])}`)
    .join(' ')}`,
})

const untouched = {
  nick: 'start',
  age: '',
  secret: '',
  locked: 'locked',
  about: 'about',
  fruits: ['apple'],
  size: 'l',
  on: false,
  color: '1',
  time: '10:00',
  day: '',
  pair: [0, 0],
}

/** Stories of WeChat's own components, on the page in controls/: in jest and in the preview alike. */
export const stories: Story[] = [
  {
    title: 'a tap bubbles until it is caught; a disabled button keeps it, a loading one does not',
    steps: [
      { tap: 'bubbling button' },
      heard('button.tap', 'outer.tap'),
      forget,
      { tap: 'catching button' },
      heard('caught.tap'),
      forget,
      { disabled: 'disabled button' },
      { tap: 'loading button' },
      heard('loading.tap', 'outer.tap'),
      forget,
      { tap: 'inside a button' },
      heard('inside.tap'),
    ],
  },
  {
    title:
      'a button with open-type does its work, unless the tap was caught in it; its event stays',
    steps: [
      { tap: 'agree by button' },
      heard('outer.tap', 'agreed.agreeprivacyauthorization'),
      forget,
      { tap: 'shielded phone' },
      heard('shield.tap'),
      { dialog: null },
    ],
  },
  {
    title: 'what is hidden is not there, and the text "false" hides too',
    steps: [
      { see: 'shown until hidden' },
      { gone: 'hidden by the text false' },
      { tap: 'hide' },
      { gone: 'shown until hidden' },
    ],
  },
  {
    title: 'a form collects what has a name, as it stands in its own template',
    steps: [
      { tap: 'send' },
      form(untouched),
      heard('send.tap'),
      forget,
      { tap: 'inner submit' },
      { dialog: null },
      { see: 'form:' },
    ],
  },
  {
    title: 'fields take what their keyboard has, as much as they hold, and show a password as dots',
    steps: [
      { type: 'abcdefg', into: 'nick' },
      heard('nick.focus="start"', 'nick.input="abcd"', 'nick.blur="abcd"'),
      { field: 'nick', holds: 'abcd' },
      { type: '42', into: 'age' },
      { type: 'hush', into: 'secret' },
      { gone: 'hush' },
      { tap: 'send' },
      form({ ...untouched, nick: 'abcd', age: '42', secret: 'hush' }),
    ],
  },
  {
    title: 'the keyboard confirms, leaves the field, and submits nothing',
    steps: [
      { enter: 'nick' },
      heard('nick.focus="start"', 'nick.confirm="start"', 'nick.blur="start"'),
      { see: 'form:' },
    ],
  },
  {
    title: 'a field keeps what was typed until the page has another value for it',
    steps: [
      { type: 'mine', into: 'nick' },
      { tap: 'set nick' },
      { field: 'nick', holds: 'new' },
      { type: 'mine', into: 'nick' },
      { tap: 'set nick' },
      { field: 'nick', holds: 'mine' },
      { tap: 'clear nick' },
      { field: 'nick', holds: '' },
    ],
  },
  {
    title: 'groups tell what is chosen, disabled choices are not, and labels choose',
    steps: [
      { tap: 'pear' },
      heard('fruits.change=["apple","pear"]'),
      { tap: 'apple' },
      heard('fruits.change=["apple","pear"]', 'fruits.change=["pear"]'),
      { tap: 'plum' },
      heard('fruits.change=["apple","pear"]', 'fruits.change=["pear"]'),
      forget,
      { tap: 'small' },
      heard('size.change="s"'),
      { tap: 'small' },
      heard('size.change="s"'),
      { tap: 'large' },
      { tap: 'small' },
      heard('size.change="s"', 'size.change="l"', 'size.change="s"'),
      { tap: 'send' },
      form({ ...untouched, fruits: ['pear'], size: 's' }),
    ],
  },
  {
    title: 'a switch tells its state, and follows the page when that changes its mind',
    steps: [
      { tap: 'on' },
      heard('on.change=true'),
      { tap: 'on' },
      heard('on.change=true', 'on.change=false'),
      forget,
      { tap: 'turn on' },
      { tap: 'send' },
      form({ ...untouched, on: true }),
    ],
  },
  {
    title: 'pickers give an index, a time, a month and one index for each column',
    steps: [
      { pick: '2', in: 'color picker' },
      { pick: '17:30', in: 'time picker' },
      { pick: '2026-02', in: 'month picker' },
      { pick: [1, 2], in: 'pair picker' },
      { tap: 'send' },
      form({ ...untouched, color: '2', time: '17:30', day: '2026-02', pair: [1, 2] }),
      { see: /color.change="2" time.change="17:30" day.change="2026-02"/ },
    ],
  },
  {
    title: 'reset gives every control back what the page says',
    steps: [
      { type: 'abcd', into: 'nick' },
      { tap: 'apple' },
      { tap: 'small' },
      { tap: 'on' },
      { pick: '0', in: 'color picker' },
      forget,
      { tap: 'reset' },
      heard('reset.reset'),
      { field: 'nick', holds: 'start' },
      { tap: 'send' },
      form(untouched),
    ],
  },
  {
    title: 'a label taps its button, focuses its field, and is not tapped twice',
    steps: [
      { tap: 'label of send' },
      form(untouched),
      forget,
      { tap: 'lock' },
      { tap: 'label of send' },
      { see: 'form:' },
      { tap: 'label of a field' },
      heard('label.tap', 'labelled.focus=""'),
      forget,
      { tap: 'label of a disabled field' },
      { dialog: null },
      heard(),
    ],
  },
  {
    title: 'a nickname is reviewed, and cleared where it does not pass',
    steps: [
      { type: '小满', into: 'nickname' },
      heard('review.nicknamereview=true'),
      { field: 'nickname', holds: '小满' },
      forget,
      { type: '违规', into: 'nickname' },
      heard('review.nicknamereview=false'),
      { field: 'nickname', holds: '' },
    ],
  },
  {
    title: 'a nickname is an ordinary text to who has not agreed to the privacy guideline',
    phone: { needsPrivacy: true },
    steps: [
      { type: '违规', into: 'nickname' },
      { field: 'nickname', holds: '违规' },
      { tap: 'bubbling button' },
      heard('button.tap', 'outer.tap'),
    ],
  },
  {
    title: 'a navigator goes where it says, and tells when it can not',
    steps: [
      { tap: 'nowhere' },
      heard('failed.fail="navigateTo:fail page \\"pages/nowhere/nowhere\\" is not found"'),
      forget,
      { tap: 'exit' },
      heard('exit.fail="navigator:fail target=\\"miniProgram\\" is not simulated"'),
      forget,
      { tap: 'navigate' },
      { see: 'the other page, opened as navigate' },
      { tap: 'go back' },
      heard('navigated.success="navigateTo:ok"'),
      { tap: 'redirect' },
      { see: 'the other page, opened as redirect' },
      { tap: 'go back' }, // there is nothing to go back to
      { dialog: null },
      { page: 'pages/other/other' },
    ],
  },
]
