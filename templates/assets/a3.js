// Saves the sections of an A3 as they are typed: the same form, to the same address.
// It never writes over somebody else's words, and what is not saved says so and stays in its field.

const PAUSE = 1200
const AGAIN = 10000
const words = document.querySelector('template[data-a3-words]')

const said = (form, part, at) => {
  const place = form.querySelector('[data-a3-said]')
  const line = words.content.querySelector(`[data-${part}]`).cloneNode(true)
  const time = line.querySelector('[data-at]')
  if (time) time.textContent = at
  place.replaceChildren(...line.childNodes)
  place.classList.toggle('sheet__said--careful', !['saved', 'waiting'].includes(part))
}

const follow = (form) => {
  const version = form.elements.version
  const fields = () => new URLSearchParams(new FormData(form))
  const typed = () => {
    const now = fields()
    now.delete('csrf')
    now.delete('version')
    return now.toString()
  }
  let saved = typed()
  let timer = 0
  let sending = null
  // What the button alone can mend: two texts, or a session that has ended.
  let held = false

  const later = (after) => {
    clearTimeout(timer)
    timer = setTimeout(save, after)
  }

  const send = async (sent) => {
    try {
      const answer = await fetch(form.action, {
        method: 'POST',
        headers: { accept: 'application/json' },
        body: fields(),
        // The last words of a page that is being left.
        keepalive: sent.length < 30000,
      })
      if (answer.ok) {
        const { version: now, at, hint } = await answer.json()
        version.value = now
        saved = sent
        said(form, typed() === saved ? 'saved' : 'waiting', at)
        const place = form.querySelector('[data-a3-hint]')
        if (place) {
          place.textContent = hint ?? ''
          place.hidden = !hint
        }
      } else if (answer.status === 409) {
        held = true
        said(form, 'conflict')
      } else if (answer.status === 401 || answer.status === 403) {
        held = true
        said(form, 'signed-out')
      } else if (answer.status === 422 || answer.status === 404 || answer.status === 413) {
        const { message } = await answer.json()
        const place = form.querySelector('[data-a3-said]')
        place.textContent = message
        place.classList.add('sheet__said--careful')
      } else {
        said(form, 'away')
        later(AGAIN)
      }
    } catch {
      said(form, 'away')
      later(AGAIN)
    }
  }

  const save = async () => {
    clearTimeout(timer)
    if (held) return
    if (sending) {
      await sending
      if (typed() !== saved) later(PAUSE)
      return
    }
    const sent = typed()
    if (sent === saved) return
    sending = send(sent)
    await sending
    sending = null
    if (!held && typed() !== saved && typed() !== sent) later(PAUSE)
  }

  form.addEventListener('input', () => {
    if (typed() === saved) return
    if (!held) {
      said(form, 'waiting')
      later(PAUSE)
    }
  })
  form.addEventListener('change', () => save())
  form.addEventListener('submit', (event) => {
    if (held) return // the page shows both texts, or the way to sign in
    event.preventDefault()
    save()
  })
  // Somebody who goes away at once: the browser asks them while words are not saved.
  addEventListener('beforeunload', (event) => {
    if (typed() !== saved) event.preventDefault()
  })
  form.addEventListener('submit', () => {
    if (held) saved = typed()
  })
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') save()
  })
}

for (const form of document.querySelectorAll('form[data-a3-section]')) follow(form)
