import { encode } from 'uqr'
import barcode from 'jsbarcode/bin/barcodes/CODE128/CODE128C.js'

const PROOF = 100_000_000n
// An old module: bundlers give its default, Node gives it whole.
const Code128C = 'default' in barcode ? barcode.default : barcode

/** The code of a minute: the handle, then eight digits of HMAC-SHA-256(key, minute). */
export async function codeOf(handle: string, key: CryptoKey, minute: number): Promise<string> {
  const said = new DataView(new ArrayBuffer(8))
  said.setBigUint64(0, BigInt(minute))
  const mac = new DataView(await crypto.subtle.sign('HMAC', key, said.buffer))
  return handle + String(mac.getBigUint64(0) % PROOF).padStart(8, '0')
}

/** The day's key. Null where the browser has no cryptography: pages without https. */
export async function keyOf(base64: string): Promise<CryptoKey | null> {
  if (!globalThis.crypto?.subtle) return null
  const raw = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))
  return crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
}

/** The dark squares of a QR as one path, and how wide it is with its quiet zone. */
export function qrPath(text: string): { path: string; size: number } {
  const { data, size } = encode(text, { border: 4, ecc: 'M' })
  let path = ''
  data.forEach((row, y) => row.forEach((dark, x) => { if (dark) path += `M${x} ${y}h1v1h-1z` }))
  return { path, size }
}

/** The bars of Code 128 C as one path; digits go in by twos. */
export function barPath(digits: string): { path: string; width: number } {
  const bars = new Code128C(digits, {}).encode().data
  let path = ''
  for (const run of bars.matchAll(/1+/g))
    path += `M${run.index} 0h${run[0].length}v1h-${run[0].length}z`
  return { path, width: bars.length }
}

/** Digits in fours, as people read them out. */
export const spoken = (code: string) => code.replace(/(\d{4})(?=\d)/g, '$1 ')
