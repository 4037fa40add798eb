import { api, take } from '../../../client/http'
import { Skeleton, Trouble } from '../../kit/state'
import { useLoad } from '../../load'
import { useFormat, useMe } from '../../me'
import { useWords } from '../../words'

const SOON_DAYS = 30

/** Points by the day they end, soonest first. */
export function Lots({ currency, unit }: { currency: string; unit: string }) {
  const me = useMe()
  const format = useFormat()
  const { t } = useWords()
  const { data, error, again } = useLoad(`lots ${currency}`, () =>
    take(api.GET('/v1/me/lots', { params: { query: { currency } } })))
  if (!data) return error ? <Trouble error={error} again={again} /> : <Skeleton lines={3} />
  if (!data.items.length) return <p className="empty">{t('points.noLots')}</p>
  const soon = Date.parse(me.today) + SOON_DAYS * 86_400_000
  return (
    <ul className="lines">
      {data.items.map((lot, at) => {
        const ends = lot.expires_on && Date.parse(lot.expires_on) <= soon
        return (
          <li key={at}>
            <div>
              <span className={ends ? 'soon' : undefined}>
                {lot.state === 'debt' ? t('points.debt')
                  : lot.expires_on ? t('points.until', { day: format.day(lot.expires_on) })
                    : t('points.stays')}
              </span>
              <span className="figure">{format.amount(lot.amount, unit)}</span>
            </div>
            {lot.usable_on && (
              <div className="weak"><span>{t('points.from', { day: format.day(lot.usable_on) })}</span></div>
            )}
          </li>
        )
      })}
    </ul>
  )
}
