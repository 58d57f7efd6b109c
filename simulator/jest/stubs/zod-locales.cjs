// In place of zod's translations of its messages: English stands elsewhere.
module.exports = {}
