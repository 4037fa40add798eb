import type { ComponentType } from 'react'
import { Icon } from '../kit/icon'

export type MenuPage = {
  path: string
  /** Key under `frame.page`. */
  name: string
  icon: ComponentType
  /** Any one of these permissions shows the page; absent means everyone signed in. */
  needs?: string[]
}
export type MenuGroup = { name: string; pages: MenuPage[] }

/** Only what exists is here: a page that is not built or not allowed is absent, never greyed. */
export const menu: MenuGroup[] = [
  { name: 'today', pages: [{ path: '/today', name: 'today', icon: Icon.today }] },
  { name: 'member', pages: [{ path: '/member/members', name: 'members', icon: Icon.member }] },
  {
    name: 'programme',
    pages: [
      { path: '/programme/releases', name: 'releases', icon: Icon.release },
      { path: '/programme/currencies', name: 'currencies', icon: Icon.currency },
      { path: '/programme/tiers', name: 'tiers', icon: Icon.tier },
      { path: '/programme/rules', name: 'rules', icon: Icon.rule },
      { path: '/programme/values', name: 'values', icon: Icon.value },
      { path: '/programme/transfers', name: 'transfers', icon: Icon.transfer },
      { path: '/programme/families', name: 'families', icon: Icon.family },
      { path: '/programme/brands', name: 'brands', icon: Icon.brand },
      { path: '/programme/plans', name: 'plans', icon: Icon.plan },
      { path: '/programme/backtest', name: 'backtest', icon: Icon.backtest, needs: ['exports:write'] },
    ],
  },
  {
    name: 'reward',
    pages: [
      { path: '/reward/coupons', name: 'coupons', icon: Icon.coupon },
      { path: '/reward/packs', name: 'packs', icon: Icon.pack },
      { path: '/reward/offers', name: 'offers', icon: Icon.offer },
      { path: '/reward/budgets', name: 'budgets', icon: Icon.budget },
      { path: '/reward/gifts', name: 'gifts', icon: Icon.gift },
      { path: '/reward/surprises', name: 'surprises', icon: Icon.surprise },
      { path: '/reward/benefits', name: 'benefits', icon: Icon.benefit },
      { path: '/reward/partners', name: 'partners', icon: Icon.partner },
      { path: '/reward/quote', name: 'quote', icon: Icon.quote, needs: ['quotes:read'] },
      { path: '/reward/off', name: 'off', icon: Icon.off, needs: ['figures:read'] },
      { path: '/reward/fulfilment', name: 'fulfilment', icon: Icon.fulfilment, needs: ['gifts:fulfil'] },
    ],
  },
  {
    name: 'finance',
    pages: [
      { path: '/finance/rollforward', name: 'rollforward', icon: Icon.swap, needs: ['ledger'] },
      { path: '/finance/liability', name: 'liability', icon: Icon.liability, needs: ['ledger'] },
      { path: '/finance/ageing', name: 'ageing', icon: Icon.ageing, needs: ['ledger'] },
      { path: '/finance/valuations', name: 'valuations', icon: Icon.valuation, needs: ['ledger'] },
      { path: '/finance/settlement', name: 'settlement', icon: Icon.settlement, needs: ['ledger'] },
      { path: '/finance/periods', name: 'periods', icon: Icon.period, needs: ['ledger'] },
    ],
  },
  {
    name: 'platform',
    pages: [
      { path: '/platform/events', name: 'events', icon: Icon.event },
      { path: '/platform/failed', name: 'failed', icon: Icon.failed },
      { path: '/platform/integrations', name: 'integrations', icon: Icon.integration, needs: ['keys'] },
      { path: '/platform/people', name: 'people', icon: Icon.person, needs: ['people'] },
    ],
  },
]

/** Whether one of the wanted rooms of permission (`keys`, `keys:read`, `*`) is held. */
export function allowed(needs: string[] | undefined, permissions: string[] | undefined): boolean {
  if (!needs || !permissions) return true
  return permissions.some((held) => held === '*' || needs.some((want) =>
    held === want || held.startsWith(`${want}:`) || held.startsWith(`${want}.`)))
}

export function visibleMenu(permissions: string[] | undefined): MenuGroup[] {
  return menu
    .map((group) => ({ ...group, pages: group.pages.filter((p) => allowed(p.needs, permissions)) }))
    .filter((group) => group.pages.length > 0)
}
