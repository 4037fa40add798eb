import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../kit/use-format'
import { spanOf, weeksOf, type Valid } from './days'

const WEEKS = 5

/** A small picture of the days on which a coupon issued today could be used. */
export function ValidCalendar({ valid }: { valid: Valid | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  const today = format.dayKey(new Date())
  const issued = valid?.how === 'relative' ? today : null
  const span = spanOf(valid, today)
  if (!span) return null
  const { weeks, more } = weeksOf(span, issued, WEEKS)
  const said = t(issued ? 'reward.valid.ifToday' : 'reward.valid.days', {
    first: format.proseDay(span.first), last: format.proseDay(span.last),
  })
  return (
    <figure className="valid-days">
      <div className="valid-grid" role="img" aria-label={said}>
        {weeks[0]!.map((cell) => (
          <span key={cell.day} className="valid-head">{format.weekdayOf(cell.day)}</span>
        ))}
        {weeks.flat().map((cell) => (
          <span
            key={cell.day} title={format.day(cell.day)}
            className={`valid-day valid-${cell.state} ${cell.issued ? 'valid-issued' : ''}`}
          >
            {Number(cell.day.slice(8))}
          </span>
        ))}
      </div>
      <figcaption className="note">{said}{more ? ` ${t('reward.valid.more')}` : ''}</figcaption>
    </figure>
  )
}
