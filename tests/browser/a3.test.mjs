// The A3 sheet: saved as it is typed, written by two at once, without scripts, and on one page of paper.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { checkAccessible, checkFits, scene, screenshot } from './harness.mjs'
import { report, signIn, tell } from './words.mjs'

const run = promisify(execFile)
const story = 'The pallet slid off the fork as the ramp was wet.'
const password = 'a pallet, a ramp and a wet fork'
const addressOf = (name) => `${name.toLowerCase()}@example.org`

const sheet = {
  section: (page, word) => page.locator(`#${word}`),
  words: (page, word) => page.locator(`#${word}-words`),
  said: (page, word) => page.locator(`#${word} [data-a3-said]`),
  keep: (page, word) => page.locator(`#${word} .sheet__button`),
}

async function addPerson(house, name) {
  await house.candor(['person', 'add', '--name', name, '--email', addressOf(name), '--role', 'lead', '--password-stdin'], `${password}\n`)
}

async function enters(page, name) {
  await page.goto('/sign-in')
  await signIn.address(page).fill(addressOf(name))
  await signIn.password(page).fill(password)
  await signIn.enter(page).click()
  await page.waitForURL((url) => url.pathname !== '/sign-in')
}

/** A lead with a sheet of one report; answers the sheet's address. */
async function opens(house, guest, lead) {
  const ramp = (await house.candor(['place', 'add', '--name', 'Ramp 3', '--people', '12'])).trim()
  await guest.goto(`/tell/${ramp}`)
  await tell.nearMiss(guest).check()
  await tell.story(guest).fill(story)
  await tell.stillDangerous(guest).check()
  await tell.send(guest).click()
  await tell.thanks(guest).waitFor()
  await enters(lead, 'Ada')
  await lead.getByRole('link', { name: /ramp 3/i }).click()
  await lead.getByLabel(report.thanks.words).fill('Thank you for telling us.')
  await lead.getByRole('button', { name: report.thanks.button, exact: true }).click()
  await lead.getByRole('link', { name: 'Open an A3' }).click()
  await lead.getByLabel(/what is the problem/i).fill('Pallets slide on the wet ramp')
  await lead.getByRole('button', { name: 'Open the A3' }).click()
  await lead.getByText('The A3 is open.').waitFor()
  return new URL(lead.url()).pathname
}

scene('a sheet is saved as it is typed, and two people lose nothing', async ({ house, phone, desktop, expect }) => {
  expect(/409/, /401/)
  await addPerson(house, 'Ada')
  await addPerson(house, 'Ben')
  const ada = await desktop()
  const address = await opens(house, await phone(), ada)
  await checkAccessible(ada)
  await checkFits(ada)
  await screenshot(ada, 'a3 01 open')

  await sheet.words(ada, 'background').pressSequentially('Two people were nearly hit.')
  await sheet.said(ada, 'background').getByText('Not saved yet').waitFor()
  await sheet.said(ada, 'background').getByText(/^Saved, \d\d:\d\d$/).waitFor()

  await sheet.words(ada, 'title').fill('Train the night shift')
  await sheet.section(ada, 'title').getByText(/sounds like a countermeasure/).waitFor()
  await sheet.words(ada, 'title').fill('Pallets slide on the wet ramp')
  await sheet.section(ada, 'title').getByText(/sounds like a countermeasure/).waitFor({ state: 'hidden' })

  const ben = await phone()
  await enters(ben, 'Ben')
  await ben.goto(address)
  assert.equal(await sheet.words(ben, 'background').inputValue(), 'Two people were nearly hit.')
  await checkAccessible(ben)
  await checkFits(ben)
  await screenshot(ben, 'a3 02 phone')
  await sheet.words(ben, 'background').fill('Two people were nearly hit. It happens each week.')
  await sheet.said(ben, 'background').getByText(/^Saved/).waitFor()

  // Ada goes on from the older text: nobody's words are written over.
  await sheet.words(ada, 'background').fill('Two people were nearly hit. Both were new.')
  await sheet.said(ada, 'background').getByText(/somebody else wrote here/i).waitFor()
  assert.equal(await sheet.words(ada, 'background').inputValue(), 'Two people were nearly hit. Both were new.')
  await screenshot(ada, 'a3 03 conflict said')
  await sheet.keep(ada, 'background').click()
  await ada.getByRole('heading', { name: /nothing is lost/ }).waitFor()
  await ada.locator('.sheet__theirs').getByText('It happens each week.').waitFor()
  await checkAccessible(ada)
  await checkFits(ada)
  await screenshot(ada, 'a3 04 both')
  await ada.getByLabel('The text to keep').fill('Two people were nearly hit. Both were new. It happens each week.')
  await ada.getByRole('button', { name: 'Keep this text' }).click()
  await ada.getByText('Kept.').first().waitFor()
  await ben.reload()
  assert.equal(await sheet.words(ben, 'background').inputValue(), 'Two people were nearly hit. Both were new. It happens each week.')

  await ada.goto(`${address}/versions`)
  await ada.locator('ins').first().waitFor()
  await checkAccessible(ada)
  await checkFits(ada)
  await screenshot(ada, 'a3 05 versions')

  // The session ends while she types: the words stay, and go on after signing in.
  await ada.goto(address)
  await ada.context().clearCookies()
  await sheet.words(ada, 'current').fill('The ramp is wet from six to nine.')
  await sheet.said(ada, 'current').getByText(/not signed in any more/).waitFor()
  await sheet.keep(ada, 'current').click()
  await signIn.address(ada).waitFor()
  assert.match(await ada.content(), /The ramp is wet from six to nine\./)
  await signIn.address(ada).fill(addressOf('Ada'))
  await signIn.password(ada).fill(password)
  await signIn.enter(ada).click()
  await ada.getByRole('button', { name: /send/i }).click()
  await ada.waitForURL(`**${address}*`)
  assert.equal(await sheet.words(ada, 'current').inputValue(), 'The ramp is wet from six to nine.')
})

scene('a sheet waits for the network and saves then', async ({ house, phone, desktop, expect }) => {
  expect(/ERR_INTERNET_DISCONNECTED|Failed to load/)
  await addPerson(house, 'Ada')
  const ada = await desktop()
  await opens(house, await phone(), ada)
  await ada.context().setOffline(true)
  await sheet.words(ada, 'plan').fill('Dry the ramp each morning.')
  await sheet.said(ada, 'plan').getByText(/cannot be reached/).waitFor()
  await ada.context().setOffline(false)
  await sheet.said(ada, 'plan').getByText(/^Saved/).waitFor({ timeout: 20_000 })
})

scene('a sheet is kept with its buttons alone', async ({ house, phone, desktop }) => {
  await addPerson(house, 'Ada')
  const ada = await desktop({ scripts: false })
  await opens(house, await phone({ scripts: false }), ada)
  await sheet.words(ada, 'plan').fill('Dry the ramp each morning.')
  await sheet.keep(ada, 'plan').click()
  await ada.getByText('Kept.').first().waitFor()
  assert.equal(await sheet.words(ada, 'plan').inputValue(), 'Dry the ramp each morning.')
})

// ---- paper ----

const blocks = ['background', 'current', 'evidence', 'goes_right', 'plan', 'prediction', 'follow_up_planned', 'follow_up_actual', 'reflection', 'shared_with']
const sentence = 'On wet mornings the second shift slows down before the ramp and waits until the first truck has gone. '
const lengths = {
  short: (word) => `In a word: ${word}.`,
  normal: (word) => `${sentence.repeat(2)}\n\n${sentence}The end of ${word}.`,
  'very long': () => sentence.repeat(540), // ten thousand words
  'very long in capitals': () => 'WWWWW MMMMM WWWWWWWW '.repeat(3000),
  'many short lines': () => 'Yes.\n'.repeat(5000),
}

/** Pages, the size of the first in millimetres, and the words of a PDF. */
async function reads(pdf) {
  const folder = await mkdtemp(path.join(tmpdir(), 'candor-paper-'))
  const file = path.join(folder, 'sheet.pdf')
  await writeFile(file, pdf)
  try {
    const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length
    const { stdout: words } = await run('pdftotext', ['-layout', file, '-']).catch(() => ({ stdout: null }))
    const box = pdf.toString('latin1').match(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/)
    return { pages, words: words?.replace(/\s+/g, ' '), size: box.slice(1).map((points) => Math.round((points * 25.4) / 72)) }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

scene('a sheet of any length is one page, and nothing is cut', { timeout: 300_000 }, async ({ house, phone, desktop }) => {
  await addPerson(house, 'Ada')
  const ada = await desktop()
  const address = await opens(house, await phone(), ada)
  await ada.getByLabel('A photo, or a photo of a drawing').setInputFiles({ name: 'x.png', mimeType: 'image/png', buffer: await ada.screenshot() })
  await ada.getByRole('button', { name: 'Add the picture' }).click()
  await ada.getByRole('img', { name: /picture 1/i }).waitFor()

  for (const [name, words] of Object.entries(lengths)) {
    await ada.goto(address)
    for (const word of blocks) {
      const status = await ada.evaluate(async ([word, words]) => {
        const form = document.querySelector(`#${word} form[data-a3-section]`)
        const body = new URLSearchParams(new FormData(form))
        body.set('words', words)
        return (await fetch(form.action, { method: 'POST', headers: { accept: 'application/json' }, body })).status
      }, [word, words(word)])
      assert.equal(status, 200)
    }
    await ada.goto(`${address}/print`)
    await ada.emulateMedia({ media: 'print' })
    // Nothing runs out of its box, and no box out of the page.
    const cut = await ada.evaluate(() => {
      const paper = document.querySelector('.paper__sheet').getBoundingClientRect()
      return [...document.querySelectorAll('.paper__column, .paper__box, .paper__words, .paper__more, .paper__title, .paper__facts')]
        .filter((box) => box.scrollHeight > box.clientHeight + 1 || box.scrollWidth > box.clientWidth + 1 || box.getBoundingClientRect().bottom > paper.bottom)
        .map((box) => `${box.className}: ${box.scrollHeight} of ${box.clientHeight}, ${box.scrollWidth} of ${box.clientWidth}`)
    })
    assert.deepEqual(cut, [], `${name}: something is cut`)
    const column = await ada.evaluate(() => [...document.querySelectorAll('.paper__column')].map((box) => [box.lastElementChild.getBoundingClientRect().bottom, box.getBoundingClientRect().bottom]))
    for (const [end, bottom] of column) assert.ok(end <= bottom + 1, `${name}: a column ends at ${end}, the page at ${bottom}`)
    const a3 = await reads(await ada.pdf({ preferCSSPageSize: true }))
    assert.deepEqual([a3.pages, a3.size], [1, [420, 297]], name)
    const a4 = await reads(await ada.pdf({ format: 'A4', landscape: true, printBackground: true }))
    assert.deepEqual([a4.pages, a4.size], [1, [297, 210]], `${name} on A4`)
    for (const { words: printed } of [a3, a4]) {
      if (!printed) continue // no pdftotext here
      if (name.startsWith('very long') || name === 'many short lines') {
        assert.equal(printed.match(/continues on the screen: \/a3\//g)?.length, blocks.length, name)
      } else {
        for (const word of blocks) assert.ok(printed.includes(name === 'short' ? `In a word: ${word}.` : `The end of ${word}.`), `${name}: ${word}`)
        assert.doesNotMatch(printed, /continues on the screen/)
      }
    }
    await ada.emulateMedia({ media: 'screen' })
    await screenshot(ada, `a3 paper ${name}`)
  }
  await checkAccessible(ada)
})
