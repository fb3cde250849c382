// Takes the pictures of docs/charts.md from real reports, imported with the maps of docs/maps; no test, so `tests/run`
// leaves it alone. Without a folder it takes the slices in tests/data/import, which are too short for good pictures.
//   cd tests/browser && CANDOR_REAL_DATA=/folder/of/the/whole/files CANDOR_PICTURES=../../docs/pictures node real_data.mjs
import assert from 'node:assert/strict'
import { mkdirSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { checkFits, scene } from './harness.mjs'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')
const folder = process.env.CANDOR_REAL_DATA
const pictures = path.resolve(process.env.CANDOR_PICTURES ?? path.join(root, 'target/tests/pictures'))
mkdirSync(pictures, { recursive: true })

const PASSWORD = 'four words in a row'
const MOST_BYTES = 150_000

/** The four logs: their map, the slice that is kept here, how the whole file is called, and the days of its reports. */
const logs = {
  gas: { map: 'pipelines-gas-transmission', slice: 'gas_transmission', whole: /gas_transmission/, days: 'from=2010-02-22&to=2015-12-20' },
  liquid: { map: 'pipelines-hazardous-liquid', slice: 'hazardous_liquid', whole: /hazliquid/, days: 'from=2002-02-04&to=2005-12-11' },
  canada: { map: 'pipelines-canada', slice: 'canada_latin1', whole: /canada_pipeline/, days: 'from=2008-01-28&to=2014-12-21' },
  air: { map: 'near-mid-air', slice: 'near_mid_air', whole: /asrs/, days: 'from=1988-01-25&to=1999-10-17' },
}

/** What is taken of each: who looks, what at, and down to which chart. */
const shots = [
  ['liquid', 'lead', 'reports', 1],
  ['gas', 'lead', 'time-to-surface', 2, { from: 1 }],
  ['canada', 'lead', 'time-to-surface', 3, { from: 3, beside: true }],
  ['canada', 'improver', 'reports', 1, { from: 1 }],
  ['air', 'lead', 'places', 1, { from: 1, width: 740 }],
  ['gas', 'improver', 'factors', 1, { from: 1 }],
  ['canada', 'lead', 'caught-by', 1, { from: 1 }],
  ['air', 'lead', 'reports', 1, { from: 1, dark: true }],
]

/** Every view is opened with every log, so that none of them breaks on real reports. */
const views = ['reports', 'time-to-surface', 'candor-mix', 'factors', 'caught-by', 'places', 'response', 'self-check', 'signals']

function fileOf(log) {
  if (!folder) return path.join(root, `tests/data/import/${log.slice}.csv`)
  const found = readdirSync(folder).find((name) => log.whole.test(name) && name.endsWith('.csv'))
  assert.ok(found, `${folder} has no file like ${log.whole}`)
  return path.join(folder, found)
}

async function signedIn(page, who) {
  await page.goto('/sign-in')
  await page.locator('#email').fill(`${who}@example.org`)
  await page.locator('#password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.waitForURL((url) => url.pathname !== '/sign-in')
  return page
}

/** The page from its question down to a chart, or from one chart to another. */
async function taken(page, name, charts, { from = 0, width = 860 } = {}) {
  // Narrow enough for a page of words.
  await page.setViewportSize({ width, height: 900 })
  const figures = page.locator('figure.figure')
  const last = await figures.nth(charts - 1).boundingBox()
  const first = from > 0 ? await figures.nth(from - 1).boundingBox() : await page.locator('.head').first().boundingBox()
  const top = first.y - 16
  const file = path.join(pictures, `${name}.png`)
  await page.screenshot({ path: file, fullPage: true, animations: 'disabled', clip: { x: 0, y: top, width, height: last.y + last.height + 16 - top } })
  const { size } = statSync(file)
  assert.ok(size < MOST_BYTES, `${file} has ${size} bytes`)
}

for (const [name, log] of Object.entries(logs)) {
  scene(`the views of ${name} are looked at`, { timeout: 600_000 }, async ({ house, desktop, phone }) => {
    for (const who of ['lead', 'improver']) {
      await house.candor(['person', 'add', '--email', `${who}@example.org`, '--name', `Some ${who}`, '--role', who, '--password-stdin'], `${PASSWORD}\n`)
    }
    const map = path.join(root, 'docs/maps', `${log.map}.toml`)
    const loaded = JSON.parse(await house.candor(['import', fileOf(log), '--map', map, '--keep-good', '--json']))
    assert.ok(loaded.added > 0)
    console.log(`${name}: ${loaded.added} reports, ${loaded.bad.length} rows left out`)
    const people = {}
    for (const dark of [false, true]) {
      for (const who of ['lead', 'improver']) people[`${who} ${dark}`] = await signedIn(await desktop({ dark }), who)
    }
    const small = await signedIn(await phone(), 'lead')
    for (const view of views) {
      for (const page of [people['lead false'], people['improver false'], small]) {
        await page.goto(`/trends/${view}?${log.days}`)
        await checkFits(page)
      }
    }
    for (const [of, who, view, charts, how = {}] of shots.filter(([of]) => of === name)) {
      const page = people[`${who} ${how.dark ?? false}`]
      const beside = how.beside ? '&beside=last-year' : ''
      await page.goto(`/trends/${view}?${log.days}${beside}`)
      if (folder) await taken(page, `real-${of}-${view}${who === 'improver' ? '-others' : ''}`, charts, how)
    }
  })
}
