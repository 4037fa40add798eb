/** How a discount is reckoned; the words of the document. */
export const hows = [
  'amount_off', 'percent_off', 'steps', 'nth_item', 'bundle', 'free_shipping', 'exchange', 'present',
] as const
export type How = (typeof hows)[number]

export type Step = { from_cents: number; off_cents: number }
export type Discount = { how: How; [field: string]: unknown }

/** What each kind begins with; what both kinds know is kept. */
export function freshDiscount(how: How, before: Discount | undefined): Discount {
  const most = before?.max_cents === undefined ? {} : { max_cents: before.max_cents }
  const sku = typeof before?.sku === 'string' ? before.sku : ''
  switch (how) {
    case 'amount_off': return { how, off_cents: 500, ...most }
    case 'percent_off': return { how, percent: 15, ...most }
    case 'steps': return {
      how, steps: [{ from_cents: 10_000, off_cents: 800 }, { from_cents: 20_000, off_cents: 2000 }],
    }
    case 'nth_item': return { how, nth: 2, percent: 50 }
    case 'bundle': return { how, count: 3, price_cents: 5000 }
    case 'free_shipping': return { how, ...most }
    case 'exchange': return { how, sku, price_cents: 990 }
    case 'present': return { how, sku, quantity: 1 }
  }
}

/** The next step above the last: both amounts grow by what they grew last. */
export function nextStep(steps: Step[]): Step {
  const [before, last] = [steps.at(-2), steps.at(-1)]
  if (!last) return { from_cents: 10_000, off_cents: 800 }
  return {
    from_cents: last.from_cents + (before ? last.from_cents - before.from_cents : last.from_cents),
    off_cents: last.off_cents + (before ? Math.max(0, last.off_cents - before.off_cents) : last.off_cents),
  }
}

/** 15 per cent off are 8.5 折: what is paid, in tenths. */
export const tenths = (percent: number) => String((100 - percent) / 10)
