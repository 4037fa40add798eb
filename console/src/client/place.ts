/** Where each kind of definition has its pages. */
const rooms: Record<string, string> = {
  earning_rule: '/programme/rules', tier_set: '/programme/tiers', currency: '/programme/currencies',
  paid_plan: '/programme/plans', pack: '/reward/packs', budget: '/reward/budgets', benefit: '/reward/benefits',
  points_valuation: '/finance/valuations',
  coupon: '/reward/coupons', offer: '/reward/offers', gift: '/reward/gifts',
  partner: '/reward/partners', stored_value: '/programme/values',
  brand: '/programme/brands', transfer_terms: '/programme/transfers', family_terms: '/programme/families',
}

/** The page of a definition; null for a kind that has none. */
export function pageOf(kind: string, key: string): string | null {
  const room = rooms[kind]
  return room ? `${room}/${key}` : null
}
