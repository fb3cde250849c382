// A wire between the browser and the program, which can be cut: before a request, or after it has arrived.
import { createServer, connect } from 'node:net'

/**
 * `wire.cut(line)` says for the first line of each request what becomes of it: `'through'`, `'before'` (the
 * program never sees it) or `'after'` (it does, and its answer is lost). `pull` takes the plug out, `plug`
 * puts it back.
 */
export async function openWire(target) {
  const port = new URL(target).port
  const clients = new Set()
  const wire = { cut: () => 'through', cuts: { through: 0, before: 0, after: 0 } }
  const listen = (at) =>
    new Promise((resolve) => {
      wire.server = createServer((client) => {
        clients.add(client)
        const program = connect(port, '127.0.0.1')
        let deaf = false
        client.on('data', (piece) => {
          const line = /^(GET|POST) \S+/.exec(piece.toString('latin1'))?.[0]
          if (line) {
            const fate = wire.cut(line)
            wire.cuts[fate] += 1
            if (fate === 'before') return client.destroy()
            deaf ||= fate === 'after'
          }
          program.write(piece)
        })
        program.on('data', (piece) => (deaf ? client.destroy() : client.write(piece)))
        client.on('close', () => {
          clients.delete(client)
          // What has arrived is worked on, as with a real wire.
          program.end()
        })
        client.on('error', () => {})
        program.on('error', () => client.destroy())
        program.on('close', () => client.destroy())
      })
      wire.server.listen(at, '127.0.0.1', () => resolve(wire.server.address().port))
    })
  const own = await listen(0)
  return Object.assign(wire, {
    address: `http://127.0.0.1:${own}`,
    pull: async () => {
      const closed = new Promise((resolve) => wire.server.close(resolve))
      for (const client of clients) client.destroy()
      await closed
    },
    plug: () => listen(own),
    close: () => (wire.server.listening ? wire.pull() : undefined),
  })
}
