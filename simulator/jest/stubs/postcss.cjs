/**
 * In place of postcss, with which miniprogram-simulate compiles styles: the harness hands it
 * definitions without any.
 */
module.exports = {}
