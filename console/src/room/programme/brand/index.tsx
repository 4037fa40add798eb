import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { DefinitionRow } from '../../../client/definition.types'
import { SentenceCell } from '../../../kit/sentence-cell'
import type { Column } from '../../../kit/table/column'
import { useFormat } from '../../../kit/use-format'
import { Life } from '../life'
import { DefinitionList, useDefinitionList } from '../list'

/** O: the brands of the group and what is whose; whoever has one brand has none here. */
export default function BrandsPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const list = useDefinitionList('brand')
  const count = (row: DefinitionRow, what: 'stores' | 'channels') => {
    const names = (row.document ?? row.draft?.document)?.[what] as string[] | undefined
    return format.count(names?.length ?? 0)
  }
  const columns: Column<DefinitionRow>[] = [
    {
      key: 'name', title: t('programme.brand.name'), width: 200,
      render: (row) => <Link to={`/programme/brands/${row.key}`}>{format.say(row.name) || row.key}</Link>,
    },
    { key: 'status', title: t('programme.status'), render: (row) => <Life row={row} /> },
    { key: 'stores', title: t('programme.brand.stores'), right: true, render: (row) => count(row, 'stores') },
    { key: 'channels', title: t('programme.brand.channels'), right: true, render: (row) => count(row, 'channels') },
    {
      key: 'sentence', title: t('programme.tab.sentence'),
      render: (row) => <SentenceCell text={format.say(row.sentence)} />,
    },
  ]
  return (
    <DefinitionList
      list={list} name="brands" columns={columns} newOne={t('programme.brand.new')}
      count={(n) => t('programme.brand.count', { count: n })} none={t('programme.brand.none')}
      templates={[{ key: 'stores', title: t('programme.brand.template'), document: { stores: [], channels: [] } }]}
    />
  )
}
