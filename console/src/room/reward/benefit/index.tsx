import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { DefinitionRow } from '../../../client/definition.types'
import { useBenefitFigures } from '../../../client/figure'
import { SentenceCell } from '../../../kit/sentence-cell'
import type { Column } from '../../../kit/table/column'
import { useFormat } from '../../../kit/use-format'
import { Life } from '../../programme/life'
import { DefinitionList, useDefinitionList } from '../../programme/list'
import { useLimit } from '../words'

/** O: each benefit with who has it, how often it was used and what the uses were worth. */
export default function BenefitsPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const limit = useLimit()
  const list = useDefinitionList('benefit')
  const { data: figures } = useBenefitFigures()
  const figure = (row: DefinitionRow) => figures?.find((one) => one.benefit === row.key)
  const document = (row: DefinitionRow) => row.document ?? row.draft?.document
  const columns: Column<DefinitionRow>[] = [
    {
      key: 'name', title: t('words.benefit'), width: 180,
      render: (row) => <Link to={`/reward/benefits/${row.key}`}>{format.say(row.name) || row.key}</Link>,
    },
    { key: 'status', title: t('programme.status'), render: (row) => <Life row={row} /> },
    {
      key: 'sentence', title: t('programme.tab.sentence'),
      render: (row) => <SentenceCell text={format.say(row.sentence)} />,
    },
    {
      key: 'used', title: t('reward.benefit.used30'), unit: t('reward.benefit.unit'), right: true,
      render: (row) => {
        const one = figure(row)
        return one ? (
          <span className="figure" title={t('reward.benefit.returned', { count: one.returned_30d })}>
            {format.count(one.used_30d - one.returned_30d)}
          </span>
        ) : ''
      },
    },
    {
      key: 'members', title: t('reward.benefit.members30'), unit: t('reward.benefit.people'), right: true,
      render: (row) => { const one = figure(row); return one ? format.count(one.members_30d) : '' },
    },
    {
      key: 'worth', title: t('reward.benefit.worth30'), right: true,
      render: (row) => { const one = figure(row); return one ? format.money(one.worth_cents_30d) : '' },
    },
    {
      key: 'cost', title: t('reward.benefit.cost30'), right: true, extra: true,
      render: (row) => { const one = figure(row); return one ? format.money(one.cost_cents_30d) : '' },
    },
    {
      key: 'left', title: t('reward.benefit.left'), unit: t('reward.benefit.unit'), right: true,
      render: (row) => limit(figure(row)?.left ?? document(row)?.stock),
    },
  ]
  const about = { zh: t('reward.benefit.aboutFirst', { lng: 'zh-CN' }), en: t('reward.benefit.aboutFirst', { lng: 'en' }) }
  const made = (type: string, rest: object) => ({
    key: type, title: t(`reward.benefit.sort_${type}`), document: { type, about, ...rest },
  })
  return (
    <DefinitionList
      list={list} name="benefits" columns={columns} newOne={t('reward.benefit.new')}
      count={(count) => t('reward.benefit.number', { count })} none={t('reward.benefit.none')}
      templates={[
        made('free_delivery', { quota: { every: 'month', uses: 4 }, worth_cents: 600 }),
        made('birthday_gift', { quota: { every: 'year', uses: 1 } }),
        made('seat', { quota: { every: 'month', uses: 1 }, stock: 100 }),
        made('adviser', {}),
      ]}
    />
  )
}
