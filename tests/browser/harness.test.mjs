// The other browser tests are worth what their harness notices: here are pages with one thing wrong each.
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import test, { after, before } from 'node:test'
import { checkAccessible, checkFits, perform } from './harness.mjs'

const page = (body) => `<!doctype html><html lang="en"><title>A page</title><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><main><h1>A page</h1>${body}</main></html>`
const strict = { 'content-security-policy': "default-src 'none'; img-src data:" }
const pages = {
  '/fine': [page('<p>All is well.')],
  '/throws': [page('<script>setTimeout(() => { throw new Error("oh") })</script>')],
  '/rejects': [page('<script>Promise.reject(new Error("oh"))</script>')],
  '/logs': [page('<script>console.error("oh")</script>')],
  '/policy': [page('<p style="color: red">Not so.'), strict],
  '/reported': [page('<p style="color: red">Not so.'), { 'content-security-policy-report-only': strict['content-security-policy'] }],
  '/elsewhere': [page('<img alt="" src="http://example.org/pixel.png">')],
  '/missing-part': [page('<img alt="" src="/nowhere.png">')],
  '/unlabelled': [page('<input><p style="color: #bbb; background: #fff">Hard to read.')],
  '/shrunk': [page('<p>Tiny.').replace(/<meta[^>]*>/, '')],
  '/wide': [page('<p style="width: 900px">Very wide.')],
}

let server
let house
before(async () => {
  server = createServer((request, response) => {
    const [body, headers] = pages[request.url] ?? []
    response.writeHead(body ? 200 : 404, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(body)
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  house = { address: `http://127.0.0.1:${server.address().port}` }
})
after(() => server.close())

const open = (address, how) => async (stage) => {
  const visitor = await stage[how?.device ?? 'desktop'](how)
  await visitor.goto(address, { waitUntil: 'networkidle' })
  await how?.look?.(visitor)
}
const notices = (address, complaint, how) => assert.rejects(perform('expected', { house, quiet: true }, open(address, how)), complaint)

test('a page with nothing wrong passes', () => perform('fine', { house }, open('/fine', { device: 'phone', look: checkAccessible })))
test('an exception is noticed', () => notices('/throws', /page error: .*oh/))
test('a rejected promise is noticed', () => notices('/rejects', /page error: .*oh/))
test('an error on the console is noticed', () => notices('/logs', /console: oh/))
test('a violated policy is noticed', () => notices('/policy', /Content Security Policy/i))
test('a violated policy is noticed without scripts', () => notices('/policy', /Content Security Policy/i, { scripts: false }))
test('a policy that only reports is noticed', () => notices('/reported', /Content Security Policy/i))
test('a request to another host is noticed', () => notices('/elsewhere', /another host: http:\/\/example\.org/))
test('a request to another host is noticed without scripts', () => notices('/elsewhere', /another host: http:\/\/example\.org/, { scripts: false }))
test('a part that is not there is noticed', () => notices('/missing-part', /404/))
test('what is hard to use is noticed', () => notices('/unlabelled', /label[^]*color-contrast|color-contrast[^]*label/, { look: checkAccessible }))
test('a page too wide for a phone is noticed', () => notices('/wide', /wide on a screen of 360 px/, { device: 'phone', look: checkFits }))
test('a page that a phone would shrink is noticed', () => notices('/shrunk', /980 px wide on a screen of 360 px/, { device: 'phone', look: checkFits }))
test('an expected complaint that does not come is noticed', () =>
  assert.rejects(perform('expected', { house, quiet: true }, async (stage) => stage.expect(/404/)), /expected and did not come/))
test('an expected complaint is no failure', () =>
  perform('expected', { house }, async (stage) => {
    stage.expect(/404/)
    await open('/missing-part')(stage)
  }))
