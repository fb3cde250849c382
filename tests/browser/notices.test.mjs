// Mail: the whole program hands one to a real mail server, over TLS and signed in; and its pages.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { after } from 'node:test'
import { fileURLToPath } from 'node:url'
import { checkAccessible, checkFits, scene, screenshot } from './harness.mjs'
import { signIn, tell } from './words.mjs'

const password = 'a pallet, a ramp and a wet fork'
const here = (path) => fileURLToPath(new URL(path, import.meta.url))

const server = spawn('node', [here('mail_server.mjs'), '--tls', '--sign-in', 'candor:open sesame'], { stdio: ['pipe', 'pipe', 'inherit'] })
after(() => server.kill())
const said = []
const heard = new Set()
createInterface({ input: server.stdout }).on('line', (line) => {
  said.push(JSON.parse(line))
  for (const look of heard) look()
})
/** Waits until the mail server has said something like this. */
const hears = (what) => new Promise((resolve) => {
  const look = () => {
    const found = said.find(what)
    if (found) { heard.delete(look); resolve(found) }
  }
  heard.add(look)
  look()
})
const { port } = await hears((one) => one.port)

const mail = {
  settings: ['--smtp-url', `smtps://candor:open%20sesame@localhost:${port}`, '--mail-from', 'Candor <candor@example.org>', '--release-minutes', '0'],
  // The authority of the tests, as a house trusts its own.
  environment: { SSL_CERT_FILE: here('../data/mail/authority.pem') },
}

async function person(house, role, name) {
  await house.candor(['person', 'add', '--email', `${role}@example.org`, '--name', name, '--role', role, '--password-stdin'], `${password}\n`)
}

async function enters(page, role) {
  await page.goto('/sign-in')
  await signIn.address(page).fill(`${role}@example.org`)
  await signIn.password(page).fill(password)
  await signIn.enter(page).click()
}

async function look(page, name) {
  await checkAccessible(page)
  await checkFits(page)
  await screenshot(page, `mail, ${name}`)
}

scene('an admin sends a test over TLS and it arrives', { ...mail, timeout: 180_000 }, async ({ house, desktop, phone }) => {
  await person(house, 'admin', 'Ann')
  const page = await desktop()
  await enters(page, 'admin')
  await page.getByRole('link', { name: 'Mail' }).click()
  await page.getByText(`smtps://localhost:${port}`).waitFor()
  assert.ok(!(await page.content()).includes('sesame'), 'the password is nobody’s to read')
  await look(page, 'set up')
  await page.getByRole('button', { name: 'Send me a test' }).click()
  await page.getByText('A test goes out to you within a minute.').waitFor()
  await look(page, 'waiting')
  const small = await phone()
  await enters(small, 'admin')
  await small.goto('/notices')
  await look(small, 'waiting, on a phone')
  const { mail: arrived } = await hears((one) => one.mail)
  assert.deepEqual(arrived.to, ['admin@example.org'])
  assert.equal(arrived.user, 'candor')
  assert.equal(arrived.secure, true)
  await page.goto('/notices')
  await page.getByText('Nothing waits.').waitFor()
  assert.ok(!house.said().includes('sesame'))
})

scene('without a mail server the pages say so', async ({ house, phone, desktop }) => {
  await person(house, 'admin', 'Ann')
  await person(house, 'lead', 'Ada')
  const ann = await phone()
  await enters(ann, 'admin')
  await ann.goto('/notices')
  await ann.getByText('Mail is not set up.').waitFor()
  await look(ann, 'not set up')
  const guest = await phone()
  await guest.goto('/tell')
  await tell.nearMiss(guest).check()
  await tell.story(guest).fill('The pallet slid off the fork as the ramp was wet.')
  await tell.send(guest).click()
  await tell.thanks(guest).waitFor()
  const ada = await desktop()
  await enters(ada, 'lead')
  await ada.getByRole('link', { name: 'Your morning mail' }).click()
  await ada.getByRole('heading', { name: 'Nothing waits too long' }).waitFor()
  await look(ada, 'digest, nothing waits')
  await ada.getByRole('button', { name: 'Turn it off for me' }).click()
  await ada.getByText('Nobody else sees that.').waitFor()
})
