// A quiet clock: says which part of the meeting it is and how many minutes are left. The house has counted until
// the page was made; from then on the device counts on. Nothing blinks, and nothing is read out by itself.

const clock = document.querySelector('[data-clock]')
const parts = [...document.querySelectorAll('[data-plan] [data-minutes]')]

function show() {
  const minutes = Math.floor((Number(clock.dataset.clock) + performance.now() / 1000) / 60)
  let until = 0
  const now = parts.find((part) => {
    until += Number(part.dataset.minutes)
    return minutes < until
  })
  for (const part of parts) {
    if (part === now) part.setAttribute('aria-current', 'step')
    else part.removeAttribute('aria-current')
  }
  clock.querySelector('[data-running]').hidden = !now
  clock.querySelector('[data-over]').hidden = Boolean(now)
  if (!now) return
  clock.querySelector('[data-part]').textContent = now.querySelector('.hansei-plan__name').textContent
  clock.querySelector('[data-left]').textContent = String(until - minutes)
}

if (clock) {
  show()
  setInterval(show, 5000)
}
