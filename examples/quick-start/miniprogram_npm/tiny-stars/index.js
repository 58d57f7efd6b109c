const { MOST } = require('./most')

Component({
  properties: { value: { type: Number, value: 0 } },
  data: { stars: Array.from({ length: MOST }, (_, index) => index + 1) },
  methods: {
    onTap({ currentTarget }) {
      this.triggerEvent('rate', { stars: currentTarget.dataset.star })
    },
  },
})
