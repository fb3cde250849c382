// Walking on the condition map with the keyboard. Without this, each condition is a link and each act a form.
// Arrow keys go along the links and, within a column, up and down; Enter changes the condition; A asks what made it
// possible, in the form of the list.

const far = (a, b) => Math.hypot(a.x - b.x, a.y - b.y)

const middle = (node) => {
  const box = node.querySelector('rect').getBBox()
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

function walks(map) {
  const frame = map.querySelector('.map__frame')
  const nodes = [...map.querySelectorAll('.map__node[data-code]')]
  if (!frame || nodes.length === 0) return
  const byCode = new Map(nodes.map((node) => [node.dataset.code, node]))
  const places = new Map(nodes.map((node) => [node, middle(node)]))
  const codes = (words) => words.split(' ').map((code) => byCode.get(code)).filter(Boolean)
  const nearest = (from, among) =>
    among.reduce((best, node) => (!best || far(places.get(from), places.get(node)) < far(places.get(from), places.get(best)) ? node : best), null)

  /** Up or down among those that stand in the same column. */
  const beside = (from, way) => {
    const at = places.get(from)
    return nearest(from, nodes.filter((node) => {
      const { x, y } = places.get(node)
      return Math.abs(x - at.x) < 1 && (y - at.y) * way > 0
    }))
  }

  const ways = {
    ArrowRight: (node) => nearest(node, codes(node.dataset.after)),
    ArrowLeft: (node) => nearest(node, codes(node.dataset.before)),
    ArrowDown: (node) => beside(node, 1),
    ArrowUp: (node) => beside(node, -1),
    Home: () => nodes[0],
    End: () => nodes.at(-1),
  }

  const asks = (code) => {
    const item = document.getElementById(`condition-${code}`)
    const form = item?.querySelector('details')
    if (!form) return
    form.open = true
    form.querySelector('textarea').focus()
  }

  const changes = (code) => {
    const link = document.querySelector(`#condition-${code} .condition__acts > a`)
    if (link) location.assign(link.href)
  }

  const focus = (node) => {
    node.focus({ preventScroll: true })
    node.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }

  map.querySelector('.map__keys')?.removeAttribute('hidden')
  frame.addEventListener('keydown', (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const node = event.target.closest?.('.map__node')
    const way = ways[event.key]
    if (!node) {
      // From the frame itself an arrow steps onto the map.
      if (event.target === frame && way && event.key !== 'ArrowUp') {
        event.preventDefault()
        focus(nodes[0])
      }
      return
    }
    if (way) {
      event.preventDefault()
      const next = way(node)
      if (next) focus(next)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      changes(node.dataset.code)
    } else if (event.key === 'a' || event.key === 'A') {
      event.preventDefault()
      asks(node.dataset.code)
    }
  })
}

document.querySelectorAll('[data-map]').forEach(walks)
