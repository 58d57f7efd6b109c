const button: HTMLButtonElement = document.createElement('button')
button.textContent = 'ready'
document.body.append(button)
