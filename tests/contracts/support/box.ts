/** A page with a component `box` of these files. */
export const withBox = (
  page: string,
  box: { js: string; wxml?: string; json?: object },
  js = 'Page({})',
) => ({
  'index.json': { usingComponents: { box: '/components/box/box' } },
  'index.wxml': page,
  'index.js': js,
  'components/box/box.json': { component: true, ...box.json },
  'components/box/box.js': box.js,
  'components/box/box.wxml': box.wxml ?? '<view>{{said}}</view>',
})
