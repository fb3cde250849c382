// Words that look for a culprit: one hint below a field, after a pause in typing. Nothing is kept,
// nothing is held back, and whoever keeps their words is not asked about them again.
import { part } from './parts.js'

const PAUSE = 900
const fields = new WeakMap()

/** What is known of a field while its page is open. */
function of(field) {
  if (!fields.has(field)) {
    const box = document.createElement('div')
    box.className = 'reframe'
    box.setAttribute('aria-live', 'polite')
    field.after(box)
    fields.set(field, { box, kept: new Set(), timer: 0, asking: null, shown: '' })
  }
  return fields.get(field)
}

const key = (hint) => `${hint.entry} ${hint.words.toLowerCase()}`

document.addEventListener('focusin', ({ target }) => {
  if (target.matches?.('textarea[data-reframe]')) of(target)
})

document.addEventListener('input', ({ target }) => {
  if (!target.matches?.('textarea[data-reframe]')) return
  const state = of(target)
  clearTimeout(state.timer)
  state.timer = setTimeout(() => look(target, state), PAUSE)
})

async function look(field, state) {
  const text = field.value
  state.asking?.abort()
  if (!text.trim()) return clear(state)
  state.asking = new AbortController()
  try {
    const csrf = field.form?.elements.namedItem('csrf')?.value ?? document.querySelector('input[name=csrf]')?.value ?? ''
    const answer = await fetch('/language/hints', {
      method: 'POST',
      headers: { accept: 'application/json' },
      body: new URLSearchParams({ csrf, text }),
      signal: state.asking.signal,
    })
    if (!answer.ok) return
    const { hints } = await answer.json()
    // Whoever has gone on to a button must not find it moved.
    if (field.value !== text || document.activeElement !== field) return
    const hint = hints.find((hint) => !state.kept.has(key(hint)))
    if (hint) show(field, state, hint)
    else clear(state)
  } catch {
    // No network, or signed out: the words are what counts, and they are still here.
  }
}

function clear(state) {
  state.shown = ''
  state.box.replaceChildren()
}

function show(field, state, hint) {
  if (state.shown === key(hint)) return
  state.shown = key(hint)
  const content = part('reframe')
  const say = (name, words) => (content.querySelector(`[data-${name}]`).textContent = words)
  say('heading', hint.heading)
  say('words', hint.words)
  say('why', hint.why)
  say('instead', hint.instead)
  const said = content.querySelector('[data-said]')
  said.lang = hint.language
  said.dir = hint.direction
  content.querySelector('[data-keep]').addEventListener('click', () => {
    state.kept.add(key(hint))
    clear(state)
    field.focus({ preventScroll: true })
    // Words that are kept must not stay selected: the next key would replace them.
    field.setSelectionRange(field.selectionEnd, field.selectionEnd)
    look(field, state)
  })
  content.querySelector('[data-find]').addEventListener('click', () => {
    const from = place(field.value, hint)
    if (from < 0) return
    field.focus()
    field.setSelectionRange(from, from + hint.words.length)
  })
  state.box.replaceChildren(content)
}

/** Where the words stand now; the server counts characters, a field counts halves of some. */
function place(text, hint) {
  const from = [...text].slice(0, hint.at[0]).join('').length
  return text.startsWith(hint.words, from) ? from : text.indexOf(hint.words)
}
