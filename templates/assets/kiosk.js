// A tablet that many people share: it clears itself, and asks first when somebody has begun to write.
// On this device only one thing is stored: that it is such a tablet, and at which place.

import { part } from './parts.js'

/** Seconds without a sign of anybody, and seconds to answer the question. */
const IDLE = 60
const ASKED = 20

const stored = (() => {
  try {
    return localStorage.getItem('kiosk')
  } catch {
    return null // a browser that keeps nothing: then for this visit alone
  }
})()
const home = stored?.startsWith('/tell') ? stored : `${location.pathname.startsWith('/tell') ? location.pathname : '/tell'}?kiosk`

document.documentElement.dataset.kiosk = ''
document.querySelector('[data-leave]')?.setAttribute('href', home)
document.querySelector('main').before(part('kiosk-bar'))

function clear() {
  document.querySelector('main').replaceChildren()
  location.replace(home)
}

let last = Date.now()
let dialog
let asked

function stay(event) {
  if (event.target.closest?.('[data-clear]')) return
  // A finger that goes down on the question must find it still there when it comes up.
  if (event.type === 'pointerdown' && event.target.closest?.('dialog')) return
  last = Date.now()
  dialog?.remove()
  dialog = null
}
for (const sign of ['keydown', 'pointerdown', 'click', 'wheel', 'scroll', 'input']) {
  addEventListener(sign, stay, { capture: true, passive: true })
}
addEventListener('click', (event) => event.target.closest?.('[data-clear], [data-have-it]') && clear())

/** Whether there is anything to clear. */
function isUsed() {
  const empty = document.querySelector('main [data-tell]')
  if (!empty) return true
  return [...empty.elements].some((field) => (/^(radio|checkbox)$/.test(field.type) ? field.checked !== field.defaultChecked : /^(text|textarea|date|select-one)$/.test(field.type) && field.value !== (field.defaultValue ?? '')))
}

function ask() {
  document.body.append(part('kiosk-asks'))
  dialog = document.body.lastElementChild
  dialog.showModal()
  // Counted from here: a tablet that slept for hours asks too, before it clears.
  asked = Date.now()
}

setInterval(() => {
  const idle = Math.floor((Date.now() - last) / 1000)
  if (idle < IDLE || !isUsed()) return
  if (document.querySelector('main [data-told], main [data-told-offline]')) return clear()
  if (!dialog) ask()
  const left = ASKED - Math.floor((Date.now() - asked) / 1000)
  dialog.querySelector('[data-seconds]').textContent = Math.max(0, left)
  if (left <= 0) clear()
}, 1000)

addEventListener('told', () => document.querySelector('main').append(part('kiosk-told')))
