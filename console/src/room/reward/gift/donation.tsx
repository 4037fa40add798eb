import { Button, Progress } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useCurrencyUnit } from '../../../client/currency'
import { useDonations, type Donations } from '../../../client/donation'
import { useGifts } from '../../../client/gift'
import { Chart } from '../../../kit/chart/chart'
import { Empty } from '../../../kit/empty'
import { Icon } from '../../../kit/icon'
import { usePreference } from '../../../kit/preference'
import { Time } from '../../../kit/show'
import { StatCard } from '../../../kit/stat-card'
import { series } from '../../../kit/theme/colour'
import { useOpen } from '../../../kit/url'
import { useFormat } from '../../../kit/use-format'
import { useMay } from '../../../shell/may'
import { TellDrawer } from './tell'

/** How far a live project is: the goal, day by day, and what its donors were told. */
export function Project({ gift }: { gift: string }) {
  const may = useMay()
  const { what, open, close } = useOpen()
  const { data: gifts } = useGifts()
  const live = gifts?.find((one) => one.gift === gift)?.what === 'donation'
  const { data } = useDonations(live && may('figures:read') ? gift : null)
  if (!data) return null
  return (
    <>
      <Goal data={data} />
      <div className="donation-pair">
        <Days data={data} />
        <Results data={data} tell={may('coupons:issue') ? () => open('tell') : null} />
      </div>
      {what === 'tell' ? <TellDrawer data={data} onClose={close} /> : null}
    </>
  )
}

function Goal({ data }: { data: Donations }) {
  const { t } = useTranslation()
  const format = useFormat()
  const unit = useCurrencyUnit()
  const share = data.goal ? Math.min(data.pieces / data.goal, 1) : null
  return (
    <>
      {data.goal && share !== null ? (
        <section className="card donation-goal">
          <span>{t('reward.donation.goal')} <b className="figure">{t('reward.donation.of', {
            pieces: format.count(data.pieces), goal: format.count(data.goal),
          })}</b></span>
          <Progress
            percent={Math.floor(share * 100)} aria-label={t('reward.donation.goal')}
            strokeColor="var(--primary)"
          />
        </section>
      ) : null}
      <div className="stats stats-three">
        <StatCard title={t('reward.donation.pieces')} value={format.count(data.pieces)} note={data.piece} />
        <StatCard
          title={t('reward.donation.points')} value={format.count(data.points)} note={unit(data.currency)}
        />
        <StatCard title={t('reward.donation.donors')} value={format.count(data.donors)} note={t('reward.gift.people')} />
      </div>
    </>
  )
}

function Days({ data }: { data: Donations }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { shade } = usePreference()
  const days = data.days
  const option = useMemo(() => ({
    animation: false,
    grid: { left: 8, right: 8, top: 28, bottom: 4, containLabel: true },
    tooltip: { trigger: 'axis', valueFormatter: (n: number) => format.count(n) },
    xAxis: { type: 'category', data: days.map((one) => format.day(one.day)), axisLabel: { hideOverlap: true } },
    yAxis: { type: 'value', minInterval: 1, axisLabel: { formatter: format.compact } },
    series: [{
      type: 'bar', name: t('reward.donation.pieces'), barMaxWidth: 24, barMinWidth: 2,
      itemStyle: { color: series[shade][0] }, data: days.map((one) => one.pieces),
    }],
  }), [days, shade, t, format])
  return (
    <section className="card">
      <Chart
        file={`donations-${data.gift}`} height={220} option={option} heading={2}
        title={t('reward.donation.byDay')}
        label={t('reward.donation.byDayLabel', { pieces: format.count(data.pieces), days: days.length })}
        table={{
          columns: [t('reward.donation.day'), t('reward.donation.pieces'), t('reward.donation.points')],
          rows: days.map((one) => [format.day(one.day), one.pieces, one.points]),
        }}
        empty={days.length ? undefined : <Empty why={t('reward.donation.none')} />}
      />
    </section>
  )
}

function Results({ data, tell }: { data: Donations; tell: (() => void) | null }) {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const act = tell ? (
    <Button icon={<Icon.add />} disabled={!data.donors} onClick={tell}
      title={data.donors ? undefined : t('reward.donation.nobody')}>
      {t('reward.donation.tell')}
    </Button>
  ) : null
  return (
    <section className="card">
      <div className="card-head">
        <h2>{t('reward.donation.results')}</h2>
        {data.reports.length ? act : null}
      </div>
      {data.reports.length ? (
        <ul className="donation-results">{data.reports.map((one) => (
          <li key={one.report_id}>
            <p>{i18n.language.startsWith('zh') ? one.zh : one.en}</p>
            <p className="note">
              <Time at={one.at} />
              {one.done === null ? null
                : <span>{t('reward.donation.done', { done: format.count(one.done) })}</span>}
              {one.link ? <a href={one.link} target="_blank" rel="noreferrer">{t('reward.donation.more')}</a> : null}
            </p>
          </li>
        ))}</ul>
      ) : <Empty why={t('reward.donation.untold')} act={act} />}
    </section>
  )
}
