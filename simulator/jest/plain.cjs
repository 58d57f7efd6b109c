module.exports = require('./index.cjs').plain()
