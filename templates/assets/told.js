// Ways to take the receipt along: as a picture, on paper, as a QR code. Nothing of it is stored here, and
// nothing is copied to a clipboard that other devices share.

import { part } from './parts.js'

/** Offers them below the receipt that the page shows. */
export function offerWays() {
  const code = document.querySelector('main [data-receipt]')
  if (!code || document.querySelector('main [data-ways]')) return
  const receipt = code.textContent.trim().split(/\s+/).join('-')
  const section = code.closest('section') ?? code.parentElement
  section.append(part('ways'))
  const on = (name, act) => section.querySelector(`[data-way=${name}]`).addEventListener('click', act)
  on('picture', () => savePicture(receipt, section.querySelector('[data-way=picture]').dataset.file))
  const showCode = async () => {
    section.querySelector('[data-way=qr]').hidden = true
    section.querySelector('[data-qr]').replaceChildren(picture(await modules(receipt)))
  }
  on('qr', showCode)
  on('print', async ({ currentTarget: { dataset } }) => {
    if (document.documentElement.hasAttribute('data-kiosk') && !confirm(dataset.warning)) return
    // Paper without the code is better than no paper.
    await showCode().catch(() => {})
    print(dataset.title)
  })
  const hide = section.querySelector('[data-way=hide]')
  on('hide', () => {
    const hidden = hide.getAttribute('aria-pressed') !== 'true'
    hide.setAttribute('aria-pressed', hidden)
    for (const place of section.querySelectorAll('[data-receipt], [data-qr]')) place.hidden = hidden
  })
}

const modules = async (text) => (await import('./qr.js')).qrOf(text)

function picture(rows) {
  const make = (name, attributes) => {
    const element = document.createElementNS('http://www.w3.org/2000/svg', name)
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
    return element
  }
  const side = rows.length + 8
  const path = rows.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x + 4} ${y + 4}h1v1h-1z` : ''))).join('')
  const svg = make('svg', { viewBox: `0 0 ${side} ${side}`, class: 'qr', 'aria-hidden': 'true' })
  svg.append(make('rect', { width: side, height: side, fill: '#fff' }), make('path', { d: path, fill: '#000' }))
  return svg
}

async function savePicture(receipt, file) {
  const rows = await modules(receipt)
  const canvas = Object.assign(document.createElement('canvas'), { width: 800, height: 1000 })
  const pen = canvas.getContext('2d')
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, 800, 1000)
  pen.fillStyle = '#000'
  pen.textAlign = 'center'
  pen.font = '700 84px ui-monospace, monospace'
  const words = receipt.split('-')
  pen.fillText(`${words[0]} ${words[1]}`, 400, 130)
  pen.fillText(`${words[2]} ${words[3]}`, 400, 240)
  const step = Math.floor(620 / rows.length)
  const left = (800 - step * rows.length) / 2
  rows.forEach((row, y) => row.forEach((dark, x) => dark && pen.fillRect(left + x * step, 320 + y * step, step, step)))
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/png'))
  const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(blob), download: file })
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

function print(title) {
  // The paper's edge carries the title: it should say nothing.
  const before = document.title
  document.title = title
  document.body.classList.add('prints-receipt')
  addEventListener('afterprint', () => {
    document.body.classList.remove('prints-receipt')
    document.title = before
  }, { once: true })
  window.print()
}
