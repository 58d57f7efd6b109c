import { animationSteps } from '../../../simulator/wx/ui/animation-style.ts'
import { did, without } from './cases.ts'
import { contract } from './api-contract.ts'
import { phone, resetServer } from './phone.ts'

beforeEach(resetServer)

describe('wx.createAnimation', () => {
  test('hands out its steps once, in the form of an element', () => {
    const animation = phone().wx.createAnimation({ duration: 100, delay: 5 })
    animation.rotate(45).translate(10, 20).opacity(0.5).backgroundColor('#fff').width(30).step()
    animation.scale(2).step({ duration: 200, timingFunction: 'ease' })
    const exported = animation.export()
    expect(animation.export()).toEqual({ actions: [] })
    expect(animationSteps(exported)).toEqual([
      {
        lasts: 105,
        style: {
          transition: 'all 100ms linear 5ms',
          'transform-origin': '50% 50% 0',
          transform: 'rotate(45deg) translate(10px, 20px)',
          opacity: '0.5',
          'background-color': '#fff',
          width: '30px',
        },
      },
      {
        lasts: 205,
        style: {
          transition: 'all 200ms ease 5ms',
          'transform-origin': '50% 50% 0',
          transform: 'scale(2)',
        },
      },
    ])
  })
})

contract('wx.loadFontFace', {
  succeeds: {
    options: { family: 'f', source: 'url("https://example.com/f.ttf")' },
    result: { status: 'loaded' },
    after: did('loadFontFace', { family: 'f' }),
  },
  fails: [
    without('family'),
    {
      when: 'where the host can not',
      phone: { host: { loadFont: () => Promise.reject(new Error('no')) } },
      options: { family: 'f', source: 's' },
      errMsg: ':fail load font failed: s',
    },
  ],
})
