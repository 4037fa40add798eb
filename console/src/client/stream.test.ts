import { expect, it } from 'vitest'
import { events } from './stream'

it('reads whole events and keeps the unfinished one', () => {
  const text = 'retry: 3000\n\nevent: decision\ndata: {"seq":1}\n\n: still here\n\ndata: {"se'
  expect(events(text)).toEqual({ data: ['{"seq":1}'], rest: 'data: {"se' })
  expect(events('data: a\r\ndata: b\r\n\r\n')).toEqual({ data: ['a\nb'], rest: '' })
})
