import { expect, it } from 'vitest'
import type { Catalogue, Condition } from '../../../client/definition.types'
import { attributesFor, groupOf, moved, nested, operandOf, operatorsFor } from './shape'

const a: Condition = { attribute: 'a', op: 'is', value: 1 }
const b: Condition = { attribute: 'b', op: 'is', value: 2 }
const catalogue: Catalogue = {
  events: [{ name: 'order.paid', title: '', attributes: ['order.total_cents'] }],
  attributes: [
    { name: 'order.total_cents', type: 'cents', title: '', events: ['order.paid'] },
    { name: 'line.category', type: 'text', title: '', operators: ['contains'] },
    { name: 'member.orders', type: 'int', title: '' },
    { name: 'review.photos', type: 'int', title: '', events: ['review.posted'] },
  ],
  operators: [
    { op: 'at_least', title: '', types: ['int', 'cents'] },
    { op: 'contains', title: '', types: ['text'] },
  ],
}

it('moves a condition by one and stays at the ends', () => {
  expect(moved([a, b], 0, 1)).toEqual([b, a])
  expect(moved([a, b], 0, -1)).toEqual([a, b])
})

it('puts a condition into a group, a group never into another by itself', () => {
  expect(nested([a, b], 1)).toEqual([a, { all: [b] }])
  expect(nested([{ any: [a] }], 0)).toEqual([{ any: [a] }])
})

it('offers what the place allows', () => {
  expect(attributesFor(catalogue, true, 'order.paid').map((one) => one.name)).toEqual(['line.category'])
  expect(attributesFor(catalogue, false, 'order.paid').map((one) => one.name))
    .toEqual(['order.total_cents', 'member.orders'])
  expect(operatorsFor(catalogue.attributes[0], catalogue).map((one) => one.op)).toEqual(['at_least'])
  expect(operandOf('between', catalogue)).toBe('pair')
  expect(groupOf({ none: [a] })).toEqual({ kind: 'none', members: [a] })
  expect(groupOf(a)).toBeNull()
})
