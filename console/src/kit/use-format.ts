import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useProgramme } from '../client/programme'
import { say } from '../i18n'
import * as format from './format'

/** The formatters bound to the screen's language and the programme's zone and money. */
export function useFormat() {
  const { i18n } = useTranslation()
  const { zone, currency, digits } = useProgramme()
  const language = i18n.language
  return useMemo(() => {
    const manner: format.Manner = { language, zone, currency, digits }
    const date = (value: string | Date) => (value instanceof Date ? value : new Date(value))
    return {
      manner,
      say: (text: Parameters<typeof say>[0]) => say(text, language),
      count: (n: number) => format.count(n, manner),
      compact: (n: number) => format.compact(n, manner),
      money: (minor: number) => format.money(minor, manner),
      decimal: (minor: number) => format.decimal(minor, manner),
      moneyCompact: (minor: number) => format.moneyCompact(minor, manner),
      delta: (n: number) => format.delta(n, manner),
      percent: (share: number) => format.percent(share, manner),
      time: (at: string | Date, whole = false) => format.time(date(at), manner, new Date(), whole),
      clock: (at: string | Date) => format.clock(date(at), manner),
      date: (at: string | Date, whole = false) => format.date(date(at), manner, new Date(), whole),
      /** A plain day such as 2026-11-30, which belongs to no zone. */
      day: (day: string) =>
        format.date(format.plainDay(day), { ...manner, zone: 'UTC' }, new Date()),
      /** Two plain days of which the second would be misread without its year where they differ in it. */
      span: (first: string, last: string) => {
        const whole = first.slice(0, 4) !== last.slice(0, 4)
        const day = (its: string) =>
          format.date(format.plainDay(its), { ...manner, zone: 'UTC' }, new Date(), whole)
        return { first: day(first), last: day(last) }
      },
      prose: (at: string | Date) => format.prose(date(at), manner, new Date()),
      proseDay: (day: string) =>
        format.prose(format.plainDay(day), { ...manner, zone: 'UTC' }, new Date()),
      weekday: (at: string | Date) => format.weekday(date(at), manner),
      weekdayOf: (day: string) => format.weekday(format.plainDay(day), { ...manner, zone: 'UTC' }),
      dayKey: (at: string | Date) => format.dayKey(date(at), manner),
      relative: (at: string | Date) => format.relative(date(at), manner, new Date()),
    }
  }, [language, zone, currency, digits])
}

export type Format = ReturnType<typeof useFormat>
