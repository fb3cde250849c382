// Starts the program, opens Chromium, and fails a test on anything that the browser complains about.
import assert from 'node:assert/strict'
import { spawn, execFile } from 'node:child_process'
import { existsSync, createWriteStream, mkdirSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import test, { after } from 'node:test'
import { randomBytes } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { AxeBuilder } from '@axe-core/playwright'
import { chromium } from 'playwright-core'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')
const binary = process.env.CANDOR_BINARY ?? path.join(root, 'target/debug/candor')
const kept = path.join(process.env.CARGO_TARGET_DIR ?? path.join(root, 'target'), 'tests')
const screens = path.join(kept, 'screens')
mkdirSync(screens, { recursive: true })

/** `sqlite`, or the address of a PostgreSQL server where a house may create a database of its own. */
const database = process.env.CANDOR_TEST_DATABASE || 'sqlite'
export const backend = database === 'sqlite' ? 'sqlite' : 'postgres'

const run = promisify(execFile)

// ---- the program ----

/**
 * One running Candor with an empty data folder and, on PostgreSQL, an empty database.
 * `command`: `serve` or `demo`; `settings`: more flags; `environment`: more variables.
 */
export async function openHouse({ command = 'serve', settings = [], environment = {}, program = binary } = {}) {
  assert.ok(existsSync(program), `${program} is not there: cargo build`)
  const folder = await mkdtemp(path.join(tmpdir(), 'candor-browser-'))
  const data = command === 'demo' ? [] : ['--data', folder]
  const dropDatabase = backend === 'postgres' && command !== 'demo' ? await createDatabase(data) : async () => {}
  // None of the developer's own settings: an environment of our own, and a folder without a candor.toml.
  const options = { cwd: folder, env: { PATH: process.env.PATH, HOME: folder, RUST_BACKTRACE: '1', ...environment } }

  const child = spawn(program, [command, '--listen', '127.0.0.1:0', ...data, ...settings], { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  const log = createWriteStream(path.join(kept, `server-${backend}.log`), { flags: 'a' })
  let said = ''
  let ended = null
  const listeners = new Set()
  const hear = (piece) => {
    log.write(piece)
    said += piece
    for (const listener of listeners) listener()
  }
  child.stdout.setEncoding('utf8').on('data', hear)
  child.stderr.setEncoding('utf8').on('data', hear)
  const gone = new Promise((resolve) => {
    const end = (how) => {
      ended = how
      hear('')
      resolve()
    }
    child.on('exit', (code, signal) => end(`it ended with ${signal ?? code}`))
    child.on('error', (error) => end(error.message))
  })

  // Waits until what the program has said matches, and answers the match.
  const hears = (pattern, what, seconds) =>
    new Promise((resolve, reject) => {
      const stop = () => {
        clearTimeout(timer)
        listeners.delete(look)
      }
      const fail = (why) => {
        stop()
        reject(new Error(`candor ${command} did not say ${what}: ${why}. It said:\n${said}`))
      }
      const look = () => {
        const match = said.match(pattern)
        if (match) {
          stop()
          resolve(match)
        } else if (ended) fail(ended)
      }
      const timer = setTimeout(() => fail(`${seconds} seconds passed`), seconds * 1000)
      listeners.add(look)
      look()
    })

  const close = async () => {
    if (!ended) {
      child.kill('SIGTERM')
      const hard = setTimeout(() => child.kill('SIGKILL'), 12_000)
      await gone
      clearTimeout(hard)
    }
    log.end()
    await dropDatabase()
    await rm(folder, { recursive: true, force: true })
  }

  try {
    const [, address] = await hears(/candor is listening on (https?:\/\/[^\s/]+)\/?\s/, 'that it is listening', 60)
    return {
      address,
      folder,
      /** The address with the one-time token that makes the first admin. */
      firstAdmin: async () => (await hears(/https?:\/\/\S*token=[^\s"'<>]+/, 'the address for the first admin', 10))[0],
      /** Another command beside the running one; answers what it printed. */
      candor: async (words, input = '') => {
        const working = run(program, [...words, ...data], { ...options, timeout: 60_000 })
        working.child.stdin.on('error', () => {}) // a command that does not read closes its end
        working.child.stdin.end(input)
        return (await working).stdout
      },
      /** Everything that it has said until now. */
      said: () => said,
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

async function createDatabase(data) {
  const name = `candor_${randomBytes(6).toString('hex')}`
  const own = new URL(database)
  own.pathname = `/${name}`
  const psql = (sql) => run('psql', ['--no-psqlrc', '--quiet', '--set=ON_ERROR_STOP=1', '--command', sql, database])
  await psql(`create database ${name}`)
  data.push('--database-url', own.href)
  return () => psql(`drop database ${name} with (force)`)
}

// ---- the browser ----

const devices = {
  phone: { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true },
  desktop: { viewport: { width: 1280, height: 800 } },
}

let opening
let over = false
after(async () => {
  over = true // a play that lost its test, by its time or an exception, must not open another one that nobody closes
  await (await opening)?.close()
})

/** How Chromium is started. */
const starting = {
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
    // Whatever is not this machine does not exist: a page that needs it breaks, here as in a works hall.
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
  ],
}

function browser() {
  assert.ok(!over, 'the tests are over')
  opening ??= chromium.launch(starting)
  return opening
}

/** A browser of its own whose profile lies in `folder`, as on a device that somebody keeps. */
export function openProfile(folder, baseURL) {
  return chromium.launchPersistentContext(folder, { ...starting, ...devices.phone, baseURL })
}

/** The people of one test: what they open, and what their browsers complained about. */
class Stage {
  #visits = []
  #expected = []
  trouble = []

  constructor(house) {
    this.house = house
  }

  /** A fresh phone, nobody signed in: `dark`, `scripts: false`, `language: 'de'`. */
  phone(options) {
    return this.#open('phone', options)
  }

  /** A fresh laptop, nobody signed in; the same options. */
  desktop(options) {
    return this.#open('desktop', options)
  }

  /** Complaints that this test provokes on purpose, such as a form that is answered with 422. Each must come. */
  expect(...patterns) {
    this.#expected.push(...patterns)
  }

  async #open(device, { dark = false, scripts = true, language = 'en-GB' } = {}) {
    const home = new URL(this.house.address).origin
    const context = await (await browser()).newContext({
      ...devices[device],
      baseURL: this.house.address,
      colorScheme: dark ? 'dark' : 'light',
      javaScriptEnabled: scripts,
      locale: language,
      timezoneId: 'Europe/Berlin',
      reducedMotion: 'reduce',
    })
    context.setDefaultTimeout(10_000)
    context.setDefaultNavigationTimeout(15_000)
    const complain = (text) => this.trouble.push(text)
    const onlyHome = (address) => {
      const { protocol, origin } = new URL(address)
      const local = ['data:', 'blob:', 'about:'].includes(protocol)
      if (!local && origin !== home && origin !== home.replace(/^http/, 'ws')) complain(`a request to another host: ${address}`)
    }
    context.on('request', (request) => onlyHome(request.url()))
    // A violated policy, a failed load and an uncaught promise all reach the console too.
    context.on('console', (message) => {
      if (message.type() === 'error') complain(`console: ${message.text()} (${message.location().url})`)
    })
    context.on('weberror', (error) => complain(`page error: ${error.error().stack ?? error.error()}`))
    context.on('page', (page) => {
      page.on('websocket', (socket) => onlyHome(socket.url()))
      page.on('crash', () => complain(`the page crashed: ${page.url()}`))
    })
    if (scripts) {
      // Policies that only report, and those of a worker's page, say so nowhere else.
      await context.exposeBinding('candorPolicyViolated', (_, text) => complain(`content security policy: ${text}`))
      await context.addInitScript(() => {
        addEventListener('securitypolicyviolation', (event) => {
          window.candorPolicyViolated(`${event.effectiveDirective} refused ${event.blockedURI} on ${event.documentURI}`)
        })
      })
    }
    const page = await context.newPage()
    this.#visits.push({ device, context })
    return page
  }

  /** What the tests saw when it went wrong, for the log and as pictures. */
  async photograph(name) {
    for (const [number, { context }] of this.#visits.entries()) {
      for (const page of context.pages()) {
        const picture = `failed-${name}-${number + 1}`
        await screenshot(page, picture).catch(() => {})
        const words = await page.locator('body').innerText({ timeout: 2000 }).catch(() => '')
        console.error(`--- ${page.url()} (${picture}.png)\n${words.slice(0, 1500)}`)
      }
    }
  }

  async close() {
    for (const { context } of this.#visits) await context.close()
  }

  /** Fails on complaints that nobody expected, and on expected ones that did not come. */
  judge() {
    const fits = (text, pattern) => pattern.test(text)
    const left = this.trouble.filter((text) => !this.#expected.some((pattern) => fits(text, pattern)))
    const missing = this.#expected.filter((pattern) => !this.trouble.some((text) => fits(text, pattern)))
    assert.deepEqual(left, [], `the browser complained:\n${left.join('\n')}`)
    assert.deepEqual(missing, [], 'these complaints were expected and did not come')
  }
}

/** One play on a stage, without a test around it; `quiet` where it is meant to fail. */
export async function perform(name, { house, quiet = false, ...start }, play) {
  const own = house ? null : await openHouse(start)
  const stage = new Stage(house ?? own)
  try {
    await play(stage)
    stage.judge()
  } catch (error) {
    if (!quiet) {
      await stage.photograph(fileName(name))
      if (stage.trouble.length > 0) console.error(`the browser complained:\n${stage.trouble.join('\n')}`)
    }
    throw error
  } finally {
    await stage.close()
    await own?.close()
  }
}

/**
 * A test with people in it: `scene('…', async ({ house, phone }) => …)`, in a house of its own, or
 * `scene('…', { house }, …)` in an open one; `{ command: 'demo' }` for a year of examples.
 */
export function scene(name, ...rest) {
  const play = rest.pop()
  const { timeout = 120_000, ...options } = rest.pop() ?? {}
  const people = (stage) =>
    play({
      house: stage.house,
      phone: (how) => stage.phone(how),
      desktop: (how) => stage.desktop(how),
      expect: (...patterns) => stage.expect(...patterns),
    })
  test(name, { timeout }, () => perform(name, options, people))
}

// ---- what is looked at ----

const fileName = (text) => text.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '')

/** A picture of the whole page, kept in target/tests/screens. */
export function screenshot(page, name) {
  return page.screenshot({ path: path.join(screens, `${backend}-${fileName(name)}.png`), fullPage: true, animations: 'disabled' })
}

/** Fails on every violation of WCAG 2.2 A and AA that can be found by a program. */
export async function checkAccessible(page) {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze()
  const found = violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}: ${node.html}\n  ${node.failureSummary}`))
  assert.deepEqual(found, [], `${page.url()} is hard to use for somebody:\n${found.join('\n')}`)
}

/** Fails where a page has to be pushed sideways, or is shrunk because it does not say that it is made for phones. */
export async function checkFits(page) {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth)
  const { width } = page.viewportSize()
  assert.ok(wide <= width, `${page.url()} is ${wide} px wide on a screen of ${width} px`)
}
