Page({
  data: { how: '' },
  onLoad(query) {
    this.setData({ how: query.how })
  },
})
