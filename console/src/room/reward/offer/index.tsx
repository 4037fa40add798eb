import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { DefinitionRow } from '../../../client/definition.types'
import { useOfferFigures } from '../../../client/figure'
import { SentenceCell } from '../../../kit/sentence-cell'
import type { Column } from '../../../kit/table/column'
import { useFormat } from '../../../kit/use-format'
import { Life } from '../../programme/life'
import { DefinitionList, useDefinitionList } from '../../programme/list'
import { useRewardTemplates } from '../template'
import { useLimit, useSpan } from '../words'

/** O: each offer with what it takes off by itself, on which days and what it may cost. */
export default function OffersPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const templates = useRewardTemplates('offer')
  const span = useSpan()
  const limit = useLimit()
  const list = useDefinitionList('offer')
  const { data: figures } = useOfferFigures()
  const figure = (row: DefinitionRow) => figures?.find((one) => one.offer === row.key)
  const document = (row: DefinitionRow) => row.document ?? row.draft?.document
  const columns: Column<DefinitionRow>[] = [
    {
      key: 'name', title: t('words.offer'), width: 200,
      render: (row) => <Link to={`/reward/offers/${row.key}`}>{format.say(row.name) || row.key}</Link>,
    },
    { key: 'status', title: t('programme.status'), render: (row) => <Life row={row} /> },
    {
      key: 'sentence', title: t('programme.tab.sentence'),
      render: (row) => <SentenceCell text={format.say(row.sentence)} />,
    },
    { key: 'valid', title: t('reward.group.open'), render: (row) => span(document(row)) },
    {
      key: 'used', title: t('reward.figure.used30'), unit: t('reward.timesUnit'), right: true,
      render: (row) => { const one = figure(row); return one ? format.count(one.used_30d) : '' },
    },
    {
      key: 'off', title: t('reward.figure.off30'), right: true,
      render: (row) => {
        const one = figure(row)
        return one ? format.money(one.off_cents_30d - one.returned_cents_30d) : ''
      },
    },
    {
      key: 'budget', title: t('reward.figure.budgetLeft'), right: true,
      render: (row) => {
        const one = figure(row)
        return limit(one ? one.budget_left_cents : document(row)?.budget_cents, true)
      },
    },
    {
      key: 'uses', title: t('reward.figure.usesLeft'), unit: t('reward.timesUnit'), right: true, extra: true,
      render: (row) => { const one = figure(row); return limit(one ? one.uses_left : undefined) },
    },
    {
      key: 'funder', title: t('reward.funder'),
      render: (row) => String(document(row)?.funder ?? ''),
    },
  ]
  return (
    <DefinitionList
      list={list} name="offers" columns={columns} newOne={t('reward.offer.new')} templates={templates}
      count={(count) => t('reward.offer.count', { count })} none={t('reward.offer.none')}
    />
  )
}
