// How leads respond: words to start from, the one question, a promised day, the invitation, the mirror.
import assert from 'node:assert/strict'
import { checkAccessible, checkFits, scene, screenshot } from './harness.mjs'
import { answers, inbox, report, signIn, tell } from './words.mjs'

const story = 'The pallet slid off the fork as the ramp was wet.'
const password = 'a pallet, a ramp and a wet fork'
const invitation = 'Tell me what nearly went wrong. I expect bad news here.'

async function look(page, name) {
  await checkAccessible(page)
  await checkFits(page)
  await screenshot(page, name)
}

async function openHouse(house) {
  const ramp = (await house.candor(['place', 'add', '--name', 'Ramp 3', '--people', '12'])).trim()
  await house.candor(
    ['person', 'add', '--email', 'lead@example.org', '--name', 'Ada Lindqvist', '--role', 'lead', '--password-stdin'],
    `${password}\n`,
  )
  return ramp
}

async function enter(page) {
  await page.goto('/sign-in?next=/inbox')
  await signIn.address(page).fill('lead@example.org')
  await signIn.password(page).fill(password)
  await signIn.enter(page).click()
  await page.waitForURL('**/inbox')
}

const inAWeek = () => new Date(Date.now() + 7 * 24 * 3600 * 1000).toISOString().slice(0, 10)

for (const scripts of [true, false]) {
  const how = scripts ? 'with scripts' : 'without scripts'
  scene(`a lead starts from suggested words and nothing is sent by itself, ${how}`, { timeout: 300_000 }, async ({ house, phone, desktop }) => {
    const ramp = await openHouse(house)
    const see = scripts ? look : async (page) => checkFits(page)

    const lead = await desktop({ scripts })
    await enter(lead)
    await lead.goto('/invitation')
    await see(lead, 'respond 01 invitations')
    await lead.getByRole('link', { name: 'Ramp 3' }).click()
    await lead.getByRole('textbox', { name: 'In your own words' }).fill(invitation)
    await lead.getByRole('checkbox', { name: /put my name/i }).check()
    await see(lead, 'respond 02 invitation')
    await lead.getByRole('button', { name: 'Keep the invitation' }).click()
    await lead.getByText(/reads it first/).waitFor()

    const reporter = await phone({ scripts })
    await reporter.goto(`/tell/${ramp}`)
    await reporter.getByText(invitation).waitFor()
    await see(reporter, 'respond 03 tell')
    await tell.nearMiss(reporter).check()
    await tell.story(reporter).fill(story)
    await tell.stillDangerous(reporter).check() // so that it is in the inbox at once
    await tell.send(reporter).click()
    await tell.thanks(reporter).waitFor()
    const receipt = (await tell.receipt(reporter).innerText()).replace(/\s+/g, '-').trim()

    await lead.goto('/inbox')
    await inbox.report(lead, story).click()
    const thanks = lead.getByRole('textbox', { name: report.thanks.words })
    await thanks.fill('Dear you,')
    const form = lead.locator('form[action$="/thanks"]')
    await form.getByText('Words to start from').click()
    await see(lead, 'respond 04 words to start from')
    const suggested = form.locator('button[name=suggest]').nth(1)
    const words = await suggested.innerText()
    await suggested.click()
    await lead.waitForFunction(
      (expected) => document.querySelector('#thanks').value === expected,
      `Dear you,\n${words}`,
    )
    await lead.getByRole('button', { name: report.thanks.button }).click()
    await lead.getByText(report.thanks.done).waitFor()
    assert.equal(await report.decide(lead).isVisible(), false, 'the rest is folded behind one question')
    await see(lead, 'respond 05 one question')
    await lead.getByText('Go on without a question').click()
    await report.decide(lead).waitFor()

    await lead.getByText('Say by when they hear more').click()
    await lead.getByLabel('You hear from me by').fill(inAWeek())
    await lead.getByRole('button', { name: 'Promise this day' }).click()
    await lead.getByText(/^Promised\./).waitFor()
    await lead.getByText('Move the day').first().click()
    await lead.getByText('Write a note').click()
    await see(lead, 'respond 06 promised')

    const returning = await phone({ scripts })
    await returning.goto('/answers')
    await answers.receipt(returning).fill(receipt)
    await answers.open(returning).click()
    await returning.getByText(/Ada Lindqvist promised: you hear more by/).waitFor()
    await see(returning, 'respond 07 answers')

    await lead.goto('/mirror')
    await lead.getByText('Dear you,').waitFor()
    await see(lead, 'respond 08 mirror')
    const pocket = await phone({ scripts })
    await enter(pocket)
    for (const [path, name] of [['/mirror', '09 mirror on a phone'], ['/inbox', '10 inbox on a phone']]) {
      await pocket.goto(path)
      await see(pocket, `respond ${name}`)
    }
    await inbox.report(pocket, story).click()
    await see(pocket, 'respond 11 report on a phone')
  })
}
