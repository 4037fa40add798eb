import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useDefinitionNames } from '../../../client/definition'
import type { DefinitionRow } from '../../../client/definition.types'
import { usePackFigures } from '../../../client/figure'
import { SentenceCell } from '../../../kit/sentence-cell'
import type { Column } from '../../../kit/table/column'
import { useFormat } from '../../../kit/use-format'
import { Life } from '../../programme/life'
import { DefinitionList, useDefinitionList } from '../../programme/list'
import { useLimit } from '../words'

/** O: each pack with its coupons, how often it was given and how many are left. */
export default function PacksPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const limit = useLimit()
  const list = useDefinitionList('pack')
  const { data: figures } = usePackFigures()
  const coupon = useDefinitionNames('coupon').data?.find((one) => !one.over)?.key ?? 'coupon'
  const figure = (row: DefinitionRow) => figures?.find((one) => one.pack === row.key)
  const document = (row: DefinitionRow) => row.document ?? row.draft?.document
  const columns: Column<DefinitionRow>[] = [
    {
      key: 'name', title: t('words.pack'), width: 200,
      render: (row) => <Link to={`/reward/packs/${row.key}`}>{format.say(row.name) || row.key}</Link>,
    },
    { key: 'status', title: t('programme.status'), render: (row) => <Life row={row} /> },
    {
      key: 'sentence', title: t('programme.tab.sentence'),
      render: (row) => <SentenceCell text={format.say(row.sentence)} />,
    },
    {
      key: 'issued', title: t('reward.figure.issued30'), unit: t('reward.pack.unit'), right: true,
      render: (row) => { const one = figure(row); return one ? format.count(one.issued_30d) : '' },
    },
    {
      key: 'coupons', title: t('reward.figure.coupons30'), unit: t('reward.pieces'), right: true,
      render: (row) => { const one = figure(row); return one ? format.count(one.coupons_30d) : '' },
    },
    {
      key: 'left', title: t('reward.figure.stockLeft'), unit: t('reward.pack.unit'), right: true,
      render: (row) => limit(figure(row)?.left ?? document(row)?.stock),
    },
  ]
  return (
    <DefinitionList
      list={list} name="packs" columns={columns} newOne={t('reward.pack.new')}
      count={(count) => t('reward.pack.number', { count })} none={t('reward.pack.none')}
      templates={[{
        key: 'welcome', title: t('reward.pack.template'),
        document: { items: [{ coupon, count: 1 }], per_member: 1 },
      }]}
    />
  )
}
