// The condition map: walked with the keyboard, tapped on a phone, and whole without scripts.
import assert from 'node:assert/strict'
import { checkAccessible, checkFits, scene, screenshot } from './harness.mjs'
import { signIn } from './words.mjs'

const password = 'a pallet, a ramp and a wet fork'
const chain = ['A pallet slid off the fork', 'The ramp was wet', 'The gate stays open for 40 seconds']

const map = {
  frame: (page) => page.getByRole('region', { name: 'The condition map, drawn' }),
  node: (page, words) => page.locator('.map__node').filter({ hasText: words }),
  condition: (page, words) => page.locator('.condition').filter({ has: page.locator('.condition__statement', { hasText: words }) }),
  ask: (page, words) => map.condition(page, words).getByText('What made that possible?', { exact: true }).first(),
  answer: (page, words) => map.condition(page, words).getByRole('textbox', { name: 'What made that possible?' }),
  add: (page, words) => map.condition(page, words).getByRole('button', { name: 'Add this condition' }),
}

/** A lead with an empty sheet; answers the sheet's address. */
async function opens(house, page) {
  await house.candor(['place', 'add', '--name', 'Ramp 3', '--people', '12'])
  await house.candor(['person', 'add', '--name', 'Ada', '--email', 'ada@example.org', '--role', 'lead', '--password-stdin'], `${password}\n`)
  await page.goto('/sign-in')
  await signIn.address(page).fill('ada@example.org')
  await signIn.password(page).fill(password)
  await signIn.enter(page).click()
  await page.waitForURL((url) => url.pathname !== '/sign-in')
  await page.goto('/a3/new')
  await page.getByLabel(/what is the problem/i).fill('Pallets slide on the wet ramp')
  await page.locator('#place').selectOption({ label: 'Ramp 3' })
  await page.getByRole('button', { name: 'Open the A3' }).click()
  await page.getByText('The A3 is open.').waitFor()
  return new URL(page.url()).pathname
}

async function drawsAChain(page) {
  await page.getByRole('link', { name: 'Start a 5-whys chain' }).click()
  const fields = page.locator('textarea[name=why]')
  assert.equal(await fields.count(), 5)
  for (const [at, words] of chain.entries()) await fields.nth(at).fill(words)
  await page.getByRole('button', { name: 'Put the chain on the map' }).click()
  await page.getByText('The chain is on the map.').waitFor()
}

const focused = (page) => page.evaluate(() => document.activeElement.textContent.trim())

scene('the map is walked and grown with the keyboard', async ({ house, desktop }) => {
  const page = await desktop()
  const sheet = await opens(house, page)
  await drawsAChain(page)
  await checkAccessible(page)

  await map.frame(page).focus()
  await page.keyboard.press('ArrowRight')
  assert.match(await focused(page), /A pallet slid/)
  await page.keyboard.press('ArrowRight')
  assert.match(await focused(page), /The ramp was wet/)
  await page.keyboard.press('a')
  await page.keyboard.type('The drain is blocked')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByText('It is on the map.').waitFor()
  await map.condition(page, 'The drain is blocked').waitFor()
  assert.match(page.url(), /#condition-/)

  // Two stand beside each other now: up and down lead from one to the other, left and right along the links.
  await map.node(page, 'The gate stays open').focus()
  const first = await focused(page)
  const gateIsUpper = await page.evaluate(() => {
    const y = (words) => [...document.querySelectorAll('.map__node')].find((node) => node.textContent.includes(words)).getBoundingClientRect().y
    return y('The gate stays') < y('The drain is')
  })
  await page.keyboard.press(gateIsUpper ? 'ArrowDown' : 'ArrowUp')
  assert.match(await focused(page), /The drain is blocked/)
  assert.notEqual(await focused(page), first)
  await page.keyboard.press('ArrowLeft')
  assert.match(await focused(page), /The ramp was wet/)
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/conditions\/[0-9A-Z]{6}$/)
  await page.getByRole('heading', { level: 1, name: 'The ramp was wet' }).waitFor()
  await checkAccessible(page)
  await checkFits(page)
  await screenshot(page, 'map condition')

  await page.goto(`${sheet}/map`)
  await checkAccessible(page)
  await screenshot(page, 'map large')
  await page.emulateMedia({ colorScheme: 'dark' })
  await checkAccessible(page)
  await screenshot(page, 'map large dark')
})

for (const scripts of [true, false]) {
  scene(`the map is tapped on a phone, ${scripts ? 'with scripts' : 'without scripts'}`, async ({ house, phone }) => {
    const page = await phone(scripts ? {} : { scripts: false })
    const sheet = await opens(house, page)
    await drawsAChain(page)
    await checkFits(page)

    // The drawing is pushed within its own box; a tap leads to the same condition in the list.
    await map.node(page, 'The ramp was wet').tap()
    await page.waitForURL(/#condition-/)
    await map.ask(page, 'The ramp was wet').tap()
    await map.answer(page, 'The ramp was wet').fill('The drain is blocked')
    await map.add(page, 'The ramp was wet').tap()
    await page.getByText('It is on the map.').waitFor()
    assert.equal(await page.locator('.map__node').count(), 4)
    await checkFits(page)
    await screenshot(page, `map phone ${scripts ? 'with' : 'without'} scripts`)

    await map.condition(page, 'The drain is blocked').getByRole('link', { name: /change, link or remove/i }).tap()
    await page.getByLabel('It also made this possible').selectOption({ label: chain[0] })
    await page.getByRole('button', { name: 'Link as made possible' }).tap()
    await page.getByText('The two are linked.').waitFor()
    await checkFits(page)
    if (scripts) await checkAccessible(page)
    await page.goto(sheet)
    await page.getByText('See above:').waitFor()
  })
}
