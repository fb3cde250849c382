// Takes the form over: sends it without leaving the page, so that no list of visited pages and no way
// back shows that something was told. Without this script the form works as a form.

import { canSeal, draftKey, groups, makeReceipt, verifierOf } from './receipt.js'
import { part, show, writeReceipt } from './parts.js'

/** What is tried again later when it does not answer. */
const PATIENCE = 20_000

const fresh = () => ({ key: draftKey(), receipt: canSeal() ? makeReceipt() : null })
let draft = fresh()
let busy = false

function put(form, name, value) {
  let field = form.querySelector(`input[type=hidden][name=${name}]`)
  if (!field) {
    field = Object.assign(document.createElement('input'), { type: 'hidden', name })
    form.append(field)
  }
  field.value = value
}

/** What a form would send, as a browser would send it. */
function fieldsOf(form, button) {
  const fields = new URLSearchParams()
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') fields.append(name, value)
  if (button?.name) fields.append(button.name, button.value)
  return fields
}

/** The answer's page and status, or `null` when nobody answered. */
async function post(form, fields) {
  if (navigator.onLine === false) return null
  // Photos travel as a browser would send them.
  const files = form.enctype === 'multipart/form-data'
  const body = files ? new FormData(form) : fields.toString()
  try {
    const answer = await fetch(form.getAttribute('action'), {
      method: 'POST',
      body,
      headers: files ? { accept: 'text/html' } : { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      // Goes on when the page is closed at once; browsers allow it for 64 KiB.
      keepalive: !files && body.length < 60_000,
      signal: AbortSignal.timeout?.(PATIENCE),
    })
    return { status: answer.status, page: new DOMParser().parseFromString(await answer.text(), 'text/html') }
  } catch {
    return null
  }
}

/** Says above the form what went wrong; everything typed stays. */
function complain(form, content) {
  form.querySelector('[data-complaint]')?.remove()
  const place = document.createElement('div')
  place.dataset.complaint = ''
  place.append(content)
  form.prepend(place)
  const notice = place.querySelector('[role=alert]') ?? place
  notice.tabIndex = -1
  notice.focus()
}

/** A refusal that came as a page of its own, in its own words. */
function refusal(page) {
  const content = part('refusal')
  const words = page.querySelector('main .lede, main p')?.textContent
  if (words) content.querySelector('[data-words]').textContent = words
  return content
}

async function seal(form, fields) {
  const offline = await import('./offline.js')
  return offline.keepForLater(form, fields, draft.receipt)
}

async function send(form, button) {
  if (busy) return
  busy = true
  form.setAttribute('aria-busy', 'true')
  const tells = form.matches('[data-tell]')
  try {
    if (tells) {
      put(form, 'key', draft.key)
      if (draft.receipt) put(form, 'receipt_verifier', await verifierOf(draft.receipt))
    }
    const fields = fieldsOf(form, button)
    const answer = await post(form, fields)
    const main = answer?.page.querySelector('main#main')
    const told = main?.querySelector('[data-told]')
    const nobody = !answer || (!main && [502, 503, 504].includes(answer.status))
    if (nobody) {
      if (!tells || !draft.receipt || !(await seal(form, fields))) return complain(form, part('not-sent'))
      draft = fresh()
    } else if (told || (main && (tells ? main.querySelector('form[data-tell]') : answer.status < 300 || main.querySelector('form')))) {
      if (tells && told && draft.receipt) writeReceipt(main, groups(draft.receipt))
      // Refused for sure: whatever is sent next is another draft.
      if (tells && answer.status !== 503) draft = fresh()
      document.title = answer.page.title
      document.querySelector('main').className = main.className
      show(...main.childNodes)
      if (told) afterTelling()
    } else {
      complain(form, refusal(answer.page))
    }
  } finally {
    busy = false
    form.removeAttribute('aria-busy')
  }
}

async function afterTelling() {
  // Another language is another page, and the receipt would be gone with this one.
  document.querySelector('.languages')?.remove()
  import('./told.js').then(({ offerWays }) => offerWays(), () => {})
  dispatchEvent(new Event('told'))
  sendWhatWaits()
}

addEventListener('submit', (event) => {
  const form = event.target
  // All that people send, and receipts above all: browsers write what a form sends into the file from which
  // they open their tabs again.
  if (!form.matches('main form[method=post], main [data-swap]')) return
  event.preventDefault()
  send(form, event.submitter)
})

const form = document.querySelector('[data-tell]')

addEventListener('change', (event) => {
  if (event.target.matches('input[type=file][data-brush]')) import('./brush.js').then(({ offerBrush }) => offerBrush(event.target), () => {})
})

// What is needed without a network must be here before it goes.
if (form && canSeal()) addEventListener('input', () => import('./offline.js').then((offline) => offline.prepare(), () => {}), { once: true })

// A form that was kept for use without a network may be the one of no place, opened from a poster.
const code = /^\/tell\/([^/]+)$/.exec(location.pathname)?.[1]
if (form?.getAttribute('action') === '/tell' && code && !document.querySelector('main [role=alert]')) {
  const choice = form.querySelector('select[name=place]')
  if (choice) choice.value = code.toUpperCase()
  if (choice?.selectedIndex >= 0 && choice.value) form.dataset.placed = ''
  else form.setAttribute('action', location.pathname)
}

// The day may have changed since a page was kept for use without a network.
const date = form?.querySelector('input[type=date]')
const today = new Date(Date.now() - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 10)
if (date?.max && date.max < today) date.max = today

// Nobody who comes after finds anything: not by going back, not from the browser's memory.
addEventListener('pagehide', () => document.querySelector('main')?.replaceChildren())
addEventListener('pageshow', (event) => event.persisted && location.reload())

let waited = false
async function sendWhatWaits() {
  if (!canSeal() || !globalThis.indexedDB) return
  // Looking must not make an empty store on a device that never needed one.
  const known = await indexedDB.databases?.().catch(() => [])
  if (!waited && known && !known.some(({ name }) => name === 'outbox')) return
  const { flush } = await import('./outbox.js')
  waited = true
  await flush()
}
sendWhatWaits()
addEventListener('online', sendWhatWaits)
// A phone that was in a pocket, or another tab that has sent what is counted here.
addEventListener('visibilitychange', () => document.visibilityState === 'visible' && sendWhatWaits())

if (localFlag()) import('./kiosk.js')
function localFlag() {
  try {
    return new URLSearchParams(location.search).has('kiosk') || localStorage.getItem('kiosk') !== null
  } catch {
    return false
  }
}

if (form) navigator.serviceWorker?.register('/sw.js', { updateViaCache: 'none' }).catch(() => {})
