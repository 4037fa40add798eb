import { useTranslation } from 'react-i18next'
import { useCurrencyTitle } from '../../client/currency'
import { useToday } from '../../client/today'
import type { Today } from '../../client/today.types'
import { ExplainDrawer } from '../../kit/explain/lazy'
import { Loading } from '../../kit/later'
import { ProblemView } from '../../kit/problem'
import { Compact } from '../../kit/show'
import { Stale } from '../../kit/stale'
import { StatCard } from '../../kit/stat-card'
import { useOpen } from '../../kit/url'
import { useFormat } from '../../kit/use-format'
import { Page } from '../../shell/page'
import { Checklist } from './checklist'
import { Stream } from './stream'
import { TierFlow } from './tier-flow'
import { Work } from './work'

/** L: how the day goes, against the same weekday last week. */
export default function TodayPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const { data, error, refetch, dataUpdatedAt } = useToday()
  const { what, args, close } = useOpen()
  return (
    <Page
      name={t('frame.page.today')} title={t('frame.page.today')}
      note={data ? [
        data.window && !data.window.is_today
          ? t('today.lastDay', { day: format.proseDay(data.window.day) }) : format.prose(data.at),
        t('today.asOf', { time: format.clock(data.at) }),
      ].join(' · ') : undefined}
    >
      {error && !data ? <ProblemView error={error} retry={() => void refetch()} /> : null}
      {error && data ? <Stale at={dataUpdatedAt} retry={() => void refetch()} /> : null}
      {data ? <Checklist today={data} /> : null}
      {data ? <Figures today={data} /> : error ? null : <Loading height={112} rows={3} />}
      <div className="today-grid">
        <div className="today-main"><Stream first={data?.stream} /></div>
        <div className="today-side">
          {data ? <Work today={data} /> : null}
          {data ? <TierFlow flow={data.tier_flow} at={data.at} /> : null}
        </div>
      </div>
      {what === 'explain' && args[0] && args[1]
        ? <ExplainDrawer member={args[0]} seq={args[1]} onClose={close} /> : null}
    </Page>
  )
}

/** Five figures; each opens the list it counts. */
function Figures({ today }: { today: Today }) {
  const { t } = useTranslation()
  const format = useFormat()
  const unit = useCurrencyTitle()
  const { figures } = today
  const against = t('today.against', { day: format.weekday(today.window?.from ?? today.at) })
  const day = today.window?.day ?? format.dayKey(today.at)
  const points = today.currency ? unit(today.currency) : t('words.points')
  const cards = [
    { key: 'orders', more: 'good', to: `/platform/events?type=order.paid&from=${day}` },
    { key: 'active_members', more: 'good', to: `/member/members?last_order_from=${day}` },
    { key: 'points_issued', more: null, to: '/programme/rules' },
    { key: 'points_spent', more: 'good', to: '/platform/events?type=points.spend' },
    { key: 'points_outstanding', more: null, to: '/programme/currencies' },
  ] as const
  return (
    <div className="stats">
      {cards.map(({ key, more, to }) => {
        const figure = figures[key]
        return (
          <StatCard
            key={key} to={to} title={t(`today.figure.${key}`, { points })}
            value={<Compact value={figure?.value ?? 0} />} now={figure?.value}
            previous={figure?.previous ?? null} more={more} against={against}
          />
        )
      })}
    </div>
  )
}
