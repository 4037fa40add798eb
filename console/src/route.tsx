import { createBrowserRouter, Navigate } from 'react-router'
import { enterRooms } from './i18n'
import { NotFound, RouteFault } from './shell/fault'
import { Gate } from './shell/gate'

type Load = () => Promise<{ default: React.ComponentType }>

/** A page is fetched when it is first opened, with what rooms say. */
const page = (path: string, load: Load, words: () => Promise<void> = enterRooms) => ({
  path,
  lazy: async () => {
    const [{ default: Component }] = await Promise.all([load(), words()])
    return { Component }
  },
  errorElement: <RouteFault />,
})

export const router = createBrowserRouter([
  {
    element: <Gate />,
    errorElement: <RouteFault />,
    hydrateFallbackElement: <div />,
    children: [
      { index: true, element: <Navigate to="/today" replace /> },
      page('today', () => import('./room/today'), async () => {}),
      page('member/members', () => import('./room/member/list')),
      page('member/members/:id', () => import('./room/member/detail')),
      page('programme/releases', () => import('./room/programme/release')),
      page('programme/currencies', () => import('./room/programme/currency')),
      page('programme/currencies/:id', () => import('./room/programme/currency/page')),
      page('programme/tiers', () => import('./room/programme/tier')),
      page('programme/tiers/:id', () => import('./room/programme/tier/page')),
      page('programme/rules', () => import('./room/programme/rule')),
      page('programme/rules/:id', () => import('./room/programme/rule/page')),
      page('programme/values', () => import('./room/programme/value')),
      page('programme/values/:id', () => import('./room/programme/value/page')),
      page('programme/transfers', () => import('./room/programme/transfer')),
      page('programme/transfers/:id', () => import('./room/programme/transfer/page')),
      page('programme/families', () => import('./room/programme/family')),
      page('programme/families/:id', () => import('./room/programme/family/page')),
      page('programme/brands', () => import('./room/programme/brand')),
      page('programme/brands/:id', () => import('./room/programme/brand/page')),
      page('programme/plans', () => import('./room/programme/plan')),
      page('programme/plans/:id', () => import('./room/programme/plan/page')),
      page('programme/backtest', () => import('./room/programme/backtest')),
      page('reward/coupons', () => import('./room/reward/coupon')),
      page('reward/coupons/:id', () => import('./room/reward/coupon/page')),
      page('reward/budgets', () => import('./room/reward/budget')),
      page('reward/budgets/:id', () => import('./room/reward/budget/page')),
      page('reward/packs', () => import('./room/reward/pack')),
      page('reward/packs/:id', () => import('./room/reward/pack/page')),
      page('reward/offers', () => import('./room/reward/offer')),
      page('reward/offers/:id', () => import('./room/reward/offer/page')),
      page('reward/gifts', () => import('./room/reward/gift')),
      page('reward/gifts/:id', () => import('./room/reward/gift/page')),
      page('reward/benefits', () => import('./room/reward/benefit')),
      page('reward/benefits/:id', () => import('./room/reward/benefit/page')),
      page('reward/surprises', () => import('./room/reward/surprise')),
      page('reward/fulfilment', () => import('./room/reward/fulfilment')),
      page('reward/partners', () => import('./room/reward/partner')),
      page('reward/partners/:id', () => import('./room/reward/partner/page')),
      page('reward/off', () => import('./room/reward/off')),
      page('reward/quote', () => import('./room/reward/quote')),
      page('finance/rollforward', () => import('./room/finance/roll')),
      page('finance/liability', () => import('./room/finance/liability')),
      page('finance/ageing', () => import('./room/finance/ageing')),
      page('finance/valuations', () => import('./room/finance/valuation')),
      page('finance/valuations/:id', () => import('./room/finance/valuation/page')),
      page('finance/settlement', () => import('./room/finance/settlement')),
      page('finance/periods', () => import('./room/finance/period')),
      page('platform/events', () => import('./room/platform/event')),
      page('platform/failed', () => import('./room/platform/failed')),
      page('platform/integrations', () => import('./room/platform/integration')),
      page('platform/people', () => import('./room/platform/people')),
      { path: '*', element: <NotFound /> },
    ],
  },
], { basename: '/console' })
