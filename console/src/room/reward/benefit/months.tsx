import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useBenefitMonths } from '../../../client/benefit'
import { Chart } from '../../../kit/chart/chart'
import { DetailHeader } from '../../../kit/detail-header'
import { usePreference } from '../../../kit/preference'
import { series } from '../../../kit/theme/colour'
import { useFormat } from '../../../kit/use-format'

/** The pool of a live benefit: what is left for all, who shares it, and its use by month. */
export function Months({ benefit }: { benefit: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { shade } = usePreference()
  const { data } = useBenefitMonths(benefit)
  const months = useMemo(() => data?.months ?? [], [data])
  const option = useMemo(() => ({
    animation: false,
    grid: { left: 4, right: 4, top: 8, bottom: 0, containLabel: true },
    tooltip: { trigger: 'axis', axisPointer: { type: 'none' } },
    xAxis: { type: 'category', data: months.map((one) => one.month.slice(0, 7)), axisLabel: { hideOverlap: true } },
    yAxis: {
      type: 'value', splitNumber: 2, minInterval: 1,
      axisLabel: { formatter: (value: number) => format.compact(value) },
    },
    series: [{
      name: t('reward.benefit.net'), type: 'bar', barMaxWidth: 24, itemStyle: { color: series[shade][0] },
      data: months.map((one) => one.used - one.returned),
    }],
  }), [months, shade, t, format])
  // A draft has neither a pool nor uses yet.
  if (!data) return null
  const sum = (name: 'used' | 'returned' | 'worth_cents' | 'cost_cents') =>
    months.reduce((all, one) => all + one[name], 0)
  const uses = (count: number) => t('reward.benefit.times', { count })
  return (
    <section className="card benefit-pool">
      <DetailHeader facts={[
        ...(data.size === null || data.left === null ? [] : [
          { title: t('reward.benefit.left'), value: t('reward.benefit.poolOf', {
            left: format.count(data.left), size: format.count(data.size),
          }) },
        ]),
        { title: t('reward.benefit.used12'), value: uses(sum('used') - sum('returned')) },
        { title: t('reward.benefit.worth12'), value: format.money(sum('worth_cents')) },
        { title: t('reward.benefit.cost12'), value: format.money(sum('cost_cents')) },
      ]} />
      {data.shared.length ? (
        <ul className="benefit-shared">
          {data.shared.map((one) => (
            <li key={one.partner}>
              <Link to={`/reward/partners/${one.partner}`}>{one.title}</Link>{' '}
              <span className="quiet">
                {t(`reward.benefit.shared_${one.payer}`, { price: format.money(one.price_cents) })}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
      <Chart
        file={`benefit-${benefit}`} height={140} option={option} title={t('reward.benefit.byMonth')}
        label={t('reward.benefit.byMonthLabel', { used: uses(sum('used')), returned: uses(sum('returned')) })}
        table={{
          columns: [t('finance.period.month'), t('reward.benefit.used'), t('reward.benefit.back'),
            t('reward.benefit.people'), t('reward.benefit.worth'), t('reward.benefit.cost')],
          rows: months.map((one) => [one.month.slice(0, 7), one.used, one.returned, one.members,
            format.money(one.worth_cents), format.money(one.cost_cents)]),
        }}
      />
    </section>
  )
}
