import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { DefinitionRow } from '../../../client/definition.types'
import { usePlanFigures, useRenewals } from '../../../client/figure'
import { SentenceCell } from '../../../kit/sentence-cell'
import { Unknown } from '../../../kit/show'
import type { Column } from '../../../kit/table/column'
import { useFormat } from '../../../kit/use-format'
import { Life } from '../life'
import { DefinitionList, useDefinitionList } from '../list'
import { plus } from '../../reward/coupon/days'

/** O: each plan with who has it today, what came in and how many renew. */
export default function PlansPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const list = useDefinitionList('paid_plan')
  const today = format.dayKey(new Date())
  const { data: figures } = usePlanFigures()
  const { data: renewals } = useRenewals(plus(today, -365), plus(today, -1))
  const figure = (row: DefinitionRow) => figures?.find((one) => one.plan === row.key)
  const count = (row: DefinitionRow, name: 'paying' | 'trying' | 'cancelled_30d') => {
    const one = figure(row)
    return one ? format.count(one[name]) : ''
  }
  const rate = (row: DefinitionRow) => {
    if (!renewals) return ''
    const own = renewals.filter((one) => one.plan === row.key)
    const ended = own.reduce((sum, one) => sum + one.ended, 0)
    if (!ended) return <Unknown why={t('programme.plan.noneEnded')} />
    return format.percent(own.reduce((sum, one) => sum + one.renewed, 0) / ended)
  }
  const columns: Column<DefinitionRow>[] = [
    {
      key: 'name', title: t('words.plan'), width: 180,
      render: (row) => <Link to={`/programme/plans/${row.key}`}>{format.say(row.name) || row.key}</Link>,
    },
    { key: 'status', title: t('programme.status'), render: (row) => <Life row={row} /> },
    {
      key: 'sentence', title: t('programme.tab.sentence'),
      render: (row) => <SentenceCell text={format.say(row.sentence)} />,
    },
    {
      key: 'paying', title: t('programme.plan.paying'), unit: t('programme.plan.people'), right: true,
      render: (row) => count(row, 'paying'),
    },
    {
      key: 'trying', title: t('programme.plan.trying'), unit: t('programme.plan.people'), right: true,
      render: (row) => count(row, 'trying'),
    },
    {
      key: 'income', title: t('programme.plan.income30'), right: true,
      render: (row) => { const one = figure(row); return one ? format.money(one.paid_cents_30d) : '' },
    },
    {
      key: 'back', title: t('programme.plan.refund30'), right: true, extra: true,
      render: (row) => { const one = figure(row); return one ? format.money(one.refund_cents_30d) : '' },
    },
    {
      key: 'cancelled', title: t('programme.plan.cancelled30'), unit: t('programme.plan.people'), right: true,
      extra: true, render: (row) => count(row, 'cancelled_30d'),
    },
    { key: 'renewal', title: t('programme.plan.renewal'), right: true, render: rate },
  ]
  return (
    <DefinitionList
      list={list} name="plans" columns={columns} newOne={t('programme.plan.new')}
      count={(count) => t('programme.plan.number', { count })} none={t('programme.plan.none')}
      templates={[
        {
          key: 'year', title: t('programme.plan.template.year'),
          document: { price_cents: 8800, months: 12, trial_days: 7, notice_days: 10, grace_days: 14 },
        },
        {
          key: 'month', title: t('programme.plan.template.month'),
          document: { price_cents: 990, months: 1, notice_days: 3 },
        },
      ]}
    />
  )
}
