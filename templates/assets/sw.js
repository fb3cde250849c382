// Keeps what the form needs to open without a network: the program's own files, and the empty form. Pages with
// anybody's words, and everything that is sent, go by it to the network and are never kept.
// VERSION and ASSETS stand above: the program writes them.

const CACHE = `candor ${VERSION}`
const FORM = '/tell'

/** `/tell` and `/tell/{place}`: the same for everybody. The program says which of them hold nobody's words. */
const isForm = (path) => /^\/tell(\/[^/]+)?$/.test(path)

addEventListener('install', (event) => {
  skipWaiting()
  event.waitUntil(
    (async () => {
      const cache = await caches.open(CACHE)
      await cache.addAll([...ASSETS, new Request(FORM, { credentials: 'omit', cache: 'no-store' })])
    })(),
  )
})

addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) if (name !== CACHE) await caches.delete(name)
      await clients.claim()
    })(),
  )
})

addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname, search } = new URL(request.url)
  if (request.method !== 'GET' || origin !== location.origin) return
  if (ASSETS.includes(pathname)) event.respondWith(kept(request))
  else if (request.mode === 'navigate' && isForm(pathname)) event.respondWith(form(event, pathname, search))
})

const kept = async (request) => (await caches.match(request, { cacheName: CACHE })) ?? fetch(request)

/** From the network when there is one; what is kept for later is the same for everybody. */
async function form(event, path, search) {
  const cache = await caches.open(CACHE)
  try {
    const answer = await fetch(event.request)
    if (answer.status === 200 && answer.headers.get('x-form') === 'empty' && !answer.redirected && !search) event.waitUntil(cache.put(path, answer.clone()).catch(() => {}))
    if (![502, 503, 504].includes(answer.status)) return answer
    return (await cache.match(path)) ?? (await cache.match(FORM)) ?? answer
  } catch (failure) {
    const page = (await cache.match(path)) ?? (await cache.match(FORM))
    if (page) return page
    throw failure
  }
}
