import { chromium } from 'playwright-core'
import { writeFileSync } from 'node:fs'
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, baseURL: 'http://127.0.0.1:8134' })
const page = await context.newPage()
await page.goto('/sign-in')
await page.locator('#email').fill('samir.haddad@example.org')
await page.locator('#password').fill('four words in a row')
await page.locator('#password').press('Enter')
await page.waitForLoadState()
await page.goto('/trends/places')
const code = await page.locator('#place option', { hasText: 'Hospital' }).first().getAttribute('value')
for (const view of ['factors?tile=6&', 'caught-by?', 'places?']) {
  await page.goto(`/trends/${view}place=${code}`)
  await page.screenshot({ path: `/tmp/factors-shots/lead-${view.split('?')[0]}.png`, fullPage: true })
}
for (const figure of ['pareto', 'places']) {
  const png = await context.request.get(`/trends/factors.png?figure=${figure}&place=${code}`)
  writeFileSync(`/tmp/factors-shots/file-${figure}.png`, await png.body())
}
const png = await context.request.get(`/trends/places.png?place=${code}`)
writeFileSync(`/tmp/factors-shots/file-small.png`, await png.body())
await browser.close()
