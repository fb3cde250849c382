// A real mail server for the tests: nodemailer's smtp-server, with a voice.
//   node mail_server.mjs [--tls | --no-tls] [--sign-in user:password]
// Prints one line of JSON for all that happens: {"port":…} at the start, {"mail":…} for each mail taken.
// Reads orders, one a line: `answer 550 ann@example.org` (until `answer 250 …`), `silent on`, `silent off`.
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { SMTPServer } from 'smtp-server'

const option = (name) => process.argv.includes(name) && process.argv[process.argv.indexOf(name) + 1]
const [user, password] = (option('--sign-in') || '').split(':')
const data = new URL('../data/mail/', import.meta.url)
const say = (what) => process.stdout.write(`${JSON.stringify(what)}\n`)
const answers = new Map()
let silent = false

const refusal = (code, words) => Object.assign(new Error(words), { responseCode: code })

const server = new SMTPServer({
  secure: process.argv.includes('--tls'),
  key: readFileSync(new URL('key.pem', data)),
  cert: readFileSync(new URL('certificate.pem', data)),
  authOptional: !user,
  allowInsecureAuth: true,
  disabledCommands: [...(user ? [] : ['AUTH']), ...(process.argv.includes('--no-tls') ? ['STARTTLS'] : [])],
  disableReverseLookup: true,
  onConnect: (session, done) => {
    say({ connected: session.hostNameAppearsAs || '' })
    if (!silent) done()
  },
  onAuth: (auth, _session, done) =>
    auth.username === user && auth.password === password ? done(null, { user }) : done(refusal(535, 'wrong')),
  onRcptTo: ({ address }, _session, done) => {
    const code = answers.get(address)
    say({ recipient: address, code: code ?? 250 })
    // As real servers do, with the address in the words.
    if (code) done(refusal(code, `<${address}> is not taken here`))
    else done()
  },
  onData: (stream, session, done) => {
    const pieces = []
    stream.on('data', (piece) => pieces.push(piece))
    stream.on('end', () => {
      const { mailFrom, rcptTo } = session.envelope
      const to = rcptTo.map((one) => one.address)
      say({ mail: { from: mailFrom.address, to, hello: session.hostNameAppearsAs, secure: session.secure, user: session.user ?? null, ...read(Buffer.concat(pieces)) } })
      done()
    })
  },
})
server.on('error', () => {}) // a client that breaks off

/** Headers and text of a mail without attachments; `raw` is what came over the line. */
function read(bytes) {
  const raw = bytes.toString('latin1')
  const end = raw.indexOf('\r\n\r\n')
  const headers = raw.slice(0, end).replace(/\r\n[ \t]+/g, ' ').split('\r\n').map((line) => {
    const at = line.indexOf(':')
    return [line.slice(0, at).toLowerCase(), words(line.slice(at + 1).trim())]
  })
  const encoding = headers.find(([name]) => name === 'content-transfer-encoding')?.[1].toLowerCase()
  return { headers, text: decoded(raw.slice(end + 4), encoding), raw }
}

/** Encoded words (RFC 2047) as people read them; the space between two of them is none. */
function words(value) {
  return value.replace(/\?=\s+=\?/g, '?==?').replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_all, kind, inside) =>
    kind.toLowerCase() === 'b' ? Buffer.from(inside, 'base64').toString() : decoded(inside.replaceAll('_', ' '), 'quoted-printable'))
}

function decoded(body, encoding) {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString()
  if (encoding === 'quoted-printable') {
    const joined = body.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/gi, (_all, hex) => String.fromCharCode(parseInt(hex, 16)))
    return Buffer.from(joined, 'latin1').toString()
  }
  return Buffer.from(body, 'latin1').toString()
}

createInterface({ input: process.stdin })
  .on('line', (order) => {
    const [verb, what, address] = order.split(' ')
    if (verb === 'answer' && what === '250') answers.delete(address)
    else if (verb === 'answer') answers.set(address, Number(what))
    else if (verb === 'silent') silent = what === 'on'
    say({ done: order })
  })
  // Whoever started it has gone.
  .on('close', () => process.exit(0))

const listening = server.listen(Number(option('--port') || 0), '127.0.0.1', () => say({ port: listening.address().port }))
