// The loop that the product is for: told, thanked, asked, made safe, decided, answered, judged by the reporter.
import assert from 'node:assert/strict'
import { checkAccessible, checkFits, scene, screenshot } from './harness.mjs'
import { adding, answers, front, inbox, report, signIn, tell, trends } from './words.mjs'

const story = 'The pallet slid off the fork as the ramp was wet.'
const password = 'a pallet, a ramp and a wet fork'

for (const [how, options] of [
  ['with scripts', { scripts: true }],
  ['without scripts', { scripts: false }],
  ['in the dark', { scripts: true, dark: true }],
]) {
  // Looks at a page as everybody in the loop meets it.
  const look = async (page, name) => {
    if (options.scripts) await checkAccessible(page)
    await checkFits(page)
    await screenshot(page, `loop ${how} ${name}`)
  }

  // What is written back waits for its batch too; here it is read at once.
  scene(`a near miss goes all the way round, ${how}`, { settings: ['--release-minutes', '0'] }, async ({ house, phone, desktop }) => {
    const ramp = await openPlace(house)
    await addPerson(house, 'lead', 'Ada Lindqvist', ['--place', ramp])

    // The reporter, on a phone, from the poster at the ramp.
    const reporter = await phone(options)
    await reporter.goto('/')
    await look(reporter, '01 front')
    await front.tell(reporter).click()
    await reporter.waitForURL('**/tell')
    await look(reporter, '02 tell, from the front')
    await reporter.goto(`/tell/${ramp}`)
    await reporter.getByText('Ramp 3').first().waitFor()
    await look(reporter, '03 tell, from the poster')
    await tell.nearMiss(reporter).check()
    await tell.story(reporter).fill(story)
    await tell.stillDangerous(reporter).check() // else it waits for the next batch, which protects the reporter
    await look(reporter, '04 tell, filled in')
    await tell.send(reporter).click()
    await tell.thanks(reporter).waitFor()
    const receipt = (await tell.receipt(reporter).innerText()).replace(/\s+/g, ' ').trim()
    assert.match(receipt, tell.receiptPattern)
    await look(reporter, '05 receipt')

    // More, one question at a time.
    await adding.ask(reporter).click()
    await adding.question(reporter, 1).waitFor()
    await look(reporter, '05a question')
    await adding.tile(reporter, /space, light/i).check()
    await adding.next(reporter).click()
    for (const number of [2, 3, 4, 5, 6, 7]) {
      await adding.question(reporter, number).waitFor()
      await adding.skip(reporter).click()
    }
    await adding.idea(reporter).fill('A roof over the ramp.')
    await adding.next(reporter).click()
    await adding.question(reporter, 9).waitFor()
    await look(reporter, '05b photo')
    await adding.end(reporter).click()
    await adding.done(reporter).waitFor()
    await look(reporter, '05c added')

    // The lead, on a laptop: thanks first, then the rest.
    const lead = await desktop(options)
    await lead.goto('/sign-in')
    await look(lead, '06 sign in')
    await enter(lead, 'lead')
    await lead.waitForURL('**/inbox')
    await look(lead, '07 inbox')
    await inbox.report(lead, story).click()
    await lead.getByRole('blockquote').getByText(story).waitFor()
    assert.equal(await report.decide(lead).count(), 0, 'deciding is closed until somebody has said thanks')
    await look(lead, '08 report')
    await act(lead, report.thanks, 'Thank you, I would not have seen the wet ramp.')
    await act(lead, report.question, 'What was the ramp like before the rain?')
    await act(lead, report.containment, 'The ramp is closed and dry mats are on their way.')
    await look(lead, '09 report, thanked')
    await report.learnInA3(lead).check()
    await report.why(lead).fill('It came up twice this month.')
    await report.decide(lead).click()
    await report.decided(lead).waitFor()
    await act(lead, report.outcome, 'The ramp has a roof now.')
    await report.writeSharedStory(lead).click()
    await act(lead, report.sharedStory, 'A load slid on a wet ramp. The ramp has a roof now.')
    await look(lead, '10 report, answered')

    // The reporter comes back, on another phone: the receipt is all it takes.
    const returning = await phone(options)
    await returning.goto('/')
    await front.whatCameOfIt(returning).click()
    await answers.receipt(returning).waitFor()
    await look(returning, '11 answers, closed')
    await answers.receipt(returning).fill(receipt.toLowerCase())
    await answers.open(returning).click()
    for (const words of ['I would not have seen the wet ramp', 'What was the ramp like', 'dry mats', 'came up twice', 'has a roof now']) {
      await returning.getByText(words).first().waitFor()
    }
    assert.ok(!returning.url().includes(receipt.slice(0, 4)), 'a receipt never stands in an address')
    await look(returning, '12 answers')
    await act(returning, answers.message, 'Slippery since the gutter broke.')
    await answers.helped(returning).check()
    await answers.feltSafe(returning).check()
    await look(returning, '13 answers, judging')
    await answers.judge(returning).click()
    await answers.judged(returning).waitFor()
    await answers.whatITold(returning).click()
    await look(returning, '14 answers, judged')

    // The lead reads what was written back, on a phone between two meetings.
    await lead.reload()
    await lead.getByText('Slippery since the gutter broke.').first().waitFor()
    const pocket = await phone(options)
    await pocket.goto('/sign-in?next=/inbox')
    await enter(pocket, 'lead')
    await look(pocket, '15 inbox on a phone')
    await inbox.report(pocket, story).click()
    await look(pocket, '16 report on a phone')
  })
}

// ---- and what everybody learns from it ----

scene('an improver reads how soon people speak up, and thanks stand first', async ({ house, phone, desktop }) => {
  await addPerson(house, 'improver', 'Ivo Marques')
  const reporter = await phone()
  for (const when of ['just_now', 'earlier_today', 'yesterday', 'yesterday', 'this_week', 'this_week']) {
    const sent = await reporter.request.post('/tell', { form: { kind: 'near_miss', story, when } })
    assert.equal(sent.status(), 200)
  }
  const improver = await desktop()
  await improver.goto('/sign-in')
  await enter(improver, 'improver')
  await improver.waitForURL('**/trends')
  await trends.openHowSoon(improver).click()
  await trends.howSoon(improver).waitFor()
  await trends.thanks(improver).waitFor()
  await checkAccessible(improver)
  await checkFits(improver)
  await screenshot(improver, 'loop, time to surface')
  await improver.goto('/thanks')
  await checkAccessible(improver)
  await screenshot(improver, 'loop, thanks')
})

// ---- the form in rough hands ----

scene('what needs another look is said at the top, and nothing typed is lost', async ({ phone, expect }) => {
  expect(/422/)
  const reporter = await phone()
  await reporter.goto('/tell')
  await tell.nearMiss(reporter).check()
  await tell.onADate(reporter).check()
  await tell.story(reporter).fill(story)
  await reporter.locator('form').evaluate((form) => (form.noValidate = true)) // as browsers without checks of their own do
  await tell.known(reporter).click()
  await tell.sealed(reporter).check()
  await tell.send(reporter).click()
  await tell.lookAgain(reporter).getByRole('link', { name: /write your name/i }).waitFor()
  await checkAccessible(reporter)
  await checkFits(reporter)
  await screenshot(reporter, 'tell, look again')
  assert.equal(await tell.story(reporter).inputValue(), story)
  assert.ok(await tell.nearMiss(reporter).isChecked())
  await tell.date(reporter).fill('2026-01-05')
  await tell.name(reporter).fill('Zebedee Quux')
  await tell.send(reporter).click()
  await tell.thanks(reporter).waitFor()
})

scene('somebody tells it with the keyboard alone', async ({ desktop }) => {
  const reporter = await desktop()
  await reporter.goto('/tell')
  const reach = async (target) => {
    for (let step = 0; step < 60; step += 1) {
      if (await target.evaluate((element) => element === document.activeElement)) return
      await reporter.keyboard.press('Tab')
    }
    assert.fail('the keyboard does not get there')
  }
  await reach(reporter.getByRole('radio', { name: /something is not working/i }))
  await reporter.keyboard.press('Space')
  await reporter.keyboard.press('ArrowRight')
  assert.ok(await tell.nearMiss(reporter).isChecked())
  await reach(tell.story(reporter))
  await reporter.keyboard.type(story)
  await reach(tell.send(reporter))
  await screenshot(reporter, 'tell, by keyboard')
  await reporter.keyboard.press('Enter')
  await tell.thanks(reporter).waitFor()
})

scene('a wrong receipt is told so, and a right one in any spelling opens', async ({ phone, expect }) => {
  expect(/422/)
  const reporter = await phone()
  await reporter.goto('/tell')
  await tell.nearMiss(reporter).check()
  await tell.story(reporter).fill(story)
  await tell.send(reporter).click()
  const receipt = (await tell.receipt(reporter).innerText()).replace(/\s+/g, '')
  await reporter.goto('/answers')
  await answers.receipt(reporter).fill('0000 0000 0000 0000')
  await answers.open(reporter).click()
  await answers.opensNothing(reporter).waitFor()
  await checkAccessible(reporter)
  await screenshot(reporter, 'answers, wrong receipt')
  await answers.receipt(reporter).fill(` ${receipt.toLowerCase().replace(/0/g, 'o').replace(/1/g, 'l')} `)
  await answers.open(reporter).click()
  await reporter.getByRole('textbox', { name: answers.message.words }).waitFor()
})

scene('going back after telling shows none of it on a shared tablet', async ({ phone }) => {
  const reporter = await phone()
  await reporter.goto('/')
  await front.tell(reporter).click()
  await tell.nearMiss(reporter).check()
  await tell.story(reporter).fill(story)
  await tell.send(reporter).click()
  await tell.thanks(reporter).waitFor()
  assert.equal(new URL(reporter.url()).pathname, '/tell', 'the address tells nothing')
  await reporter.goBack()
  const words = await reporter.evaluate(() => [document.body.innerText, ...[...document.querySelectorAll('textarea, input')].map((field) => field.value)].join('\n'))
  assert.ok(!words.includes(story), 'the story is gone')
  assert.deepEqual(await reporter.context().cookies(), [], 'no cookie')
  assert.equal(await reporter.evaluate(() => localStorage.length + sessionStorage.length), 0, 'nothing is kept')
})

// ---- size ----

scene('the page to tell on fits through a bad network', async ({ house, phone }) => {
  const ramp = await openPlace(house)
  const reporter = await phone()
  const network = await reporter.context().newCDPSession(reporter)
  await network.send('Network.enable')
  const kinds = new Map()
  const loaded = []
  network.on('Network.responseReceived', ({ requestId, type, response }) => kinds.set(requestId, { type, address: response.url }))
  network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => loaded.push({ ...kinds.get(requestId), bytes: encodedDataLength }))
  await reporter.goto(`/tell/${ramp}`, { waitUntil: 'networkidle' })
  const sum = (some) => some.reduce((bytes, one) => bytes + one.bytes, 0)
  const list = loaded.map(({ type, address, bytes }) => `${bytes} ${type} ${new URL(address).pathname}`).join('\n')
  console.log(list)
  assert.ok(loaded.length >= 3, `page, style and icons were counted:\n${list}`)
  assert.ok(sum(loaded) <= 60 * 1024, `${sum(loaded)} bytes:\n${list}`)
  assert.ok(sum(loaded.filter(({ type }) => type === 'Script')) <= 12 * 1024, `scripts:\n${list}`)
})

scene('every page of a reporter fits a screen that is zoomed four times', async ({ phone }) => {
  const reporter = await phone()
  await reporter.setViewportSize({ width: 320, height: 256 })
  for (const path of ['/', '/tell', '/answers', '/sign-in']) {
    await reporter.goto(path)
    await checkFits(reporter)
  }
  await reporter.goto('/tell')
  await tell.nearMiss(reporter).check()
  await tell.story(reporter).fill('Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'.repeat(3))
  await tell.send(reporter).click()
  await tell.thanks(reporter).waitFor()
  await checkFits(reporter)
  await tell.openMine(reporter).click()
  await answers.whatITold(reporter).click()
  await checkFits(reporter)
  await screenshot(reporter, 'answers, zoomed')
})

// ---- people and what they do ----

const addressOf = (role) => `${role}@example.org`

async function openPlace(house) {
  return (await house.candor(['place', 'add', '--name', 'Ramp 3', '--people', '12'])).trim()
}

function addPerson(house, role, name, more = []) {
  return house.candor(['person', 'add', '--email', addressOf(role), '--name', name, '--role', role, ...more, '--password-stdin'], `${password}\n`)
}

async function enter(page, role) {
  await signIn.address(page).fill(addressOf(role))
  await signIn.password(page).fill(password)
  await signIn.enter(page).click()
  await page.waitForURL((url) => url.pathname !== '/sign-in')
}

// Writes something, sends it, and waits until the page says that it arrived.
async function act(page, { words, button, done }, text) {
  await page.getByRole('textbox', { name: words }).fill(text)
  await page.getByRole('button', { name: button, exact: typeof button === 'string' }).click()
  await page.getByText(done).first().waitFor()
}
