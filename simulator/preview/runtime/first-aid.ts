/** Shows the reason when the phone itself fails to start, so that it is never blank. */
addEventListener('error', ({ message }) => {
  if (window.phone || document.querySelector('.no-phone')) return
  const said = document.createElement('p')
  said.className = 'no-phone'
  said.setAttribute('role', 'alert')
  said.textContent = `手机没有启动 · The phone did not start\n${message}`
  document.body.append(said)
})
