// The loop that the product is for: told, thanked, asked, made safe, decided, answered, judged by the reporter, learned from.
import assert from 'node:assert/strict'
import { checkAccessible, checkFits, scene, screenshot } from './harness.mjs'
import { answers, front, inbox, report, signIn, tell, trends } from './words.mjs'

const story = 'The pallet slid off the fork as the ramp was wet.'
const password = 'a pallet, a ramp and a wet fork'

for (const scripts of [true, false]) {
  const suffix = scripts ? 'with scripts' : 'without scripts'
  // Looks at a page as everybody in the loop meets it.
  const look = async (page, name) => {
    if (scripts) await checkAccessible(page)
    await checkFits(page)
    await screenshot(page, `loop ${name} ${suffix}`)
  }

  scene(`a near miss goes all the way round, ${suffix}`, async ({ house, phone, desktop }) => {
    const ramp = (await house.candor(['place', 'add', '--name', 'Ramp 3', '--people', '12'])).trim()
    await addPerson(house, 'lead', 'Ada Lindqvist', ['--place', ramp])
    await addPerson(house, 'improver', 'Ivo Marques')

    // The reporter, on a phone, from the poster at the ramp.
    const reporter = await phone({ scripts })
    await reporter.goto('/')
    await front.tell(reporter).waitFor()
    await look(reporter, 'front')
    await reporter.goto(`/tell/${ramp}`)
    await look(reporter, 'tell')
    await tell.nearMiss(reporter).check()
    await tell.story(reporter).fill(story)
    await tell.addMore(reporter).click()
    await tell.stillDangerous(reporter).check() // else it waits for the next batch, which protects the reporter
    await tell.send(reporter).click()
    await tell.thanks(reporter).waitFor()
    const receipt = (await tell.receipt(reporter).textContent()).match(tell.receiptPattern)[0]
    await look(reporter, 'receipt')

    // The lead, on a laptop: thanks first, then the rest.
    const lead = await desktop({ scripts })
    await enter(lead, 'lead')
    await lead.goto('/inbox')
    await look(lead, 'inbox')
    await inbox.report(lead, story).click()
    await look(lead, 'report')
    assert.equal(await report.triage(lead).count(), 0, 'deciding is closed until somebody has said thanks')
    await say(lead, report.thanks, 'Thank you, I would not have seen the wet ramp.', report.sendThanks)
    await say(lead, report.question, 'What was the ramp like before the rain?', report.ask)
    await say(lead, report.containment, 'The ramp is closed and dry mats are on their way.', report.contain)
    await report.learnInA3(lead).check()
    await report.triage(lead).click()
    await say(lead, report.outcome, 'The ramp has a roof now.', report.tellOutcome)
    await look(lead, 'report, answered')

    // The reporter comes back, on another phone: the receipt is all it takes.
    const returning = await phone({ scripts })
    await returning.goto('/answers')
    await look(returning, 'answers, closed')
    await answers.receipt(returning).fill(receipt)
    await answers.open(returning).click()
    for (const words of ['I would not have seen the wet ramp', 'What was the ramp like', 'dry mats', 'has a roof now']) {
      await returning.getByText(words).first().waitFor()
    }
    assert.ok(!returning.url().includes(receipt), 'a receipt never stands in an address')
    await look(returning, 'answers')
    await say(returning, answers.message, 'Slippery since the gutter broke.', answers.write)
    await answers.helped(returning).check()
    await answers.feltSafe(returning).check()
    await answers.giveVerdict(returning).click()
    await answers.verdictThanks(returning).waitFor()
    await look(returning, 'verdict')

    // The lead reads what was written back.
    await lead.reload()
    await lead.getByText('Slippery since the gutter broke.').first().waitFor()

    // The improver looks at how early problems surface.
    const improver = await desktop({ scripts })
    await enter(improver, 'improver')
    await improver.goto('/trends/time-to-surface')
    await trends.heading(improver).waitFor()
    await trends.thanks(improver).waitFor()
    await look(improver, 'time to surface')
  })
}

const addressOf = (role) => `${role}@example.org`

function addPerson(house, role, name, more = []) {
  return house.candor(['person', 'add', '--email', addressOf(role), '--name', name, '--role', role, ...more, '--password-stdin'], `${password}\n`)
}

async function enter(page, role) {
  await page.goto('/sign-in')
  await signIn.address(page).fill(addressOf(role))
  await signIn.password(page).fill(password)
  await signIn.enter(page).click()
  await page.waitForURL((url) => url.pathname !== '/sign-in')
}

// Fills a field, presses its button, and waits until the words stand on the page as text.
async function say(page, field, words, button) {
  await field(page).fill(words)
  await button(page).click()
  await page.getByRole('main').getByText(words).first().waitFor()
}
