exports.greet = (isKnown) => (isKnown ? '谢谢你的评价' : '谢谢')
