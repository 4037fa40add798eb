import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { DefinitionRow } from '../../../client/definition.types'
import { useBudgetFigures } from '../../../client/figure'
import { pageOf } from '../../../client/place'
import { SentenceCell } from '../../../kit/sentence-cell'
import type { Column } from '../../../kit/table/column'
import { useFormat } from '../../../kit/use-format'
import { Life } from '../../programme/life'
import { DefinitionList, useDefinitionList } from '../../programme/list'
import { useLimit } from '../words'

/** O: each shared budget, who takes from it, and what is left. */
export default function BudgetsPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const limit = useLimit()
  const list = useDefinitionList('budget')
  const { data: figures } = useBudgetFigures()
  const figure = (row: DefinitionRow) => figures?.find((one) => one.budget === row.key)
  const columns: Column<DefinitionRow>[] = [
    {
      key: 'name', title: t('words.budget'), width: 200,
      render: (row) => <Link to={`/reward/budgets/${row.key}`}>{format.say(row.name) || row.key}</Link>,
    },
    { key: 'status', title: t('programme.status'), render: (row) => <Life row={row} /> },
    {
      key: 'sentence', title: t('programme.tab.sentence'),
      render: (row) => <SentenceCell text={format.say(row.sentence)} />,
    },
    {
      key: 'who', title: t('reward.campaign.who'),
      render: (row) => figure(row)?.discounts.map((one, place) => {
        const [kind, key] = one.split('/') as [string, string]
        return (
          <span key={one}>{place ? ', ' : ''}<Link to={pageOf(kind, key) ?? '#'}>{key}</Link></span>
        )
      }),
    },
    {
      key: 'taken', title: t('reward.campaign.taken'), right: true,
      render: (row) => { const one = figure(row); return one ? format.money(one.taken_cents) : '' },
    },
    {
      key: 'left', title: t('reward.campaign.left'), right: true,
      render: (row) => { const one = figure(row); return one ? limit(one.left_cents, true) : '' },
    },
    {
      key: 'uses', title: t('reward.campaign.usesLeft'), unit: t('reward.timesUnit'), right: true,
      render: (row) => { const one = figure(row); return one ? limit(one.uses_left) : '' },
    },
  ]
  return (
    <DefinitionList
      list={list} name="budgets" columns={columns} newOne={t('reward.campaign.new')}
      count={(count) => t('reward.campaign.number', { count })} none={t('reward.campaign.none')}
      templates={[{
        key: 'campaign', title: t('reward.campaign.template'), document: { cents: 5_000_000 },
      }]}
    />
  )
}
