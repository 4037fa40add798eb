import { useQuery } from '@tanstack/react-query'
import { api, take } from './http'

const fresh = { staleTime: 60_000, retry: 1 }

/** Each pack in 30 days, and how many are left. */
export const usePackFigures = () => useQuery({
  queryKey: ['figures', 'packs'], ...fresh,
  queryFn: () => take(api.GET('/v1/packs/figures')).then((page) => page.items),
})

/** Each offer in 30 days, and what its own budget has left. */
export const useOfferFigures = () => useQuery({
  queryKey: ['figures', 'offers'], ...fresh,
  queryFn: () => take(api.GET('/v1/offers/figures')).then((page) => page.items),
})

/** Each shared budget: who takes from it, and what is left. */
export const useBudgetFigures = () => useQuery({
  queryKey: ['figures', 'budgets'], ...fresh,
  queryFn: () => take(api.GET('/v1/budgets/figures')).then((page) => page.items),
})

/** Each benefit in 30 days, and how many uses are left. */
export const useBenefitFigures = () => useQuery({
  queryKey: ['figures', 'benefits'], ...fresh,
  queryFn: () => take(api.GET('/v1/benefits/figures')).then((page) => page.items),
})

/** Who has each paid plan today, and what it brought in 30 days. */
export const usePlanFigures = () => useQuery({
  queryKey: ['figures', 'plans'], ...fresh,
  queryFn: () => take(api.GET('/v1/plans/figures')).then((page) => page.items),
})

/** The renewal rate of paid plans, by the month in which periods ended. */
export const useRenewals = (first: string, last: string) => useQuery({
  queryKey: ['figures', 'renewals', first, last], ...fresh,
  queryFn: () => take(api.GET('/v1/figures/renewals', { params: { query: { first, last } } }))
    .then((page) => page.items),
})
