import { expect, it } from 'vitest'
import { entriesIn } from './identity-list'

const names = (text: string, kind: Parameters<typeof entriesIn>[1] = 'auto') =>
  entriesIn(text, kind).map((one) => one.name)

it('reads one entry a line and tells what each is by its shape', () => {
  expect(names('13800000001\r\n\n +86 138-0000-0002 \nVIP10086\nli@example.com\n01JD8Z0000000000000000000A\n1.38E+10'))
    .toEqual([
      'phone:13800000001', 'phone:+86 138-0000-0002', 'card:VIP10086', 'email:li@example.com',
      'member:01JD8Z0000000000000000000A', 'phone:1.38E+10',
    ])
  expect(names('openid:oX3k\nshoe:12')).toEqual(['openid:oX3k', 'shoe:12'])
  expect(names('')).toEqual([])
})

it('reads as what somebody says they are', () => {
  expect(names('13800000001\n13800000002', 'card')).toEqual(['card:13800000001', 'card:13800000002'])
})

it('reads a table by its headings, else its first column', () => {
  expect(names('\uFEFF姓名,手机号\n"李雷","13800000001"\n"韩,梅梅",\'13800000002\n无号,'))
    .toEqual(['phone:13800000001', 'phone:13800000002'])
  expect(names('card;email\nA1;a@b.cn', 'email')).toEqual(['email:a@b.cn'])
  expect(names('A1\tx\nA2\ty')).toEqual(['card:A1', 'card:A2'])
  expect(names('名单\nA1')).toEqual(['card:A1'])
})

it('takes a single line with several entries as a list', () => {
  expect(names('A1, A2，A3、A1')).toEqual(['card:A1', 'card:A2', 'card:A3', 'card:A1'])
})

it('keeps the line of each entry', () => {
  expect(entriesIn('card\n\nA1\n\nA2', 'auto').map((one) => [one.line, one.typed])).toEqual([[3, 'A1'], [5, 'A2']])
})
