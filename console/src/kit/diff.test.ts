import { expect, it } from 'vitest'
import { differences, lineDiff } from './diff'
import { csv } from './chart/save'

it('names each changed leaf by its pointer', () => {
  expect(differences({ a: { b: 1, c: [1, 2] } }, { a: { b: 2, c: [1] }, d: true })).toEqual([
    { path: '/a/b', before: 1, after: 2 },
    { path: '/a/c/1', before: 2, after: undefined },
    { path: '/d', before: undefined, after: true },
  ])
  expect(differences({ a: 1 }, { a: 1 })).toEqual([])
})

it('keeps lines that both have', () => {
  expect(lineDiff('a\nb\nc', 'a\nx\nc')).toEqual([
    { kind: 'same', text: 'a' }, { kind: 'removed', text: 'b' }, { kind: 'added', text: 'x' },
    { kind: 'same', text: 'c' },
  ])
})

it('writes CSV that no spreadsheet runs', () => {
  expect(csv({ columns: ['a', 'b'], rows: [['=1+1', 2], ['x,"y"', -3]] })).toBe(
    '\uFEFFa,b\r\n\'=1+1,2\r\n"x,""y""",-3')
})
