const twoDigits = (number) => String(number).padStart(2, '0')

/** A date as `2024/05/09 07:03:00`. */
function formatTime(date) {
  const day = [date.getFullYear(), date.getMonth() + 1, date.getDate()].map(twoDigits)
  const time = [date.getHours(), date.getMinutes(), date.getSeconds()].map(twoDigits)
  return `${day.join('/')} ${time.join(':')}`
}

module.exports = { formatTime }
