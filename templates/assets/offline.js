// Without a network: the report is sealed, the sealed bytes wait, and the thanks are said from the page itself.

import { draftKey, groups } from './receipt.js'
import { part, show, writeReceipt } from './parts.js'
import { reportOf } from './report.js'
import { seal } from './seal.js'
import { forget, keep } from './outbox.js'

/** Fetches what is shown afterwards too, while there is a network. */
export const prepare = () => import('./told.js')

/** Whether the form could be sealed and kept. A field that needs another look is pointed out instead. */
export async function keepForLater(form, fields, receipt) {
  if (!isWhole(form)) return true
  let id
  try {
    const inside = { key: draftKey(), report: reportOf(fields, form.getAttribute('action')) }
    id = await keep(await seal(form.dataset.seal, JSON.stringify(inside)))
  } catch {
    return false
  }
  const page = part('told-offline')
  writeReceipt(page, groups(receipt))
  show(page)
  const main = document.querySelector('main')
  main.querySelector('[data-forget]').addEventListener('click', async () => {
    await forget(id)
    show(part('forgotten'))
  })
  addEventListener('outbox', ({ detail }) => {
    if (!main.querySelector('[data-forget]') || detail.waiting.includes(id)) return
    for (const words of main.querySelectorAll('[data-waits]')) words.hidden = true
    for (const words of main.querySelectorAll('[data-sent]')) words.hidden = false
  })
  prepare().then(({ offerWays }) => offerWays(), () => {})
  dispatchEvent(new Event('told'))
  return true
}

/** The server's own look comes later, when nobody can mend it: what can be seen here is asked for now. */
function isWhole(form) {
  const chosen = (name) => form.querySelector(`[name=${name}]:checked`)?.value
  const need = (name, needed) => {
    const field = form.querySelector(`[name=${name}]`)
    if (field) field.required = needed
  }
  need('date', chosen('when') === 'date')
  need('name', ['protected', 'named'].includes(chosen('reporter')))
  const story = form.querySelector('[name=story]')
  if (story && !story.value.trim()) story.value = ''
  return form.reportValidity()
}
