// @vitest-environment node
import { expect, it } from 'vitest'
import { barPath, codeOf, keyOf, qrPath, spoken } from './make'

it('makes the code that the server makes', async () => {
  // tests/visit/test_code.py holds the same line.
  const key = await keyOf(btoa(String.fromCharCode(...Array.from({ length: 32 }, (_, n) => n))))
  expect(await codeOf('381204671955', key!, 29_500_000)).toBe('38120467195534097640')
})

it('draws digits by twos: start, ten pairs, check, stop', () => {
  const { path, width } = barPath('38120467195504418273')
  expect(width).toBe(11 * 12 + 13)
  expect(path.startsWith('M0 0h2v1h-2z')).toBe(true)
})

it('draws a QR of version 1 with its quiet zone', () => {
  expect(qrPath('38120467195504418273').size).toBe(21 + 8)
})

it('says digits in fours', () => {
  expect(spoken('38120467195504418273')).toBe('3812 0467 1955 0441 8273')
})
