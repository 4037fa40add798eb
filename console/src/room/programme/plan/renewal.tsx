import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { usePlanFigures, useRenewals } from '../../../client/figure'
import { Chart } from '../../../kit/chart/chart'
import { DetailHeader } from '../../../kit/detail-header'
import { usePreference } from '../../../kit/preference'
import { series } from '../../../kit/theme/colour'
import { useFormat } from '../../../kit/use-format'
import { plus } from '../../reward/coupon/days'

const YEAR_DAYS = 365

/** How a live plan fares: who has it, what came in, and how many renew or stay after the trial. */
export function Renewal({ plan }: { plan: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { shade } = usePreference()
  const today = format.dayKey(new Date())
  const { data: figures } = usePlanFigures()
  const { data } = useRenewals(plus(today, -YEAR_DAYS), plus(today, -1))
  const months = useMemo(() => (data ?? []).filter((one) => one.plan === plan), [data, plan])
  const option = useMemo(() => ({
    animation: false,
    grid: { left: 4, right: 4, top: 8, bottom: 0, containLabel: true },
    tooltip: { trigger: 'axis', axisPointer: { type: 'none' } },
    xAxis: { type: 'category', data: months.map((one) => one.month.slice(0, 7)), axisLabel: { hideOverlap: true } },
    yAxis: { type: 'value', splitNumber: 2, minInterval: 1 },
    series: [
      {
        name: t('programme.plan.renewed'), type: 'bar', stack: 'ended', barMaxWidth: 24,
        itemStyle: { color: series[shade][0] }, data: months.map((one) => one.renewed),
      },
      {
        name: t('programme.plan.lost'), type: 'bar', stack: 'ended', barMaxWidth: 24,
        itemStyle: { color: series[shade][1] }, data: months.map((one) => one.ended - one.renewed),
      },
    ],
  }), [months, shade, t])
  const one = figures?.find((row) => row.plan === plan)
  // A draft is nobody's yet.
  if (!one) return null
  const sum = (name: 'ended' | 'renewed' | 'trials' | 'converted') => months.reduce((all, row) => all + row[name], 0)
  const share = (part: number, whole: number) => (whole
    ? t('programme.plan.shareOf', { share: format.percent(part / whole), part: format.count(part), whole: format.count(whole) })
    : t('programme.plan.noneYet'))
  const people = (count: number) => t('programme.plan.peopleOf', { count })
  return (
    <section className="card benefit-pool">
      <DetailHeader facts={[
        { title: t('programme.plan.paying'), value: people(one.paying) },
        { title: t('programme.plan.trying'), value: people(one.trying) },
        { title: t('programme.plan.income30'), value: format.money(one.paid_cents_30d) },
        { title: t('programme.plan.refund30'), value: format.money(one.refund_cents_30d) },
        { title: t('programme.plan.renewal'), value: share(sum('renewed'), sum('ended')) },
        { title: t('programme.plan.conversion'), value: share(sum('converted'), sum('trials')) },
      ]} />
      {months.length ? (
        <Chart
          file={`renewals-${plan}`} height={140} option={option} title={t('programme.plan.byMonth')}
          label={t('programme.plan.byMonthLabel', { ended: format.count(sum('ended')), renewed: format.count(sum('renewed')) })}
          table={{
            columns: [t('finance.period.month'), t('programme.plan.ended'), t('programme.plan.renewed'),
              t('programme.plan.rate'), t('programme.plan.trials'), t('programme.plan.converted'),
              t('programme.plan.renewedMoney')],
            rows: months.map((row) => [row.month.slice(0, 7), row.ended, row.renewed,
              row.renewal_rate === null ? '—' : format.percent(row.renewal_rate), row.trials, row.converted,
              format.money(row.renewed_cents)]),
          }}
        />
      ) : null}
    </section>
  )
}
