const {
  api,
  codeOf,
  currentUser,
  signIn,
  signOut,
  subscribe,
} = require('../../login/services/index')

Page({
  data: { name: '', orders: '', message: '' },

  onLoad() {
    this.stopListening = subscribe(() => this.showUser())
    this.showUser()
  },

  onUnload() {
    this.stopListening()
  },

  showUser() {
    const user = currentUser()
    this.setData({ name: user ? user.nickName || '未命名用户' : '' })
  },

  async onTapSignIn() {
    try {
      await signIn()
    } catch (error) {
      this.setData({ message: codeOf(error) })
    }
  },

  async onTapOrders() {
    try {
      const orders = await api.get('/api/orders') // 401: renewed and sent again
      this.setData({ orders: orders.join('、') })
    } catch (error) {
      this.setData({ message: codeOf(error) })
    }
  },

  onTapSignOut() {
    signOut()
  },
})
