import { expect, it } from 'vitest'
import { codesIn } from './code-list'

it('reads one code a line, or the first column of a table', () => {
  expect(codesIn('A-1\r\n\n A-2 \nA-3')).toEqual(['A-1', 'A-2', 'A-3'])
  expect(codesIn('\uFEFFcode,batch\n"A-1",x\nA-2;y\nA-3\tz')).toEqual(['A-1', 'A-2', 'A-3'])
  expect(codesIn('Codes\nKEEP-1')).toEqual(['KEEP-1'])
  expect(codesIn('')).toEqual([])
})
