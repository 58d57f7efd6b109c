import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { COMPONENTS, readComponents } from '../../tools/docs/components.ts'
import { componentWords } from '../../tools/docs/zh.ts'

test.each(readComponents())('$name says what each property and event is', (component) => {
  const { name, text, properties } = component
  const read = (ending: string) => readFileSync(join(COMPONENTS, name, name + ending), 'utf8')
  const named = [...text.matchAll(/^- Events? ([^:]+):/gm)].join()
  const fired = [...read('.ts').matchAll(/triggerEvent\((.+?)[,)]/g)].flatMap(([, given = '']) =>
    [...given.matchAll(/'(\w+)'/g)].map(([, event]) => event),
  )
  const passedOn = [...read('.wxml').matchAll(/bind(\w+)="forward"/g)].map(([, event]) => event)
  for (const event of [...fired, ...passedOn]) expect(named).toContain(`\`${event}\``)
  for (const property of properties) {
    expect(property).toMatchObject({
      type: expect.stringMatching(/./) as string,
      value: expect.stringMatching(/./) as string,
      text: expect.stringMatching(/./) as string,
    })
  }
})

test('the gallery shows every component, with every property and event of its own', () => {
  const gallery = readFileSync('examples/gallery/pages/gallery/gallery.wxml', 'utf8')
  for (const { name, text, properties } of readComponents()) {
    const uses = [...gallery.matchAll(new RegExp(`<${name}\\b[^>]*>`, 'g'))].join()
    const attributes = properties.map((one) =>
      one.name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
    )
    const events = [...text.matchAll(/^- Events? ([^:]+):/gm)].flatMap(([, names = '']) =>
      [...names.matchAll(/`(\w+)`/g)].map(([, event]) => `bind${event}`),
    )
    for (const needed of [...attributes, ...events]) {
      expect([name, uses]).toEqual([name, expect.stringContaining(`${needed}=`)])
    }
  }
})

test.each(readComponents())('$name says the same of itself in Chinese', (component) => {
  const words = componentWords[component.name]
  expect(Object.keys(words?.properties ?? {})).toEqual(component.properties.map(({ name }) => name))
  const events = (text = '') => [...text.matchAll(/^- (?:Events?|事件) (.*?)[:：]/gm)].join()
  const named = (text = '') => events(text).match(/`\w+`/g)
  expect(named(words?.text)).toEqual(named(component.text))
})
