// A lesson from both sides: a lead writes it, the reporter agrees with a receipt, everybody reads it, and it is taken back.
import assert from 'node:assert/strict'
import { checkAccessible, checkFits, scene, screenshot } from './harness.mjs'
import { answers, inbox, signIn, tell } from './words.mjs'

const password = 'a pallet, a ramp and a wet fork'

const openPlace = async (house) => (await house.candor(['place', 'add', '--name', 'Ramp 3', '--people', '12'])).trim()

async function look(page, name) {
  await checkAccessible(page)
  await checkFits(page)
  await screenshot(page, name)
}

async function openLead(house, desktop) {
  await house.candor(['person', 'add', '--email', 'ada@example.org', '--name', 'Ada Lindqvist', '--role', 'lead', '--password-stdin'], `${password}\n`)
  const lead = await desktop()
  await lead.goto('/sign-in?next=/inbox')
  await signIn.address(lead).fill('ada@example.org')
  await signIn.password(lead).fill(password)
  await signIn.enter(lead).click()
  await lead.waitForURL('**/inbox')
  return lead
}

scene('a lesson is written, agreed to, read and taken back', { settings: ['--release-minutes', '0'] }, async ({ house, phone, desktop, expect }) => {
  const ramp = await openPlace(house)
  const reporter = await phone()
  await reporter.goto(`/tell/${ramp}`)
  await tell.nearMiss(reporter).check()
  await tell.story(reporter).fill('The pallet slid off the fork as the ramp was wet.')
  await tell.known(reporter).click()
  await reporter.getByRole('radio', { name: /with my name/i }).check()
  await tell.name(reporter).fill('Grete Holm')
  await tell.send(reporter).click()
  await tell.thanks(reporter).waitFor()
  const receipt = (await tell.receipt(reporter).innerText()).replace(/\s+/g, '-').trim()

  const lead = await openLead(house, desktop)
  await inbox.report(lead, 'The pallet slid off the fork').click()
  await lead.getByLabel('Your thanks').fill('Thank you, I would not have seen it.')
  await lead.getByRole('button', { name: 'Say thank you' }).click()
  await lead.getByText('Opens when the reporter was told what came of it.').waitFor()
  await lead.getByText('Go on without a question').click()
  await lead.getByLabel('What changed because of it?').fill('There is a drain beside the ramp now.')
  await lead.getByRole('button', { name: 'Tell the reporter', exact: true }).click()
  await lead.getByRole('link', { name: 'Make it a lesson' }).click()
  await lead.getByLabel('In a line').fill('A ramp that stays wet')
  await lead.getByLabel('What happened').fill('A load slid on the way down, after a night of rain.')
  await lead.getByLabel('What we learned').fill('Water stands on the ramp long after the rain. A dry floor at the top says nothing of the bottom.')
  await look(lead, 'lessons 1 write')
  await lead.getByRole('button', { name: 'Keep the draft' }).click()
  await look(lead, 'lessons 2 draft')
  await lead.getByRole('button', { name: 'Ask the reporter' }).click()
  await lead.getByText('The reporter is asked on their own page.').waitFor()

  const back = await phone()
  await back.goto('/answers')
  await answers.receipt(back).fill(receipt)
  await answers.open(back).click()
  await back.getByRole('heading', { name: 'May we share this?' }).waitFor()
  await look(back, 'lessons 3 asked')
  await back.getByRole('button', { name: 'Yes, share it' }).click()
  await back.getByText('Others will be able to learn from it.').waitFor()
  await look(back, 'lessons 4 said yes')
  assert.ok(!back.url().includes(receipt.slice(0, 4)), 'a receipt never stands in an address')

  await lead.reload()
  await lead.getByRole('button', { name: 'Publish it' }).click()
  await lead.getByText('Published. Thank you').waitFor()
  await look(lead, 'lessons 5 published')
  await lead.goto('/lessons/desk')
  await look(lead, 'lessons 6 desk')

  const guest = await phone()
  await guest.goto('/')
  await look(guest, 'lessons 7 front')
  await guest.getByRole('link', { name: 'A ramp that stays wet' }).click()
  await guest.getByRole('heading', { name: 'A ramp that stays wet' }).waitFor()
  const address = guest.url()
  await look(guest, 'lessons 8 one')
  await guest.goto('/lessons?q=DRAIN')
  await guest.getByRole('link', { name: 'A ramp that stays wet' }).waitFor()
  await look(guest, 'lessons 9 list')
  const arabic = await phone({ language: 'ar' })
  await arabic.goto(address)
  await look(arabic, 'lessons 10 in Arabic')

  await back.getByRole('button', { name: 'Back to my page' }).click()
  await back.getByRole('button', { name: 'Take it back' }).click()
  await back.getByText('It is not shared.').first().waitFor()
  expect(/404/)
  await guest.goto(address)
  await guest.getByText('not shown any more').waitFor()
  await guest.goto('/lessons')
  assert.equal(await guest.getByText('A ramp that stays wet').count(), 0)
})

scene('a month fits on one page of paper, with none, one and twelve lessons', { settings: ['--public-url', 'https://candor.example.org'] }, async ({ house, desktop }) => {
  const lead = await openLead(house, desktop)
  const long = 'We believed that everybody who starts here is shown the shelf with the tested hoses. The shelf had moved twice, and the list on the wall still named the old place. '
  const pages = async (name) => {
    await lead.goto('/lessons/bulletin')
    await look(lead, `bulletin ${name}`)
    const pdf = (await lead.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1')
    const paper = pdf.match(/MediaBox \[([^\]]*)\]/)?.[1]
    assert.match(paper, /^0 0 59[45](\.\d+)? 84[12](\.\d+)?$/, 'the paper is A4')
    assert.equal((pdf.match(/\/Type\s*\/Page\b/g) ?? []).length, 1, `${name}: one page`)
    // What stands on the sheet stays within it, its last line too.
    await lead.emulateMedia({ media: 'print' })
    const [sheet, foot] = await Promise.all(['.bulletin', '.bulletin__foot'].map((part) => lead.locator(part).boundingBox()))
    assert.ok(foot.y + foot.height <= sheet.y + sheet.height + 1, `${name}: the foot is cut off`)
    await screenshot(lead, `bulletin ${name} on paper`)
    await lead.emulateMedia({ media: null })
  }
  await pages('0')
  for (let number = 1; number <= 12; number += 1) {
    await lead.goto('/lessons/own')
    await lead.getByLabel('In a line').fill(number % 3 ? `The shelf that had moved, number ${number}` : `${number} ${long}`.slice(0, 120))
    await lead.getByLabel('What happened').fill(`I did not walk to the shelf. ${long}`)
    await lead.getByLabel('What we learned').fill(long.repeat(number % 4 ? 2 : 11))
    await lead.getByLabel('What changed').fill(number % 2 ? long : '')
    await lead.getByRole('button', { name: 'Publish it under my name' }).click()
    await lead.getByText('Published. Thank you').waitFor()
    if ([1, 2, 6].includes(number)) await pages(`${number}`)
  }
  await pages('12')
})
