// After the thanks: one question at a time at one address, photos with a brush, and what the minute costs.
import assert from 'node:assert/strict'
import { deflateSync } from 'node:zlib'
import { checkAccessible, checkFits, scene, screenshot } from './harness.mjs'
import { adding, answers, tell } from './words.mjs'

const story = 'The pallet slid off the fork as the ramp was wet.'

async function tells(page, address = '/tell') {
  await page.goto(address)
  await tell.nearMiss(page).check()
  await tell.story(page).fill(story)
  await tell.send(page).click()
  await tell.thanks(page).waitFor()
  return (await tell.receipt(page).innerText()).replace(/\s+/g, '-').trim()
}

const openPlace = async (house) => (await house.candor(['place', 'add', '--name', 'Ramp 3', '--people', '12'])).trim()

for (const scripts of [true, false]) {
  scene(`more is asked one question at a time, ${scripts ? 'with scripts' : 'without scripts'}`, async ({ house, phone }) => {
    const ramp = await openPlace(house)
    const page = await phone(scripts ? {} : { scripts: false })
    const receipt = await tells(page, `/tell/${ramp}`)
    await adding.ask(page).click()
    for (const number of [1, 2, 3, 4, 5, 6, 7, 8, 9]) {
      await adding.question(page, number).waitFor()
      assert.ok(page.url().endsWith(`/tell/${ramp}`), 'one address from start to end')
      if (scripts) await checkAccessible(page)
      await checkFits(page)
      if (number === 1) await adding.tile(page, /space, light/i).check()
      await (number === 1 ? adding.next(page) : adding.skip(page)).click()
    }
    await adding.question(page, 10).waitFor()
    await adding.back(page).click()
    await adding.question(page, 9).waitFor()
    await adding.end(page).click()
    await adding.done(page).waitFor()

    const later = await phone(scripts ? {} : { scripts: false })
    await later.goto('/answers')
    await answers.receipt(later).fill(receipt)
    await answers.open(later).click()
    await adding.again(later).click()
    await adding.question(later, 1).waitFor()
    assert.ok(await adding.tile(later, /space, light/i).isChecked())
  })
}

// ---- photos ----

/** A PNG of one colour. */
function png(width, height, [red, green, blue]) {
  const table = Array.from({ length: 256 }, (_, n) => {
    for (let k = 0; k < 8; k += 1) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1
    return n >>> 0
  })
  const crc = (bytes) => (bytes.reduce((sum, byte) => table[(sum ^ byte) & 255] ^ (sum >>> 8), 0xffffffff) ^ 0xffffffff) >>> 0
  const chunk = (name, data) => {
    const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
    const out = Buffer.alloc(body.length + 8)
    out.writeUInt32BE(data.length, 0)
    body.copy(out, 4)
    out.writeUInt32BE(crc(body), body.length + 4)
    return out
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const row = Buffer.concat([Buffer.from([0]), Buffer.concat(Array(width).fill(Buffer.from([red, green, blue])))])
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk('IHDR', head),
    chunk('tEXt', Buffer.from('Comment\0kanarienvogelgesang')),
    chunk('IDAT', deflateSync(Buffer.concat(Array(height).fill(row)))), chunk('IEND', Buffer.alloc(0)),
  ])
}

async function toPhotos(page) {
  await tells(page)
  await adding.ask(page).click()
  for (const number of [1, 2, 3, 4, 5, 6, 7, 8]) {
    await adding.question(page, number).waitFor()
    await adding.skip(page).click()
  }
  await adding.question(page, 9).waitFor()
}

const chosen = { name: 'IMG_Jane_Roe.png', mimeType: 'image/png', buffer: png(600, 400, [200, 30, 30]) }

/** Red, green and blue of a spot of the first photo, from 0 to 1 of its width and height. */
const spot = (page, x, y) => adding.photos(page).first().evaluate(async (image, [left, top]) => {
  await image.decode()
  const canvas = Object.assign(document.createElement('canvas'), { width: image.naturalWidth, height: image.naturalHeight })
  const pen = canvas.getContext('2d')
  pen.drawImage(image, 0, 0)
  return [...pen.getImageData(Math.floor(left * (canvas.width - 1)), Math.floor(top * (canvas.height - 1)), 1, 1).data].slice(0, 3)
}, [x, y])

/** Draws on the photo from one spot to another, each from 0 to 1 of its sides. */
async function drags(page, from, to) {
  const sheet = adding.sheet(page)
  await sheet.scrollIntoViewIfNeeded()
  const box = await sheet.boundingBox()
  const at = ([x, y]) => [box.x + x * box.width, box.y + y * box.height]
  await page.mouse.move(...at(from))
  await page.mouse.down()
  await page.mouse.move(...at(to), { steps: 5 })
  await page.mouse.up()
}

scene('what is painted over never leaves the device', async ({ phone }) => {
  const page = await phone()
  await toPhotos(page)
  await adding.photo(page).setInputFiles(chosen)
  const sheet = adding.sheet(page)
  await sheet.waitFor()
  await checkAccessible(page)
  await checkFits(page)
  // A stroke on the right that is taken back, and one on the left that stays.
  await drags(page, [0.75, 0.3], [0.75, 0.7])
  await adding.undo(page).click()
  await drags(page, [0.25, 0.3], [0.25, 0.7])
  await screenshot(page, 'photo, painted')
  await page.evaluate(() => {
    const really = globalThis.fetch
    globalThis.fetch = (address, how) => {
      globalThis.sent = [...how.body].map(([name, value]) => value.name ?? name)
      return really(address, how)
    }
  })
  await adding.addPhoto(page).click()
  await adding.photos(page).first().waitFor()
  const near = (found, wanted) => found.every((value, place) => Math.abs(value - wanted[place]) < 40)
  assert.ok(near(await spot(page, 0.25, 0.5), [0, 0, 0]), `covered: ${await spot(page, 0.25, 0.5)}`)
  assert.ok(near(await spot(page, 0.75, 0.5), [200, 30, 30]), `not covered: ${await spot(page, 0.75, 0.5)}`)
  assert.deepEqual(await page.evaluate(() => globalThis.sent), ['receipt', 'photo.jpg'], 'its name stays here too')
})

scene('a part of a photo can be cut out', async ({ phone }) => {
  const page = await phone()
  await toPhotos(page)
  await adding.photo(page).setInputFiles(chosen)
  const sheet = adding.sheet(page)
  await adding.crop(page).click()
  await drags(page, [0.25, 0.25], [0.5, 0.75])
  assert.deepEqual(await sheet.evaluate(({ width, height }) => [width, height].map((side) => Math.round(side / 50))), [3, 4])
  await adding.addPhoto(page).click()
  await adding.photos(page).first().waitFor()
  const sides = await adding.photos(page).first().evaluate(({ naturalWidth, naturalHeight }) => [naturalWidth, naturalHeight])
  assert.ok(sides[0] < sides[1], `${sides}`)
})

scene('a photo is sent without scripts as well', async ({ phone }) => {
  const page = await phone({ scripts: false })
  await toPhotos(page)
  await adding.photo(page).setInputFiles(chosen)
  await adding.addPhoto(page).click()
  await adding.photos(page).first().waitFor()
  await screenshot(page, 'photo, without scripts')
})

// ---- the minute ----

scene('telling takes three taps and a text, on a slow network too', async ({ house, phone }) => {
  const ramp = await openPlace(house)
  const page = await phone()
  await page.addInitScript(() => {
    globalThis.seen = { paint: 0, shift: 0, taps: 0 }
    new PerformanceObserver((list) => { for (const { startTime } of list.getEntries()) globalThis.seen.paint = startTime }).observe({ type: 'largest-contentful-paint', buffered: true })
    new PerformanceObserver((list) => { for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) globalThis.seen.shift += value }).observe({ type: 'layout-shift', buffered: true })
    addEventListener('pointerdown', () => (globalThis.seen.taps += 1), { capture: true })
  })
  const network = await page.context().newCDPSession(page)
  await network.send('Network.enable')
  await network.send('Network.emulateNetworkConditions', { offline: false, latency: 400, downloadThroughput: 400_000 / 8, uploadThroughput: 400_000 / 8 })
  await page.goto(`/tell/${ramp}`, { waitUntil: 'load' })
  await page.waitForFunction(() => globalThis.seen.paint > 0)
  const shown = await page.evaluate(() => globalThis.seen)
  const begun = Date.now()
  await page.locator('label.tile').nth(1).click()
  await tell.story(page).click()
  await page.keyboard.type(story)
  await tell.send(page).click()
  await tell.thanks(page).waitFor()
  const took = (Date.now() - begun) / 1000
  const after = await page.evaluate(() => globalThis.seen)
  console.log(`largest paint ${Math.round(shown.paint)} ms, layout shift ${after.shift.toFixed(4)}, ${after.taps} taps, ${took.toFixed(1)} s to the thanks`)
  assert.ok(shown.paint > 0 && shown.paint <= 2_500, `largest paint after ${shown.paint} ms`)
  assert.ok(after.shift <= 0.02, `layout shift ${after.shift}`)
  assert.equal(after.taps, 3)
  assert.ok(took < 60, `${took} s`)
})

scene('what is tapped while telling is large enough for a glove', async ({ phone }) => {
  const page = await phone()
  const small = () => page.evaluate(() => {
    const shown = (element) => element.checkVisibility?.({ visibilityProperty: true }) ?? true
    const target = (element) => (element.matches('input[type=radio], input[type=checkbox]') ? element.closest('label') : element)
    return [...document.querySelectorAll('main :is(a, button, input:not([type=hidden]), select, textarea, summary), .leave :is(a, button)')]
      .map(target)
      .filter((element) => element && shown(element))
      .map((element) => [element, element.getBoundingClientRect()])
      .filter(([, { width, height }]) => width > 0 && (width < 44 || height < 44))
      .map(([element, { width, height }]) => `${element.outerHTML.slice(0, 80)} ${Math.round(width)}x${Math.round(height)}`)
  })
  await page.goto('/tell')
  assert.deepEqual(await small(), [])
  await tells(page)
  assert.deepEqual(await small(), [])
  await adding.ask(page).click()
  for (const number of [1, 2, 3, 4, 5, 6, 7, 8, 9]) {
    await adding.question(page, number).waitFor()
    assert.deepEqual(await small(), [], `question ${number}`)
    await adding.skip(page).click()
  }
})
