// Makes this device a shared tablet, or an ordinary one again.

const words = document.querySelector('[data-kiosk-switch]')

function say() {
  const on = localStorage.getItem('kiosk') !== null
  for (const part of words.querySelectorAll('[data-when]')) part.hidden = part.dataset.when !== (on ? 'on' : 'off')
}

words.addEventListener('submit', (event) => {
  event.preventDefault()
  const place = words.querySelector('[name=place]').value.trim()
  if (event.submitter.value === 'on') {
    localStorage.setItem('kiosk', place ? `/tell/${encodeURIComponent(place)}` : '/tell')
    location.replace(localStorage.getItem('kiosk'))
  } else {
    localStorage.removeItem('kiosk')
    say()
  }
})
words.hidden = false
say()
