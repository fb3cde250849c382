// A hansei: somebody leads through it on a laptop, two write on their own phones, and it ends up on one page.
import assert from 'node:assert/strict'
import { checkAccessible, checkFits, scene, screenshot } from './harness.mjs'

const demo = { command: 'demo', settings: ['--public-url', 'http://candor.example'], timeout: 400_000 }

async function signIn(page, who) {
  await page.goto('/sign-in')
  await page.getByRole('button', { name: who }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
}

/** Plans a hansei that the signed-in improver leads through, and answers its address. */
async function plans(page, title) {
  await page.goto('/hansei/new')
  await checkAccessible(page)
  await page.locator('#title').fill(title)
  await page.locator('#facilitator').selectOption({ label: 'Elena Marchetti (improvement team)' })
  await page.getByRole('button', { name: 'Plan it' }).click()
  await page.waitForURL(/\/hansei\/...-.../)
  return new URL(page.url()).pathname
}

const press = async (page, name) => {
  const loaded = page.waitForEvent('load')
  await page.getByRole('button', { name }).first().click()
  await loaded
  assert.ok(page.url().includes('done='), page.url())
}

scene('points from two phones lie face down until they are turned over', demo, async ({ desktop, phone }) => {
  const laptop = await desktop()
  await signIn(laptop, /Improvement team/)
  const path = await plans(laptop, 'A pump that stopped')
  await checkAccessible(laptop)
  await checkFits(laptop)
  await press(laptop, 'Open the room')
  const code = await laptop.locator('.hansei-code').innerText()
  assert.ok(await laptop.locator('svg.qr').isVisible())

  const german = await phone({ language: 'de', scripts: false })
  await german.goto(`/hansei/room?code=${code}`)
  await german.locator('#words').fill('Die Ladestation zeigt nichts an.')
  await german.getByRole('button', { name: 'Verdeckt hineinlegen' }).click()
  await german.getByText('Dein Punkt ist drin. Bisher 1 Punkt.').waitFor()

  const arabic = await phone({ language: 'ar', dark: true })
  await arabic.goto('/hansei/room')
  await checkAccessible(arabic)
  await arabic.locator('#code').fill(code.toLowerCase())
  await arabic.locator('main .button--primary').click()
  await arabic.locator('#words').fill('لا أحد يعرف عمر البطارية')
  await checkAccessible(arabic)
  await checkFits(arabic)
  await screenshot(arabic, 'hansei, point on a phone')
  await arabic.locator('main .button--primary').click()
  await arabic.locator('main [role=status]').first().waitFor()
  assert.ok(!(await arabic.content()).includes('Ladestation'))
  assert.deepEqual(await arabic.context().cookies(), [])

  await laptop.goto(path)
  assert.ok(!(await laptop.content()).includes('Ladestation'))
  await press(laptop, 'Turn the points over')
  await laptop.getByText('Die Ladestation zeigt nichts an.').first().waitFor()
  await press(laptop, /^Condition ?: Die Ladestation/)
  await laptop.getByText('1 condition surfaced').waitFor()
  await checkAccessible(laptop)

  await press(laptop, 'Ask for the pulse')
  await german.goto(`/hansei/room?code=${code}`)
  await checkFits(german)
  for (const field of ['learned', 'again', 'safe']) await german.locator(`input[name=${field}]`).last().check()
  await german.getByRole('button', { name: 'Meine Antwort senden' }).click()
  await german.getByText('Danke. Deine Antwort ist da.').waitFor()
  await laptop.goto(path)
  await laptop.getByText('answer so far').waitFor()
  await press(laptop, 'End the pulse')
  await laptop.getByText('Fewer than five answered').waitFor()
  await screenshot(laptop, 'hansei, sheet')

  const small = await phone()
  await signIn(small, /Improvement team/)
  await small.goto(path)
  await checkFits(small)
  await screenshot(small, 'hansei, sheet on a phone')
})

scene('the clock runs quietly and half of the time is the timeline', demo, async ({ desktop }) => {
  const laptop = await desktop()
  await signIn(laptop, /Improvement team/)
  const path = await plans(laptop, 'A quiet week')
  await press(laptop, 'We begin now')
  await laptop.clock.install()
  await laptop.goto(path)
  await laptop.getByText('Now: Opening words').waitFor()
  await laptop.clock.fastForward(20 * 60_000)
  await laptop.getByText('Now: The timeline').waitFor()
  assert.equal(await laptop.locator('[aria-current=step]').count(), 1)
  await laptop.clock.fastForward(60 * 60_000)
  await laptop.getByText('The planned time is over.').waitFor()
})

/** How many pages a browser prints, and whether anything lies outside of the paper. */
async function prints(page, path) {
  await page.goto(`${path}/print`)
  const paper = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1')
  await page.emulateMedia({ media: 'print' })
  const outside = await page.evaluate(() => {
    const words = document.querySelector('.hansei-page__words')
    return words.scrollWidth > words.clientWidth + 1 || words.scrollHeight > words.clientHeight + 1
  })
  await screenshot(page, `hansei, print ${outside}`)
  await page.emulateMedia({ media: null })
  return { pages: paper.match(/\/Type\s*\/Page\b(?!s)/g).length, outside }
}

scene('a sheet prints on one page, however long it is', demo, async ({ desktop }) => {
  const laptop = await desktop()
  await signIn(laptop, /Improvement team/)
  const path = await plans(laptop, 'A long one')
  assert.deepEqual(await prints(laptop, path), { pages: 1, outside: false })
  for (const words of ['The ramp was wet and the fork was loaded. ', 'WIDE WORDS THAT MAKE MUCH ROOM NECESSARY ']) {
    await laptop.goto(path)
    for (const field of await laptop.locator('.hansei-part textarea').all()) await field.fill(words.repeat(100).slice(0, 3990))
    await press(laptop, 'Keep all of it')
    const csrf = await laptop.locator('input[name=csrf]').first().inputValue()
    for (let n = 0; n < 8; n += 1) {
      const form = {
        csrf,
        do: 'save',
        entry_when: 'The day before yesterday in the evening',
        entry_what: words.repeat(24).slice(0, 950),
        entry_before: 'yes',
        entry_known: 'yes',
        point: words.repeat(12).slice(0, 450),
        point_sort: 'condition',
        commitment_what: words.repeat(24).slice(0, 950),
        commitment_by: '2026-12-24',
        commitment_kept_by: 'The maintenance lead and the shift lead together',
      }
      const kept = await laptop.request.post(path, { form })
      assert.equal(kept.status(), 200)
    }
    assert.deepEqual(await prints(laptop, path), { pages: 1, outside: false })
    assert.ok((await laptop.getByText('goes on in the sheet').count()) > 10)
    assert.ok((await laptop.getByText('more in the sheet').count()) > 0)
  }
})
