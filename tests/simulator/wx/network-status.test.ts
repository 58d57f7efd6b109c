import { contract } from './api-contract.ts'
import { phone } from './phone.ts'

contract('wx.getNetworkType', {
  succeeds: [
    { result: { networkType: 'wifi', hasSystemProxy: false, weakNet: false } },
    {
      when: 'without a network',
      before: ({ network }) => {
        network.isOnline = false
      },
      result: { networkType: 'none', hasSystemProxy: false, weakNet: false },
    },
    {
      when: 'with what its base library knows',
      phone: { device: { baseLibrary: '2.22.0' } },
      result: { networkType: 'wifi' },
    },
  ],
  fails: 'never',
})

const watchedNetwork = () => {
  const on = phone()
  const heard: unknown[] = []
  const listener = (status: object) => void heard.push(status)
  on.wx.onNetworkStatusChange(listener)
  return { ...on, heard, listener }
}

describe('wx.onNetworkStatusChange', () => {
  test('tells of every change, and of nothing else', () => {
    const { network, heard } = watchedNetwork()
    network.isOnline = true
    network.type = '4g'
    network.isOnline = false
    network.isOnline = true
    expect(heard).toEqual([
      { isConnected: true, networkType: '4g' },
      { isConnected: false, networkType: 'none' },
      { isConnected: true, networkType: '4g' },
    ])
  })
})

describe('wx.offNetworkStatusChange', () => {
  test('takes one listener away, or all', () => {
    const { wx, network, heard, listener } = watchedNetwork()
    wx.onNetworkStatusChange(() => void heard.push('other'))
    wx.offNetworkStatusChange(listener)
    network.type = '5g'
    wx.offNetworkStatusChange()
    network.type = '4g'
    expect(heard).toEqual(['other'])
  })
})
