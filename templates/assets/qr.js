// A QR code of a receipt, and of nothing else: version 1, error correction M, alphanumeric, up to 20 characters
// (ISO/IEC 18004).

const SIGNS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'
const SIDE = 21
const DATA = 16
const CHECK = 10

// Powers of 2 in the field of 256 elements that the code uses.
const power = [1]
for (let n = 1; n < 255; n += 1) power[n] = (power[n - 1] << 1) ^ (power[n - 1] & 0x80 ? 0x11d : 0)
const times = (a, b) => (a && b ? power[(power.indexOf(a) + power.indexOf(b)) % 255] : 0)

function codewords(text) {
  let bits = '0010' + text.length.toString(2).padStart(9, '0')
  for (let at = 0; at < text.length; at += 2) {
    const [one, two] = [SIGNS.indexOf(text[at]), SIGNS.indexOf(text[at + 1])]
    bits += at + 1 < text.length ? (one * 45 + two).toString(2).padStart(11, '0') : one.toString(2).padStart(6, '0')
  }
  bits = bits.padEnd(Math.min(bits.length + 4, DATA * 8), '0')
  bits = bits.padEnd(Math.ceil(bits.length / 8) * 8, '0')
  const words = bits.match(/.{8}/g).map((byte) => parseInt(byte, 2))
  for (let fill = 0; words.length < DATA; fill += 1) words.push(fill % 2 ? 0x11 : 0xec)
  return words
}

function checked(words) {
  let generator = [1]
  for (let n = 0; n < CHECK; n += 1) generator = [...generator, 0].map((value, at) => value ^ (at ? times(generator[at - 1], power[n]) : 0))
  const rest = [...words, ...Array(CHECK).fill(0)]
  for (let at = 0; at < words.length; at += 1) {
    const factor = rest[at]
    generator.forEach((value, n) => (rest[at + n] ^= times(value, factor)))
  }
  return [...words, ...rest.slice(words.length)]
}

/** The fixed parts: `null` where data goes. */
function frame() {
  const rows = Array.from({ length: SIDE }, () => Array(SIDE).fill(null))
  for (const [top, left] of [[0, 0], [0, SIDE - 7], [SIDE - 7, 0]]) {
    for (let y = -1; y < 8; y += 1) {
      for (let x = -1; x < 8; x += 1) {
        if (rows[top + y]?.[left + x] === undefined) continue
        const ring = Math.max(Math.abs(y - 3), Math.abs(x - 3))
        rows[top + y][left + x] = ring !== 2 && ring < 4
      }
    }
  }
  for (let n = 8; n < SIDE - 8; n += 1) rows[6][n] = rows[n][6] = n % 2 === 0
  return rows
}

/** The 15 bits that name the level (M is 00) and the mask, in both places. */
function name(rows, mask) {
  let rest = mask << 10
  for (let bit = 14; bit >= 10; bit -= 1) if ((rest >> bit) & 1) rest ^= 0x537 << (bit - 10)
  const bits = ((mask << 10) | rest) ^ 0x5412
  for (let n = 0; n < 15; n += 1) {
    const dark = Boolean((bits >> n) & 1)
    rows[n < 6 ? n : n < 8 ? n + 1 : SIDE - 15 + n][8] = dark
    rows[8][n < 8 ? SIDE - 1 - n : n < 9 ? 7 : 14 - n] = dark
  }
  rows[SIDE - 8][8] = true
}

const MASKS = [
  (y, x) => (y + x) % 2,
  (y) => y % 2,
  (y, x) => x % 3,
  (y, x) => (y + x) % 3,
  (y, x) => ((y >> 1) + Math.floor(x / 3)) % 2,
  (y, x) => ((y * x) % 2) + ((y * x) % 3),
  (y, x) => (((y * x) % 2) + ((y * x) % 3)) % 2,
  (y, x) => (((y + x) % 2) + ((y * x) % 3)) % 2,
]

function fill(words, mask) {
  const rows = frame()
  name(rows, mask)
  const bits = words.flatMap((word) => Array.from({ length: 8 }, (_, n) => (word >> (7 - n)) & 1))
  let up = true
  for (let right = SIDE - 1; right > 0; right -= 2) {
    if (right === 6) right -= 1 // the column of the clock
    for (let step = 0; step < SIDE; step += 1) {
      const y = up ? SIDE - 1 - step : step
      for (const x of [right, right - 1]) {
        if (rows[y][x] === null) rows[y][x] = Boolean(bits.shift()) !== (MASKS[mask](y, x) === 0)
      }
    }
    up = !up
  }
  return rows
}

/** How hard it is to read; the least of eight is taken. */
function trouble(rows) {
  let points = 0
  const lines = [...rows, ...rows.map((_, x) => rows.map((row) => row[x]))].map((line) => line.map(Number).join(''))
  for (const line of lines) {
    for (const run of line.match(/0{5,}|1{5,}/g) ?? []) points += run.length - 2
    points += 40 * [...line.matchAll(/(?=00001011101|10111010000)/g)].length
  }
  for (let y = 1; y < SIDE; y += 1) {
    for (let x = 1; x < SIDE; x += 1) {
      if (rows[y][x] === rows[y - 1][x] && rows[y][x] === rows[y][x - 1] && rows[y][x] === rows[y - 1][x - 1]) points += 3
    }
  }
  const dark = rows.flat().filter(Boolean).length / SIDE ** 2
  return points + 10 * Math.floor(Math.abs(dark - 0.5) * 20)
}

/** The dark modules of the code, row by row, without the light border of four. */
export function qrOf(text) {
  if (text.length > 20 || [...text].some((sign) => !SIGNS.includes(sign))) throw new RangeError('this is no receipt')
  const words = checked(codewords(text))
  const all = MASKS.map((_, mask) => fill(words, mask))
  return all.reduce((best, rows) => (trouble(rows) < trouble(best) ? rows : best))
}
