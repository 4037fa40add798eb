import { createContext, useContext, useMemo, type ReactNode } from 'react'
import { api, setCsrf, take } from '../client/http'
import type { Schemas } from '../client/types'
import * as format from '../kit/format'
import { Old, Skeleton, Trouble } from './kit/state'
import { useLoad } from './load'
import { useWords } from './words'

export type Me = Schemas['Me']
type Value = { me: Me; again: () => void }
const Context = createContext<Value | null>(null)

/** Who is signed in, for every page below. */
export function MeProvider({ children }: { children: ReactNode }) {
  const { data, at, error, again } = useLoad('me', async () => {
    const me = await take(api.GET('/v1/me'))
    setCsrf(me.csrf)
    return me
  })
  const value = useMemo(() => (data ? { me: data, again } : null), [data, again])
  if (!value) return error ? <Trouble error={error} again={again} /> : <Skeleton />
  return (
    <Context.Provider value={value}>
      {error && <Old at={at} again={again} />}
      {children}
    </Context.Provider>
  )
}

export function useMe(): Me {
  const value = useContext(Context)
  if (!value) throw new Error('useMe outside MeProvider')
  return value.me
}

/** Asks again what the member holds: something was spent. */
export function useMeAgain(): () => void {
  const value = useContext(Context)
  if (!value) throw new Error('useMeAgain outside MeProvider')
  return value.again
}

/** The formatters, bound to the screen's language and the programme's zone and money. */
export function useFormat() {
  const { language } = useWords()
  const me = useMe()
  return useMemo(() => {
    const manner: format.Manner = {
      language, zone: me.zone, currency: me.money, digits: me.money_digits,
    }
    const now = new Date()
    return {
      count: (n: number) => format.count(n, manner),
      delta: (n: number) => format.delta(n, manner),
      money: (minor: number) => format.money(minor, manner),
      time: (at: string) => format.time(new Date(at), manner, now),
      /** A moment of this phone, not of the programme: by the phone's own clock. */
      here: (at: string) => format.time(new Date(at), {
        ...manner, zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      }, now),
      clock: (at: string | Date) => format.clock(new Date(at), manner),
      date: (at: string) => format.date(new Date(at), manner, now),
      /** A plain day such as 2026-11-30, which belongs to no zone. */
      day: (day: string) => format.prose(format.plainDay(day), { ...manner, zone: 'UTC' }, now),
      /** So many of a currency, with its measure word: 1,204 分 / 1,204 points. */
      amount: (n: number, unit: string) => `${format.count(n, manner)} ${unit}`.trim(),
    }
  }, [language, me])
}

/** What can be spent first, then the rest. */
export const sorted = (me: Me) => [...me.balances].sort((a, b) =>
  Number(b.currency === me.currency) - Number(a.currency === me.currency))

/** What the page is mostly about: the currency that is spent, else the first one. */
export function mainBalance(me: Me) {
  return me.balances.find((one) => one.currency === me.currency) ?? me.balances[0]
}
