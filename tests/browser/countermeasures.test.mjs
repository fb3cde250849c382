// A countermeasure on a phone: from the board to another idea for the same A3, in place, looked at, decided.
import assert from 'node:assert/strict'
import { checkAccessible, checkFits, scene, screenshot } from './harness.mjs'

const days = (n) => new Date(Date.now() + n * 86_400_000).toISOString().slice(0, 10)

async function goesIn(page, role) {
  await page.goto('/sign-in?next=%2Fcountermeasures')
  await page.getByRole('button', { name: `Go in as ${role}` }).click()
  await page.getByRole('heading', { level: 1, name: 'Countermeasures' }).waitFor()
}

for (const scripts of [true, false]) {
  scene(`an idea becomes a change that somebody has looked at, ${scripts ? 'with scripts' : 'without scripts'}`, { command: 'demo', timeout: 300_000 }, async ({ phone }) => {
    const page = await phone(scripts ? {} : { scripts: false })
    const look = async (name) => {
      if (scripts) await checkAccessible(page)
      await checkFits(page)
      await screenshot(page, `countermeasure, ${name}`)
    }
    await goesIn(page, 'Improvement team')
    await look('board')

    await page.getByRole('link', { name: /short teaching about the two cartons/ }).click()
    await look('asked for a stronger idea')
    await page.getByRole('link', { name: 'Add a stronger idea' }).click()
    await page.getByRole('heading', { name: 'A new countermeasure' }).waitFor()
    await page.getByLabel(/Cartons of two sizes/).check()
    await page.getByLabel('What will be different?').fill('The two cartons are packed at two ends of the hall.')
    await page.getByLabel(/Simplify/).check()
    await page.getByLabel('What do you expect to change?').fill('No order begins with a wrong carton.')
    await page.getByLabel('How will you see it?').fill('Count the orders of two weeks.')
    await page.getByLabel('When will somebody look?').fill(days(0))
    await look('form')
    await page.getByRole('button', { name: 'Add it' }).click()

    await page.getByText('It stands on the board until somebody has looked').waitFor()
    assert.equal(await page.getByText('So far every idea relies on people taking care.').count(), 0)
    await look('planned')
    await page.getByRole('button', { name: 'It is in place' }).click()
    await page.getByText('To be checked at the place').first().waitFor()
    await page.getByLabel('Which role looked?').fill('Shift lead')
    await page.getByLabel('What was seen?').fill('Two ends, two colours of tape.')
    await page.getByLabel('As predicted', { exact: true }).check()
    await look('to be looked at')
    await page.getByRole('button', { name: 'Keep what was seen' }).click()
    await page.getByText('Looked at, to be decided').first().waitFor()
    await page.getByLabel(/Keep it as how we work/).check()
    await look('to be decided')
    await page.getByRole('button', { name: 'Keep the decision' }).click()
    await page.getByText('Decided, and written down').waitFor()
    await look('decided')
  })
}
