import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useCurrencies } from '../../../client/currency'
import { useRuleFigures } from '../../../client/definition'
import type { DefinitionRow } from '../../../client/definition.types'
import { SentenceCell } from '../../../kit/sentence-cell'
import { Time } from '../../../kit/show'
import type { Column } from '../../../kit/table/column'
import { useFormat } from '../../../kit/use-format'
import { Life } from '../life'
import { DefinitionList, useDefinitionList } from '../list'
import type { Template } from '../new'

/** O: each rule with its sentence, what it gave in 30 days and when it last fired. */
export default function RulesPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const currencies = useCurrencies()
  const list = useDefinitionList('earning_rule')
  const templates = useTemplates(currencies[0]?.key ?? 'points')
  const { data: figures } = useRuleFigures()
  const figure = (row: DefinitionRow) => figures?.find((one) => one.rule === row.key)
  const unit = (key?: string | null) => currencies.find((one) => one.key === key)?.unit ?? ''
  const columns: Column<DefinitionRow>[] = [
    {
      key: 'name', title: t('words.rule'), width: 200,
      render: (row) => <Link to={`/programme/rules/${row.key}`}>{format.say(row.name) || row.key}</Link>,
    },
    {
      key: 'status', title: t('programme.status'),
      render: (row) => <Life row={row} />,
    },
    {
      key: 'sentence', title: t('programme.tab.sentence'),
      render: (row) => <SentenceCell text={format.say(row.sentence)} />,
    },
    {
      key: 'points', title: t('programme.rule.points30'), right: true,
      render: (row) => {
        const one = figure(row)
        return one ? <><span className="figure">{format.count(one.points_30d)}</span> {unit(one.currency)}</> : ''
      },
    },
    {
      key: 'fired', title: t('programme.rule.fired30'), right: true,
      render: (row) => {
        const fired = figure(row)?.fired_30d
        return fired === undefined ? '' : format.count(fired)
      },
    },
    {
      key: 'last', title: t('programme.rule.lastFired'), right: true,
      render: (row) => <Time at={figure(row)?.last_fired_at} />,
    },
  ]
  return (
    <DefinitionList
      list={list} name="rules" columns={columns} newOne={t('programme.rule.new')} templates={templates}
      count={(count) => t('programme.rule.count', { count })} none={t('programme.rule.none')}
    />
  )
}

function useTemplates(currency: string): Template[] {
  const { t } = useTranslation()
  return [
    {
      key: 'amount', title: t('programme.rule.template.amount'),
      document: { when: 'order.paid', give: { how: 'per_amount', currency, per_cents: 100, points: 1 } },
    },
    {
      key: 'fixed', title: t('programme.rule.template.fixed'),
      document: {
        when: 'order.paid', give: { how: 'fixed', currency, points: 50 },
        if: { attribute: 'order.total_cents', op: 'at_least', value: 15000 },
      },
    },
    {
      key: 'multiply', title: t('programme.rule.template.multiply'),
      document: {
        when: 'order.paid', give: { how: 'multiply', currency, times: 2 },
        if: { attribute: 'calendar.weekday', op: 'in', value: [6, 7] },
      },
    },
    {
      key: 'interaction', title: t('programme.rule.template.interaction'),
      document: {
        when: 'member.checked_in', give: { how: 'fixed', currency, points: 5 },
        caps: [{ every: 'day', uses: 1 }],
      },
    },
  ]
}
