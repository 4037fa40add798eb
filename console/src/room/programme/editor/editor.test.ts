import { expect, it } from 'vitest'
import { linesOf, yamlFault } from './lines'
import { getAt, lights, putAt, told, within } from './pointer'

it('reads and changes a document by pointer without touching the old one', () => {
  const document = { give: { points: 1 }, caps: [{ every: 'day' }] }
  expect(getAt(document, '/caps/0/every')).toBe('day')
  expect(putAt(document, '/give/points', 2)).toEqual({ give: { points: 2 }, caps: [{ every: 'day' }] })
  expect(putAt(document, '/caps/0', undefined)).toEqual({ give: { points: 1 }, caps: [] })
  expect(putAt(document, '/valid/from', '2026-01-01')).toMatchObject({ valid: { from: '2026-01-01' } })
  expect(document.give.points).toBe(1)
  expect(within('/if/all/1/value', '/if/all/1')).toBe(true)
  expect(within('/if/all/10', '/if/all/1')).toBe(false)
})

it('finds the lines of a place in YAML', () => {
  const text = 'kind: earning_rule\nif:\n  all:\n    - attribute: a\n      op: is\n    - attribute: b\ncaps: []\n'
  expect(linesOf(text, '/if/all/0')).toEqual({ from: 4, to: 5 })
  expect(linesOf(text, '/if/all/1/attribute')).toEqual({ from: 6, to: 6 })
  expect(linesOf(text, '/nothing')).toBeNull()
})

it('names the line of broken YAML', () => {
  expect(yamlFault('a: 1\nb: [1, 2\nc: 3\n')?.line).toBeGreaterThan(1)
  expect(yamlFault('a: 1\n')).toBeNull()
})

it('lights the rows of a part, and the part of a row', () => {
  expect(lights('/give/points', '/give')).toBe(true)
  expect(lights('/give', '/give/points')).toBe(false)
  expect(lights('/caps/10', '/caps/1')).toBe(false)
  const places = ['/when', '/if', '/if/all/0', '/give', '/give/times', '/valid']
  expect(told(places, '/give/points')).toEqual(['/give'])
  expect(told(places, '/if/all/0/value')).toEqual(['/if/all/0'])
  expect(told(places, '/give/times')).toEqual(['/give/times'])
  expect(told(['/caps/0', '/caps/1'], '/caps')).toEqual(['/caps/0', '/caps/1'])
  expect(told(places, null)).toEqual([])
})
