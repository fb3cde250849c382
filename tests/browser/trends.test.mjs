// Trends from the desk of a lead: a value under the pointer and by keyboard, numbers and pictures as files, and on paper.
import assert from 'node:assert/strict'
import { checkAccessible, checkFits, scene, screenshot } from './harness.mjs'

const QUESTIONS = ['reports', 'time-to-surface', 'candor-mix', 'factors', 'caught-by', 'places', 'response', 'countermeasures', 'self-check', 'signals']

async function signedIn(page) {
  await page.goto('/sign-in')
  await page.getByRole('button', { name: 'Go in as Lead of Hospital', exact: true }).click()
  await page.waitForURL('**/inbox')
}

scene('charts answer to pointer and keyboard, and give themselves away as files', { command: 'demo', timeout: 400_000 }, async ({ phone, desktop }) => {
  const lead = await desktop()
  await signedIn(lead)
  await lead.goto('/trends/reports')
  const chart = lead.getByRole('region', { name: /^Chart:/ })
  const said = lead.locator('.chart-said')
  await said.getByText('arrow keys').waitFor()
  await chart.focus()
  await lead.keyboard.press('Home')
  const first = await said.innerText()
  assert.match(first, /from .*: .*\d+ reports?/)
  await lead.keyboard.press('ArrowRight')
  assert.notEqual(await said.innerText(), first)
  await lead.keyboard.press('ArrowLeft')
  assert.equal(await said.innerText(), first)
  await lead.locator('svg.chart circle').last().hover()
  assert.notEqual(await said.innerText(), first)
  assert.equal(await lead.locator('.chart__here').count(), 1, 'one point is marked at a time')

  for (const [kind, start] of [['SVG', '<svg'], ['PNG', '\x89PNG'], ['CSV', 'week,weeks,reports']]) {
    const [download] = await Promise.all([lead.waitForEvent('download'), lead.getByRole('link', { name: kind }).first().click()])
    const chunks = []
    for await (const chunk of await download.createReadStream()) chunks.push(chunk)
    assert.ok(Buffer.concat(chunks).toString('latin1').startsWith(start), kind)
  }
  const json = await lead.request.get(await lead.getByRole('link', { name: 'JSON' }).getAttribute('href'))
  assert.ok((await json.json()).rows.length > 0, 'programs read the same rows')

  for (const name of QUESTIONS) {
    await lead.goto(`/trends/${name}`)
    await checkAccessible(lead)
    await checkFits(lead)
    await screenshot(lead, `trends ${name}`)
  }
  const small = await phone()
  await signedIn(small)
  for (const name of ['reports', 'factors', 'signals']) {
    await small.goto(`/trends/${name}`)
    await checkAccessible(small)
    await checkFits(small)
    await screenshot(small, `trends ${name} phone`)
  }
  await small.goto('/thanks/wall')
  await checkFits(small)
})

scene('a chart and its table go on paper without the buttons', { command: 'demo', timeout: 400_000 }, async ({ desktop }) => {
  const lead = await desktop()
  await signedIn(lead)
  await lead.goto('/trends/time-to-surface')
  await lead.emulateMedia({ media: 'print' })
  assert.ok(await lead.locator('svg.chart').first().isVisible())
  assert.ok(await lead.getByRole('table').first().isVisible())
  assert.equal(await lead.getByRole('link', { name: 'PNG' }).first().isVisible(), false)
  assert.equal(await lead.getByRole('button', { name: 'Show', exact: true }).isVisible(), false)
})

scene('data is taken as files from a form, without leaving it', { command: 'demo', timeout: 400_000 }, async ({ phone, desktop }) => {
  const lead = await desktop()
  await signedIn(lead)
  await lead.goto('/trends/data')
  await lead.getByLabel('From').fill('2020-01-06')
  for (const [button, name, start] of [['CSV of Tallies', 'candor-tallies.csv', 'measure,place,kind,'], ['JSON Lines of Reports', 'candor-reports.jsonl', '{'], ['Parquet of Countermeasures', 'candor-countermeasures.parquet', 'PAR1']]) {
    const [download] = await Promise.all([lead.waitForEvent('download'), lead.getByRole('button', { name: button }).click()])
    assert.equal(download.suggestedFilename(), name)
    const chunks = []
    for await (const chunk of await download.createReadStream()) chunks.push(chunk)
    assert.ok(Buffer.concat(chunks).toString('latin1').startsWith(start), name)
  }
  assert.equal(await lead.getByLabel('From').inputValue(), '2020-01-06', 'the form stays as it is')
  const small = await phone()
  await signedIn(small)
  for (const page of [lead, small]) {
    for (const path of ['/trends/data', '/digest']) {
      await page.goto(path)
      for (const part of await page.locator('details').all()) await part.locator('summary').click()
      await checkAccessible(page)
      await checkFits(page)
      await screenshot(page, `${page === small ? 'phone' : 'desktop'} ${path.replaceAll('/', ' ').trim()}`)
    }
    await page.goto('/trends/reports?place=')
    await page.getByText("This view's address").click()
    await page.getByText('An address without days').waitFor()
    await checkAccessible(page)
    await checkFits(page)
  }
})
