/** In place of Less, which miniprogram-simulate loads whether it is used or not. */
module.exports = {}
