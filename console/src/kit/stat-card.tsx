import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Unknown } from './show'
import { Sparkline } from './chart/sparkline'
import { useFormat } from './use-format'

type Props = {
  title: string
  value: ReactNode
  /** The list behind the figure. */
  to?: string
  now?: number
  previous?: number | null
  /** Whether more is better for this measure; null when neither is. */
  more?: 'good' | 'bad' | null
  against?: string
  /** How a difference is said where there is no share to say; a count unless told. */
  say?: (by: number) => string
  series?: number[] | null
  note?: ReactNode
}

/** A key figure that opens its list. */
export function StatCard({ title, value, to, now, previous, more = 'good', against, say, series, note }:
Props) {
  const body = (
    <>
      <span className="stat-title">{title}</span>
      <span className="stat-row">
        <span className="stat-value">{value}</span>
        {series?.length ? <Sparkline values={series} label={title} /> : null}
      </span>
      <span className="stat-note">
        {now !== undefined && previous !== undefined
          ? <Change now={now} previous={previous} more={more} against={against ?? ''} say={say} /> : null}
        {note}
      </span>
    </>
  )
  return to ? <Link to={to} className="card stat">{body}</Link> : <div className="card stat">{body}</div>
}

/** ▲▼ with a word, coloured by whether it is good for this measure. */
export function Change({ now, previous, more, against, say }: {
  now: number; previous: number | null; more: 'good' | 'bad' | null; against: string
  say?: (by: number) => string
}) {
  const { t } = useTranslation()
  const format = useFormat()
  if (previous === null) return <span>{against} <Unknown why={t('kit.noPrevious')} /></span>
  if (now === previous) return <span>{t('kit.same', { against })}</span>
  const up = now > previous
  const good = more === null ? 'none' : up === (more === 'good') ? 'good' : 'bad'
  const share = previous === 0 ? null : Math.abs(now - previous) / Math.abs(previous)
  const by = share === null ? (say ?? format.delta)(now - previous) : format.percent(share)
  return (
    <span>
      {against} <span className={`change change-${good}`}>
        <span aria-hidden="true">{up ? '▲' : '▼'}</span> {t(up ? 'kit.up' : 'kit.down', { by })}
      </span>
    </span>
  )
}
