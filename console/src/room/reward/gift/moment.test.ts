import { expect, it } from 'vitest'
import * as format from '../../../kit/format'
import { shownMoment, typedMoment } from './moment'

const manner = { language: 'zh-CN', zone: 'Asia/Shanghai', currency: 'CNY', digits: 2 }
const shown = {
  dayKey: (at: string | Date) => format.dayKey(new Date(at), manner),
  clock: (at: string | Date) => format.clock(new Date(at), manner),
}

it('shows and reads a moment in the programme\'s zone', () => {
  expect(shownMoment('2026-11-11T02:00:00Z', shown)).toBe('2026-11-11T10:00')
  expect(typedMoment('2026-11-11T10:00', manner.zone)).toBe('2026-11-11T02:00:00.000Z')
  expect(shownMoment(undefined, shown)).toBe('')
  expect(shownMoment('soon', shown)).toBe('')
  expect(typedMoment('', manner.zone)).toBeUndefined()
})
