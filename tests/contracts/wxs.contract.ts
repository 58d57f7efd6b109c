import { contract } from './support/contract.ts'

contract(
  'a function of WXS in a file',
  {
    'index.wxml': '<wxs src="./m.wxs" module="m" /><view>{{m.twice(n)}}</view>',
    'index.js': 'Page({ data: { n: 21 } })',
    'pages/index/m.wxs': 'function twice(n) { return n * 2 }\nmodule.exports = { twice: twice }',
  },
  async (phone) => {
    await phone.see('42')
  },
)
