// Takes the pictures of the README from a running `candor demo`; no test, so `tests/run` leaves it alone.
//   cd tests/browser && CANDOR_BINARY=../../target/release/candor node pictures.mjs
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { scene } from './harness.mjs'
import { tell } from './words.mjs'

const pictures = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../docs/pictures')
mkdirSync(pictures, { recursive: true })

const story = 'The pallet slid off the fork as the ramp was wet. Nobody stood near.'

scene('the pictures of the README are taken', { command: 'demo', timeout: 300_000 }, async ({ phone, desktop }) => {
  const reporter = await phone()
  await reporter.goto('/')
  const front = await shot(reporter)
  await reporter.goto('/tell')
  await tell.nearMiss(reporter).check()
  await tell.story(reporter).fill(story)
  await reporter.evaluate(() => scrollTo(0, 0))
  const form = await shot(reporter)
  await tell.send(reporter).click()
  await tell.thanks(reporter).waitFor()
  const thanks = await shot(reporter)
  await sideBySide(await desktop(), 'telling', [front, form, thanks], 360)

  const lead = await desktop()
  await lead.goto('/sign-in')
  await lead.getByRole('button', { name: /go in as .*lead/i }).first().click()
  await lead.waitForURL((url) => url.pathname !== '/sign-in')
  await lead.goto('/inbox')
  const inbox = await shot(lead)
  await lead.goto('/trends/time-to-surface')
  const trend = await shot(lead)
  await sideBySide(await desktop(), 'learning', [inbox, trend], 720)
})

/** What the screen shows, without a cursor in a field. */
async function shot(page) {
  await page.evaluate(() => document.activeElement?.blur())
  return page.screenshot({ animations: 'disabled', caret: 'hide' })
}

/** Puts pictures next to each other on a calm ground, each so many pixels wide, and keeps them as one file. */
async function sideBySide(page, name, images, width) {
  const gap = 24
  await page.setViewportSize({ width: images.length * (width + gap) + gap, height: 1000 })
  const framed = images.map((image) => `<img src="data:image/png;base64,${image.toString('base64')}">`).join('')
  await page.setContent(`<style>
    body { margin: 0 }
    main { display: flex; align-items: flex-start; gap: ${gap}px; padding: ${gap}px; background: #e9e6df }
    img { width: ${width}px; border-radius: 12px; box-shadow: 0 2px 10px rgb(0 0 0 / 18%) }
  </style><main>${framed}</main>`)
  await page.locator('img').last().evaluate((image) => image.decode())
  await page.locator('main').screenshot({ path: path.join(pictures, `${name}.png`) })
}
