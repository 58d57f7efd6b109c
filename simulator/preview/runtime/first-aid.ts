/** A phone that could not even start says why: it is never white. */
addEventListener('error', ({ message }) => {
  if (window.phone || document.querySelector('.no-phone')) return
  const said = document.createElement('p')
  said.className = 'no-phone'
  said.setAttribute('role', 'alert')
  said.textContent = `手机没有启动 · The phone did not start\n${message}`
  document.body.append(said)
})
