// Leaves at once: by the button, or by Escape three times. The page is cleared first, and takes no place in
// the way back.

const way = document.querySelector('[data-leave]')

function leave() {
  document.body.replaceChildren()
  document.title = ''
  location.replace(way.href)
}

let presses = []
if (way) {
  way.addEventListener('click', (event) => {
    event.preventDefault()
    leave()
  })
  addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.repeat) return
    presses = [...presses, event.timeStamp].filter((time) => event.timeStamp - time <= 1500)
    if (presses.length >= 3) leave()
  })
}
