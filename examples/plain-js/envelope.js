// For the end of login/config.js: a backend that answers 200 to everything, as {code, data, msg}.
const { envelope } = require('./services/envelope')

exports.backend.readAnswer = envelope({ codes: { 40101: 'ERR_SESSION_EXPIRED' } })
