// Sealed reports that wait on this device until they can be sent. They are counted, and never shown: nobody
// can open them here.

import { base64url, characters } from './receipt.js'
import { part } from './parts.js'

const STORE = 'sealed'
/** Days until a report that could not be sent is deleted. */
const DAYS = 14
/** Refusals that another try would not change. */
const FINAL = ['look_again', 'unreadable', 'too_large', 'not_json']

const today = () => Math.floor(Date.now() / 86_400_000)

// ---- the store ----

function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('outbox', 1)
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'id' })
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

async function within(mode, act) {
  const database = await open()
  try {
    return await new Promise((resolve, reject) => {
      const work = database.transaction(STORE, mode, { durability: 'strict' })
      const request = act(work.objectStore(STORE))
      work.oncomplete = () => resolve(request.result)
      work.onabort = () => reject(work.error)
    })
  } finally {
    database.close()
  }
}

const all = () => within('readonly', (store) => store.getAll())
// Old browsers have no locks: there everything may happen twice, and twice is told once.
const alone = (name, act, options = {}) => (navigator.locks ? navigator.locks.request(name, options, act) : act(true))

/** Keeps sealed bytes under a random name, safe on the disk when it answers; answers the name. */
export async function keep(sealed) {
  const item = { id: characters(16), sealed: base64url(sealed), until: today() + DAYS }
  await alone('outbox store', () => within('readwrite', (store) => store.add(item)))
  await say()
  later()
  return item.id
}

export async function forget(id) {
  await within('readwrite', (store) => store.delete(id))
  await say()
  await tidy()
}

/** Nothing is left behind where nothing waits. */
const tidy = () =>
  alone('outbox store', async () => {
    if (navigator.locks && (await all()).length === 0) indexedDB.deleteDatabase('outbox')
  })

// ---- sending ----

/** Between two sendings, and until the next try, in milliseconds: `data-pace="500 4000 30000"`. */
const pace = () => (document.querySelector('[data-pace]')?.dataset.pace ?? '500 4000 30000').split(' ').map(Number)
const pause = (time) => new Promise((resolve) => setTimeout(resolve, time))
const random = (below) => crypto.getRandomValues(new Uint32Array(1))[0] % below

let again
function later() {
  clearTimeout(again)
  const time = pace()[2]
  again = setTimeout(flush, time + random(time))
}

/** `sent`, `refused`, `later`, or `away` when nobody answered. */
async function deliver(sealed) {
  try {
    const answer = await fetch('/api/v1/sealed-reports', {
      method: 'POST',
      body: JSON.stringify({ sealed }),
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout?.(20_000),
    })
    const said = await answer.json()
    if (answer.status === 201 && said.reference) return 'sent'
    // Anybody between here and the house may answer; only the house refuses in these words.
    return FINAL.includes(said.code) ? 'refused' : 'later'
  } catch {
    return 'away'
  }
}

/**
 * Sends what waits, one by one, in random order and with pauses of random length: nobody should be able to
 * tell by their rhythm that they come from one device.
 */
export const flush = () => alone('outbox sending', (lock) => lock && sendAll(), { ifAvailable: true })

async function sendAll() {
  const tried = new Set()
  const next = async () => {
    const left = (await all()).filter((item) => item.sealed && !tried.has(item.id))
    return left[random(left.length || 1)]
  }
  let outcome
  await say()
  for (let item = await next(); item && outcome !== 'away'; item = await next()) {
    tried.add(item.id)
    const [least, most] = pace()
    await pause(least + random(most - least + 1))
    outcome = item.until < today() ? 'refused' : await deliver(item.sealed)
    if (outcome === 'sent') await within('readwrite', (store) => store.delete(item.id))
    // Its bytes are of no use any more; that it could not be taken is kept until somebody has read it.
    if (outcome === 'refused') await within('readwrite', (store) => store.put({ id: item.id, refused: true }))
    await say()
  }
  if ((await all()).some((item) => item.sealed)) later()
  else await tidy()
}

// ---- what is said about it ----

let said = 0

async function say() {
  const items = await all()
  const waiting = items.filter((item) => item.sealed)
  const refused = items.filter((item) => item.refused)
  const place = document.querySelector('[data-outbox]')
  if (place) {
    const content = document.createDocumentFragment()
    if (waiting.length) {
      content.append(part('waiting'))
      content.querySelector('[data-count]').textContent = waiting.length
    } else if (said) content.append(part('all-sent'))
    if (refused.length) {
      content.append(part('refused'))
      content.querySelector('[data-refused]').textContent = refused.length
      content.querySelector('[data-read]').addEventListener('click', async () => {
        for (const { id } of refused) await within('readwrite', (store) => store.delete(id))
        await say()
        await tidy()
      })
    }
    place.replaceChildren(content)
  }
  said = waiting.length
  dispatchEvent(new CustomEvent('outbox', { detail: { waiting: waiting.map(({ id }) => id), refused: refused.length } }))
}
