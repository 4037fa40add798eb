import { expect, it } from 'vitest'
import { identityOf } from './identity'

it('reads what was typed as the identity it can be', () => {
  expect(identityOf('１３８００１３８０００')).toEqual(
    ['phone:13800138000', 'card:13800138000', 'order:13800138000'])
  expect(identityOf('li@example.com')).toEqual(['email:li@example.com'])
  expect(identityOf('88213')).toEqual(['card:88213', 'order:88213'])
  expect(identityOf('乳品')).toEqual([])
})
