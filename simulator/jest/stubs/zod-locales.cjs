// In place of zod's translations of its messages: English is part of zod itself.
module.exports = {}
