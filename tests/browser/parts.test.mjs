// The parts that need no page: receipts, seals and QR codes, against what others compute.
import assert from 'node:assert/strict'
import { createHash, webcrypto } from 'node:crypto'
import test from 'node:test'
import jsqr from 'jsqr'
import { qrOf } from '../../templates/assets/qr.js'
import { base64url, canSeal, draftKey, fromBase64url, groups, makeReceipt, verifierOf } from '../../templates/assets/receipt.js'
import { reportOf } from '../../templates/assets/report.js'
import { seal, sealBase } from '../../templates/assets/seal.js'

const { subtle } = webcrypto
const read = jsqr.default ?? jsqr
const hex = (text) => Uint8Array.from(Buffer.from(text, 'hex'))

test('a receipt is 80 bits in Crockford\'s alphabet, and no two are alike', () => {
  assert.ok(canSeal())
  const all = new Set(Array.from({ length: 2000 }, makeReceipt))
  assert.equal(all.size, 2000)
  const seen = new Set([...all].flatMap((receipt) => [...receipt]))
  assert.equal([...seen].sort().join(''), '0123456789ABCDEFGHJKMNPQRSTVWXYZ')
  for (const receipt of all) assert.match(receipt, /^[0-9A-HJKMNP-TV-Z]{16}$/)
  assert.deepEqual(groups('7Q4MXK2P9ZT0HV3C'), ['7Q4M', 'XK2P', '9ZT0', 'HV3C'])
  assert.match(draftKey(), /^[0-9A-Z]{16,64}$/)
})

test('the verifier is what the server expects', async () => {
  const expected = createHash('sha256').update('7Q4MXK2P9ZT0HV3C').digest('base64url')
  assert.equal(await verifierOf('7Q4MXK2P9ZT0HV3C'), expected)
  assert.deepEqual(fromBase64url(base64url(hex('00fbff10'))), hex('00fbff10'))
})

// RFC 9180, appendix A.3.1: base mode, DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-128-GCM, first message.
const vector = {
  info: '4f6465206f6e2061204772656369616e2055726e',
  secret: '4995788ef4b9d6132b249ce59a77281493eb39af373d236a1fe415cb0c2d7beb',
  point: '04a92719c6195d5085104f469a8b9814d5838ff72b60501e2c4466e5e67b325ac98536d7b61a1af4b78e5b7f951c0900be863c403ce65c9bfcb9382657222d18c4',
  recipient: '04fe8c19ce0905191ebc298a9245792531f26f0cece2460639e8bc39cb7f706a826a779b4cf969b8a0e539c7f62fb3d30ad6aa8f80e30f1d128aafd68a2ce72ea0',
  aad: '436f756e742d30',
  text: '4265617574792069732074727574682c20747275746820626561757479',
  locked: '5ad590bb8baa577f8619db35a36311226a896e7342a6d836d8b7bcd2f20b6c7f9076ac232e3ab2523f39513434',
}

test('a seal is as RFC 9180 computes it', async () => {
  const curve = { name: 'ECDH', namedCurve: 'P-256' }
  const point = hex(vector.point)
  const part = (from, to) => Buffer.from(point.slice(from, to)).toString('base64url')
  const jwk = { kty: 'EC', crv: 'P-256', x: part(1, 33), y: part(33, 65), d: Buffer.from(vector.secret, 'hex').toString('base64url') }
  const own = {
    privateKey: await subtle.importKey('jwk', jwk, curve, true, ['deriveBits']),
    publicKey: await subtle.importKey('raw', point, curve, true, []),
  }
  const sealed = await sealBase(hex(vector.recipient), hex(vector.info), hex(vector.aad), hex(vector.text), own)
  assert.equal(Buffer.from(sealed).toString('hex'), vector.point + vector.locked)
})

test('the length of a seal does not tell how much was written', async () => {
  const recipient = base64url(hex(vector.recipient))
  const lengths = new Set()
  for (const words of ['', 'a', 'a'.repeat(900)]) lengths.add((await seal(recipient, JSON.stringify({ words }))).length)
  assert.deepEqual([...lengths], [65 + 1024 + 16])
  assert.notDeepEqual(await seal(recipient, '{}'), await seal(recipient, '{}'))
})

test('a form becomes the same report as JSON', () => {
  const fields = new URLSearchParams('key=x&kind=near_miss&story=a%0Ab&when=date&date=2026-03-01&place=&factors=2&factors=5&still_dangerous=on&reporter=named&name=Ada&contact=&share=no')
  assert.deepEqual(reportOf(fields, '/tell/K7QF'), {
    kind: 'near_miss', story: 'a\nb', share: 'no', one_level_up: false, still_dangerous: true, factors: [2, 5], caught_by: [],
    when: { choice: 'date', date: '2026-03-01' }, reporter: { mode: 'named', name: 'Ada', contact: null }, place: 'K7QF',
  })
  assert.equal(reportOf(new URLSearchParams('kind=problem&story=a&place=0000'), '/tell').place, '0000')
})

test('a QR code reads as its receipt', () => {
  for (let round = 0; round < 300; round += 1) {
    const text = round === 0 ? '0000-0000-0000-0000' : groups(makeReceipt()).join('-')
    const rows = qrOf(text)
    assert.equal(rows.length, 21)
    const [scale, border] = [4, 4]
    const side = (rows.length + 2 * border) * scale
    const pixels = new Uint8ClampedArray(side * side * 4).fill(255)
    rows.forEach((row, y) => row.forEach((dark, x) => {
      if (!dark) return
      for (let dy = 0; dy < scale; dy += 1) for (let dx = 0; dx < scale; dx += 1) {
        pixels.fill(0, (((y + border) * scale + dy) * side + (x + border) * scale + dx) * 4, (((y + border) * scale + dy) * side + (x + border) * scale + dx) * 4 + 3)
      }
    }))
    assert.equal(read(pixels, side, side)?.data, text)
  }
  assert.throws(() => qrOf('a text that is much too long'), RangeError)
})
