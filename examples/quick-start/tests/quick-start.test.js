const { launch, server, http, HttpResponse, allow } = require('weapp-login-kit/jest')
const { formatTime } = require('../utils/util')

const GREETING = 'https://api.example.com/greeting'

test('formats a time', () => {
  expect(formatTime(new Date(2024, 4, 9, 7, 3))).toBe('2024/05/09 07:03:00')
})

test('signs in at launch, and logs each launch', async () => {
  const phone = launch()
  await phone.idle()
  expect(getApp().globalData.loginCode).toMatch(/^\w{32}$/)
  const again = phone.relaunch()
  await again.user.tap('启动日志')
  expect(again.screen.page).toMatchObject({ path: 'pages/logs/logs', title: '启动日志' })
  expect(again.screen.getAllByTestId('log')).toHaveLength(2)
})

test('a nickname is kept once WeChat let it pass', async () => {
  const { user, screen, storage } = launch()
  await user.type('昵称', '坏名字', 'refuse')
  screen.getByRole('alert', { name: '这个昵称没有通过审核' })
  await user.submit()
  expect(storage.get('nickName')).toBeUndefined()
  await user.type('请输入昵称', '小满')
  expect(screen.queryByRole('alert')).toBeNull()
  await user.tap('保存')
  screen.getByText('你好，小满')
  expect(storage.get('nickName')).toBe('小满')
})

test('a picture is chosen by the button that shows it', async () => {
  const { user, screen } = launch()
  await user.tap('更换头像')
  await user.chooseAvatar()
  const picture = await screen.findByTestId('avatar')
  expect(picture.role).toBe('img')
})

test('a request meets the handler of the test', async () => {
  server.use(http.get(GREETING, () => HttpResponse.json({ text: '早上好' })))
  const { user, screen } = launch()
  await user.tap('问候')
  await screen.findByText('早上好')
  server.use(http.get(GREETING, () => new HttpResponse(null, { status: 404 })))
  await user.tap('问候')
  await screen.findByText('现在没有问候')
})

test('an address without a handler is a dead network, if the test says so', async () => {
  allow('url', GREETING)
  const { user, screen } = launch()
  await user.tap('问候')
  await screen.findByText('网络不通')
})

test('a subpackage, npm packages and components of app.json are found', async () => {
  const { user, screen, idle } = launch()
  screen.getByText('用 WeChat 登录')
  await idle() // signed in
  await user.tap('关于')
  screen.getByText('关于这个小程序')
  expect(screen.getAllByText('★')).toHaveLength(4)
  await user.tap('2 星')
  expect(screen.getAllByText('★')).toHaveLength(2)
  await screen.findByText('谢谢你的评价')
  await user.back()
  expect(screen.page.path).toBe('pages/index/index')
})
