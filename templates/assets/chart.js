// The value under the pointer, and by keyboard: left and right step through a chart, Home and End go to its ends.
// Without this script each mark still says its value when the pointer rests on it, and the table has them all.

const MARKS = 'rect, circle'

for (const chart of document.querySelectorAll('svg.chart')) {
  const marks = [...chart.querySelectorAll(MARKS)].filter((mark) => mark.querySelector('title'))
  if (marks.length === 0) continue
  const region = chart.closest('.scroll')
  const said = document.createElement('p')
  said.className = 'chart-said'
  said.setAttribute('aria-live', 'polite')
  said.textContent = 'Point at the chart, or step through it with the arrow keys.'
  region.after(said)

  const places = marks.map((mark) => {
    const box = mark.getBBox()
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  })
  // From left to right, and from top to bottom where marks stand above each other.
  const order = marks.map((_, i) => i).sort((a, b) => places[a].x - places[b].x || places[a].y - places[b].y)
  let at = -1

  const show = (step) => {
    if (at >= 0) marks[order[at]].classList.remove('chart__here')
    at = Math.max(0, Math.min(order.length - 1, step))
    const mark = marks[order[at]]
    mark.classList.add('chart__here')
    said.textContent = mark.querySelector('title').textContent
  }

  chart.addEventListener('pointermove', (event) => {
    const spot = new DOMPoint(event.clientX, event.clientY).matrixTransform(chart.getScreenCTM().inverse())
    let best = 0
    let least = Infinity
    for (const [step, i] of order.entries()) {
      // What lies above or below counts less: a finger hides what it points at.
      const far = Math.hypot(places[i].x - spot.x, (places[i].y - spot.y) / 4)
      if (far < least) [best, least] = [step, far]
    }
    if (best !== at) show(best)
  })

  region.addEventListener('keydown', (event) => {
    const back = getComputedStyle(chart).direction === 'rtl' ? 1 : -1
    const steps = { ArrowLeft: at + back, ArrowRight: at - back, Home: 0, End: order.length - 1 }
    if (!(event.key in steps) || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    show(at < 0 && event.key !== 'End' ? 0 : steps[event.key])
  })
}
