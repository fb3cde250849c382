// Seals a text so that only the house can open it: RFC 9180, base mode, DHKEM(P-256, HKDF-SHA256),
// HKDF-SHA256, AES-128-GCM, written out with what every browser has.

import { fromBase64url } from './receipt.js'

const subtle = globalThis.crypto?.subtle
const P256 = { name: 'ECDH', namedCurve: 'P-256' }
const EMPTY = new Uint8Array()
const bytes = (text) => new TextEncoder().encode(text)
const join = (...parts) => Uint8Array.from(parts.flatMap((part) => [...part]))

// The identifiers of section 7: KEM 0x0010, KDF 0x0001, AEAD 0x0001.
const KEM = join(bytes('KEM'), [0x00, 0x10])
const SUITE = join(bytes('HPKE'), [0x00, 0x10, 0x00, 0x01, 0x00, 0x01])

async function hmac(key, data) {
  // An empty salt stands for 32 zeros, which HMAC makes of it anyway; browsers refuse empty keys.
  const raw = key.length ? key : new Uint8Array(32)
  const imported = await subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  return new Uint8Array(await subtle.sign('HMAC', imported, data))
}

const extract = (suite, salt, label, input) => hmac(salt, join(bytes('HPKE-v1'), suite, bytes(label), input))

// One round of HKDF-Expand is 32 bytes, and nothing here is longer.
const expand = async (suite, secret, label, info, length) =>
  (await hmac(secret, join([0, length], bytes('HPKE-v1'), suite, bytes(label), info, [1]))).slice(0, length)

/**
 * The sender's point and what is locked, of section 6.1. `recipient`: 65 bytes, an uncompressed point.
 * `own`: a pair of keys, for test vectors alone.
 */
export async function sealBase(recipient, info, aad, text, own) {
  const pair = own ?? (await subtle.generateKey(P256, true, ['deriveBits']))
  const theirs = await subtle.importKey('raw', recipient, P256, false, [])
  const point = new Uint8Array(await subtle.exportKey('raw', pair.publicKey))
  const shared = new Uint8Array(await subtle.deriveBits({ name: 'ECDH', public: theirs }, pair.privateKey, 256))
  const secretOfKem = await expand(KEM, await extract(KEM, EMPTY, 'eae_prk', shared), 'shared_secret', join(point, recipient), 32)

  const context = join([0], await extract(SUITE, EMPTY, 'psk_id_hash', EMPTY), await extract(SUITE, EMPTY, 'info_hash', info))
  const secret = await extract(SUITE, secretOfKem, 'secret', EMPTY)
  const key = await subtle.importKey('raw', await expand(SUITE, secret, 'key', context, 16), 'AES-GCM', false, ['encrypt'])
  const nonce = await expand(SUITE, secret, 'base_nonce', context, 12)
  const locked = await subtle.encrypt({ name: 'AES-GCM', iv: nonce, additionalData: aad }, key, text)
  return join(point, new Uint8Array(locked))
}

/** Seals JSON for the house. Spaces fill it up to whole kibibytes: its length must not tell how much was written. */
export function seal(publicKey, json) {
  const text = bytes(json)
  const padded = new Uint8Array(Math.ceil(text.length / 1024) * 1024).fill(0x20)
  padded.set(text)
  return sealBase(fromBase64url(publicKey), bytes('candor sealed report 1'), EMPTY, padded)
}
