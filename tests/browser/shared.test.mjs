// A tablet that many share, and the way out.
import assert from 'node:assert/strict'
import { checkAccessible, checkFits, scene, screenshot } from './harness.mjs'
import { kiosk, tell, way } from './words.mjs'

const story = 'The pallet slid off the fork as the ramp was wet.'

/** Makes a phone a shared tablet at a place, and answers the page with a clock that the test moves. */
async function shares(phone, house) {
  const ramp = (await house.candor(['place', 'add', '--name', 'Ramp 3', '--people', '12'])).trim()
  const page = await phone()
  await page.clock.install()
  await page.goto('/kiosk')
  await checkAccessible(page)
  await screenshot(page, 'kiosk, switch')
  await kiosk.place(page).fill(ramp)
  await kiosk.share(page).click()
  await page.waitForURL(`**/tell/${ramp}`)
  await kiosk.clear(page).waitFor()
  return page
}

const empty = async (page) => {
  await page.waitForFunction(() => document.querySelector('[name=story]')?.value === '')
  assert.equal(await page.locator('[data-tell] input[name=kind]:checked').count(), 0)
}
const kept = (page) => page.evaluate(async () => ({
  local: Object.keys(localStorage), session: sessionStorage.length, cookies: document.cookie, stores: (await indexedDB.databases()).length,
}))
const write = async (page) => {
  await tell.nearMiss(page).check()
  await tell.story(page).fill(story)
}

/** Nobody is there until the tablet asks. The page may still be moving from the last tap, which is a sign of somebody. */
async function asked(page, time = 61_000) {
  for (let tries = 0; tries < 5 && !(await kiosk.asks(page).isVisible()); tries += 1) await page.clock.fastForward(time)
  await kiosk.asks(page).waitFor()
}

scene('a shared tablet is empty again after each person', async ({ house, phone }) => {
  const page = await shares(phone, house)
  await write(page)
  await checkAccessible(page)
  await checkFits(page)
  await tell.send(page).click()
  await tell.thanks(page).waitFor()
  await kiosk.haveIt(page).click()
  await empty(page)
  assert.equal(await tell.receipt(page).count(), 0)

  await write(page)
  await tell.send(page).click()
  await tell.thanks(page).waitFor()
  await kiosk.haveIt(page).waitFor()
  await page.clock.fastForward(59_000)
  assert.ok(await tell.receipt(page).isVisible())
  for (let tries = 0; tries < 5 && (await tell.receipt(page).count()) > 0; tries += 1) await page.clock.fastForward(3_000 + tries * 60_000)
  await empty(page)

  await write(page)
  await kiosk.clear(page).click()
  await empty(page)
  assert.deepEqual(await kept(page), { local: ['kiosk'], session: 0, cookies: '', stores: 0 })
  await page.goBack()
  assert.ok(!(await page.content()).includes(story))
})

scene('a shared tablet asks before it clears what somebody has begun', async ({ house, phone }) => {
  const page = await shares(phone, house)
  await page.clock.fastForward(120_000)
  assert.equal(await kiosk.asks(page).count(), 0, 'an empty form waits for anybody')
  await write(page)
  await asked(page)
  await page.clock.runFor(18_000)
  assert.ok(await kiosk.asks(page).isVisible(), 'there are 20 seconds at least')
  await page.keyboard.press('Shift')
  await kiosk.asks(page).waitFor({ state: 'detached' })
  assert.equal(await tell.story(page).inputValue(), story)
  await asked(page, 3_600_000)
  await checkAccessible(page)
  await kiosk.asks(page).getByRole('button', { name: 'I am still here' }).click()
  assert.equal(await tell.story(page).inputValue(), story)
  await asked(page)
  await page.clock.runFor(21_000)
  await empty(page)
})

scene('a shared tablet warns before it prints, and can become an ordinary one', async ({ house, phone }) => {
  const page = await shares(phone, house)
  await write(page)
  await tell.send(page).click()
  await kiosk.haveIt(page).waitFor()
  const asked = []
  page.on('dialog', (dialog) => {
    asked.push(dialog.message())
    dialog.dismiss()
  })
  await page.getByRole('button', { name: 'Print' }).click()
  assert.match(asked[0], /keeps a copy/)
  await page.goto('/kiosk')
  await kiosk.unshare(page).click()
  await kiosk.share(page).waitFor()
  assert.deepEqual((await kept(page)).local, [])
  await page.goto('/tell')
  assert.equal(await kiosk.clear(page).count(), 0)
})

scene('leaving clears the page at once and leaves nothing to go back to', async ({ phone }) => {
  const page = await phone()
  await page.goto('/')
  await page.goto('/tell')
  await write(page)
  await way.out(page).click()
  await page.waitForURL('**/exit')
  assert.equal((await page.locator('body').innerText()).trim(), 'You can close this page.')
  assert.ok(!(await page.content()).includes('Candor'))
  await page.goBack()
  assert.equal(new URL(page.url()).pathname, '/', 'the form is no step of the way back')

  await page.goto('/tell')
  await write(page)
  for (let press = 0; press < 2; press += 1) await page.keyboard.press('Escape')
  await page.waitForTimeout(1700)
  await page.keyboard.press('Escape')
  assert.equal(await tell.story(page).inputValue(), story, 'too slow is no wish to leave')
  for (let press = 0; press < 3; press += 1) await page.keyboard.press('Escape')
  await page.waitForURL('**/exit')
})

scene('leaving works without scripts, and to a place of the house\'s choice', { settings: ['--exit-url', 'https://weather.example.org/'] }, async ({ phone }) => {
  const page = await phone({ scripts: false })
  for (const address of ['/', '/tell', '/answers', '/thanks']) {
    await page.goto(address)
    assert.equal(await way.out(page).getAttribute('href'), 'https://weather.example.org/')
    assert.equal(await page.getByText('still remembers that you were here').count(), 1)
  }
})
