exports.MOST = 5
