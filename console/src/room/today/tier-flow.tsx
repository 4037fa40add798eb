import { Segmented } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useTiers } from '../../client/tier'
import { Chart } from '../../kit/chart/chart'
import { Empty } from '../../kit/empty'
import { usePreference } from '../../kit/preference'
import { palettes, rampInk, sequential, tierStep } from '../../kit/theme/colour'
import { useFormat } from '../../kit/use-format'
import { matrixOf, tiersOf, totals, type Flow, type Tier } from './flow'

/** Who changed tier in 30 days: bands between ranks, or the matrix of the same figures. */
export function TierFlow({ flow, at }: { flow: Flow[]; at: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { shade } = usePreference()
  const go = useNavigate()
  const known = useTiers()
  const [form, setForm] = useState<'bands' | 'matrix'>('bands')
  const tiers = useMemo(() => tiersOf(flow, known), [flow, known])
  const sum = totals(flow, tiers)
  const title = (key: string | null) =>
    tiers.find((tier) => tier.key === key || tier.title === key)?.title ?? t('today.flow.new')
  const option = useMemo(() => {
    const palette = palettes[shade]
    const colour = (rank: number) => sequential[shade][tierStep(rank, tiers.length) - 1]
    const all = flow.reduce((most, one) => most + one.members, 0)
    const nodes = (['from', 'to'] as const).flatMap((side) => tiers
      .filter((tier) => flow.some((one) => one[side] === tier.key || one[side] === tier.title))
      .map((tier) => ({
        name: `${side} ${tier.title}`, itemStyle: { color: colour(tier.rank) },
        label: { position: side === 'from' ? 'left' : 'right' },
      })))
    const links = flow.filter((one) => one.from !== null && one.to !== null).map((one) => {
      const [from, to] = [title(one.from), title(one.to)]
      return {
        source: `from ${from}`, target: `to ${to}`, value: one.members,
        lineStyle: from === to ? { color: palette.fill, opacity: 0.7 }
          : { color: palette.primary, opacity: 0.38 },
      }
    })
    return {
      animation: false,
      tooltip: {
        formatter: (mark: { dataType: string; name: string; data: { source: string; target: string; value: number } }) =>
          mark.dataType === 'edge' ? t('today.flow.band', {
            from: mark.data.source.slice(5), to: mark.data.target.slice(3),
            members: format.count(mark.data.value), share: format.percent(mark.data.value / (all || 1)),
          }) : mark.name.replace(/^(from|to) /, ''),
      },
      series: [{
        type: 'sankey', left: 72, right: 72, top: 8, bottom: 8, nodeWidth: 10, nodeGap: 14,
        draggable: false, layoutIterations: 0, data: nodes, links,
        emphasis: { focus: 'adjacency' },
        label: {
          color: palette.text, textBorderWidth: 0,
          formatter: (mark: { name: string }) => mark.name.replace(/^(from|to) /, ''),
        },
      }],
    }
    // `title` is made from tiers and t, which are named.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [flow, tiers, shade, t, format])
  const moved = flow.length > 0
  return (
    <section className="card">
      <Chart
        file="tier-flow" height={320} option={option} title={t('today.flow.title')}
        note={t('today.asOf', { time: format.clock(at) })}
        label={t('today.flow.label', {
          up: format.count(sum.up), down: format.count(sum.down),
        })}
        table={{
          columns: [t('today.flow.from'), t('today.flow.to'), t('today.flow.members')],
          rows: flow.map((one) => [
            one.from === null ? t('today.flow.new') : title(one.from), title(one.to), one.members]),
        }}
        tools={
          <Segmented
            size="small" value={form} onChange={(value) => setForm(value as 'bands' | 'matrix')}
            options={[
              { value: 'bands', label: t('today.flow.bands') },
              { value: 'matrix', label: t('today.flow.matrix') },
            ]}
          />
        }
        empty={moved ? undefined : <Empty why={t('today.flow.empty')} />}
        instead={form === 'matrix' ? <Matrix flow={flow} tiers={tiers} /> : undefined}
        onMark={(mark) => {
          const data = mark.data as { target?: string }
          const tier = tiers.find((one) => one.title === data.target?.slice(3))
          if (tier) void go(`/member/members?tier=${tier.key}`)
        }}
      />
      {moved ? (
        <p className="flow-sum">
          {t(sum.joined ? 'today.flow.sum' : 'today.flow.moves', {
            up: format.count(sum.up), down: format.count(sum.down), joined: format.count(sum.joined),
          })}
        </p>
      ) : null}
    </section>
  )
}

function Matrix({ flow, tiers }: { flow: Flow[]; tiers: Tier[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { shade } = usePreference()
  const cells = matrixOf(flow, tiers)
  const most = Math.max(1, ...cells.flatMap((row, i) => row.filter((_, j) => i !== j)))
  const step = (n: number) => (n === 0 ? 0 : Math.min(9, 1 + Math.ceil((8 * n) / most)))
  return (
    <table className="matrix">
      <thead>
        <tr>
          <th scope="col">{t('today.flow.fromTo')}</th>
          {tiers.map((tier) => <th key={tier.key} scope="col">{tier.title}</th>)}
        </tr>
      </thead>
      <tbody>
        {tiers.map((tier, i) => (
          <tr key={tier.key}>
            <th scope="row">{tier.title}</th>
            {cells[i]!.map((members, j) => (
              <td
                key={j} className={i === j ? 'matrix-same' : undefined}
                style={i === j || members === 0 ? undefined : {
                  background: sequential[shade][step(members) - 1],
                  color: rampInk(shade, step(members)),
                }}
              >
                {format.count(members)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
