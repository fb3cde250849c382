// Receipts and draft keys, made on this device. A receipt is shown, and never stored here.

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** So many random characters of Crockford's base 32: 5 bits each, as 256 is a multiple of 32. */
export const characters = (count) =>
  Array.from(crypto.getRandomValues(new Uint8Array(count)), (byte) => ALPHABET[byte % 32]).join('')

/** Whether this device can make a receipt, and seal: browsers allow it on HTTPS and localhost alone. */
export const canSeal = () => Boolean(globalThis.crypto?.subtle)

/** A receipt of 80 random bits: 16 characters. */
export const makeReceipt = () => characters(16)

/** A draft's key. */
export const draftKey = () => characters(26)

/** `7Q4MXK2P9ZT0HV3C` as `['7Q4M', 'XK2P', '9ZT0', 'HV3C']`. */
export const groups = (receipt) => receipt.match(/.{4}/g) ?? []

export const base64url = (bytes) =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')

export const fromBase64url = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (character) => character.charCodeAt(0))

/** What the server may know of a receipt: base64url of the SHA-256 of its 16 characters. */
export const verifierOf = async (receipt) =>
  base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(receipt))))
