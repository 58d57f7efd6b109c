const { LoginError } = require('./errors')

/** For a backend that always answers 200 with `{code, data, msg}`; 40101: the session is over. */
exports.answerFrom = (statusCode, body) => {
  if (statusCode === 200 && body && body.code === 0) return body.data
  const code = body && body.code === 40101 ? 'ERR_SESSION_EXPIRED' : 'ERR_SERVER'
  throw new LoginError(code, `The backend answered ${statusCode} ${body && body.code}`)
}
