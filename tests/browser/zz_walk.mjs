import { chromium } from 'playwright-core'
const base = 'http://127.0.0.1:8134'
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] })
const who = process.argv[2] || 'imre'
const shots = [['desktop', 1280, 900, 'light'], ['phone', 360, 740, 'light'], ['dark', 1280, 900, 'dark']]
const paths = process.argv.slice(3)
for (const [name, width, height, colorScheme] of shots) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme, baseURL: base })
  const page = await context.newPage()
  page.on('console', (m) => console.log(name, m.type(), m.text()))
  await page.goto('/sign-in')
  await page.locator('input[name=email], input[type=email]').first().fill(`${who}@example.org`)
  await page.locator('input[type=password]').first().fill('four words in a row')
  await page.locator('input[type=password]').first().press('Enter')
  await page.waitForLoadState()
  for (const path of paths) {
    const answer = await page.goto(path)
    console.log(name, path, answer.status(), await page.evaluate(() => document.documentElement.scrollWidth))
    await page.screenshot({ path: `/tmp/factors-shots/${who}-${name}-${path.replace(/[^a-z0-9]+/gi, '_')}.png`, fullPage: true })
  }
  await context.close()
}
await browser.close()
