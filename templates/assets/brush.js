// Covers up and crops a photo before it is sent: what is painted over here never leaves the device.
// Loaded when a photo is chosen. Without it the photo is sent as it is.

import { part } from './parts.js'

/** The long edge of what is sent; the house keeps no more. */
const MOST = 1600

async function read(file) {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' })
  const scale = Math.min(1, MOST / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(picture.width * scale))
  canvas.height = Math.max(1, Math.round(picture.height * scale))
  const pen = canvas.getContext('2d')
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height)
  picture.close()
  return canvas
}

/** Offers the brush for the photo that was chosen in `input`. A file that is no picture is left to the server to refuse. */
export async function offerBrush(input) {
  const form = input.form
  form.querySelector('[data-brush-board]')?.remove()
  const file = input.files[0]
  if (!file) return
  let canvas
  try {
    canvas = await read(file)
  } catch {
    return
  }
  const content = part('brush')
  const board = content.firstElementChild
  const sheet = board.querySelector('[data-sheet]')
  sheet.replaceWith(canvas)
  canvas.className = 'brush__sheet'
  canvas.setAttribute('role', 'img')
  canvas.setAttribute('aria-label', sheet.dataset.label)
  input.closest('.field').after(board)
  draw(board, canvas)
  // The form is sent as always, with what is on the sheet in the file's place.
  form.addEventListener('formdata', ({ formData }) => {
    if (board.isConnected) formData.set('photo', blobOf(canvas), 'photo.jpg')
  })
}

/** At once, not by and by: a form cannot wait for what it sends. */
function blobOf(canvas) {
  const [, bytes] = canvas.toDataURL('image/jpeg', 0.85).split(',')
  return new Blob([Uint8Array.from(atob(bytes), (byte) => byte.charCodeAt(0))], { type: 'image/jpeg' })
}

function draw(board, canvas) {
  const pen = canvas.getContext('2d', { willReadFrequently: true })
  const steps = []
  const keep = () => {
    steps.push([canvas.width, canvas.height, pen.getImageData(0, 0, canvas.width, canvas.height)])
    if (steps.length > 8) steps.shift()
  }
  const crops = () => board.querySelector('[data-tool=crop]').getAttribute('aria-pressed') === 'true'
  const at = (event) => {
    const box = canvas.getBoundingClientRect()
    const scale = canvas.width / box.width
    return { x: (event.clientX - box.left) * scale, y: (event.clientY - box.top) * scale }
  }
  let from = null
  let last = null
  const stroke = (to) => {
    pen.strokeStyle = '#000'
    pen.lineCap = 'round'
    pen.lineJoin = 'round'
    pen.lineWidth = Math.max(24, Math.max(canvas.width, canvas.height) / 18)
    pen.beginPath()
    pen.moveTo(last.x, last.y)
    pen.lineTo(to.x + 0.01, to.y)
    pen.stroke()
    last = to
  }
  const frame = (to) => {
    pen.putImageData(steps.at(-1)[2], 0, 0)
    pen.strokeStyle = '#fff'
    pen.lineWidth = Math.max(3, canvas.width / 200)
    pen.setLineDash([12, 8])
    pen.strokeRect(from.x, from.y, to.x - from.x, to.y - from.y)
    pen.setLineDash([])
    last = to
  }
  canvas.addEventListener('pointerdown', (event) => {
    canvas.setPointerCapture(event.pointerId)
    keep()
    from = last = at(event)
    if (!crops()) stroke(last)
  })
  canvas.addEventListener('pointermove', (event) => from && (crops() ? frame : stroke)(at(event)))
  const end = () => {
    if (!from) return
    if (crops()) crop(from, last)
    from = null
  }
  canvas.addEventListener('pointerup', end)
  canvas.addEventListener('pointercancel', end)

  function crop(a, b) {
    pen.putImageData(steps.at(-1)[2], 0, 0)
    const left = Math.max(0, Math.round(Math.min(a.x, b.x)))
    const top = Math.max(0, Math.round(Math.min(a.y, b.y)))
    const width = Math.min(canvas.width, Math.round(Math.max(a.x, b.x))) - left
    const height = Math.min(canvas.height, Math.round(Math.max(a.y, b.y))) - top
    // A slip of the finger is no wish for a stamp.
    if (width < 40 || height < 40) return steps.pop()
    const kept = pen.getImageData(left, top, width, height)
    canvas.width = width
    canvas.height = height
    pen.putImageData(kept, 0, 0)
  }

  for (const tool of board.querySelectorAll('[data-tool]')) {
    tool.addEventListener('click', () => {
      for (const other of board.querySelectorAll('[data-tool]')) other.setAttribute('aria-pressed', other === tool)
    })
  }
  board.querySelector('[data-undo]').addEventListener('click', () => {
    const step = steps.pop()
    if (!step) return
    canvas.width = step[0]
    canvas.height = step[1]
    pen.putImageData(step[2], 0, 0)
  })
}
