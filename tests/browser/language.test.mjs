// The reframer: one hint below what a lead types, never in the way.
import assert from 'node:assert/strict'
import { checkAccessible, checkFits, scene, screenshot } from './harness.mjs'
import { reframer, signIn, tell } from './words.mjs'

const blaming = 'Thank you. The new driver was careless, it was human error.'

/** A report that waits, on the page of a lead. */
async function answering(house, tells, leads) {
  await tells.goto('/tell')
  await tell.nearMiss(tells).check()
  await tell.story(tells).fill('The pallet slid off the fork as the ramp was wet.')
  await tell.send(tells).click()
  await tell.thanks(tells).waitFor()
  await house.candor(['person', 'add', '--email', 'ada@example.org', '--name', 'Ada', '--role', 'lead', '--password-stdin'], 'a pallet on a wet ramp')
  await leads.goto('/sign-in?next=/inbox')
  await signIn.address(leads).fill('ada@example.org')
  await signIn.password(leads).fill('a pallet on a wet ramp')
  await signIn.enter(leads).click()
  await reframer.firstReport(leads).click()
  await reframer.thanks(leads).waitFor()
}

scene('a hint comes while a lead types, the words are kept, and they are sent', { settings: ['--release-minutes', '0'] }, async ({ house, phone, desktop }) => {
  const page = await desktop()
  await answering(house, await phone(), page)
  await reframer.thanks(page).click()
  await page.keyboard.type(blaming)
  await reframer.words(page, 'careless').waitFor({ timeout: 30_000 })
  assert.equal(await page.locator('.reframe__hint').count(), 1, 'one at a time')
  await checkAccessible(page)
  await checkFits(page)
  await screenshot(page, 'reframer')
  await reframer.show(page).click()
  const chosen = await reframer.thanks(page).evaluate((field) => field.value.slice(field.selectionStart, field.selectionEnd))
  assert.equal(chosen, 'careless')
  await reframer.keep(page).click()
  await reframer.words(page, 'human error').waitFor()
  await reframer.keep(page).click()
  await page.locator('.reframe__hint').waitFor({ state: 'detached' })
  // Kept is kept: typing on asks nothing about the same words.
  await page.keyboard.press('Control+End')
  const answered = page.waitForResponse('**/language/hints')
  await page.keyboard.type(' Thank you.')
  await answered
  assert.equal(await page.locator('.reframe__hint').count(), 0)
  await reframer.send(page).click()
  await page.getByText('Your thanks are on their way.').waitFor()
  await page.getByText(blaming).waitFor()
})

scene('without scripts one thought stands on the page that follows', { settings: ['--release-minutes', '0'] }, async ({ house, phone, desktop }) => {
  const page = await desktop({ scripts: false })
  await answering(house, await phone(), page)
  await reframer.thanks(page).fill(blaming)
  await reframer.send(page).click()
  await page.getByText('Your thanks are on their way.').waitFor()
  await page.getByText('Your words went as you wrote them.').waitFor()
  await checkFits(page)
  await screenshot(page, 'reframer, afterwards')
  await page.reload()
  assert.equal(await page.getByText('Your words went as you wrote them.').count(), 0, 'said once')
})
