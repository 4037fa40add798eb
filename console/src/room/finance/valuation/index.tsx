import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useCurrencies, useCurrencyTitle } from '../../../client/currency'
import type { DefinitionRow } from '../../../client/definition.types'
import { SentenceCell } from '../../../kit/sentence-cell'
import type { Column } from '../../../kit/table/column'
import { useFormat } from '../../../kit/use-format'
import { Life } from '../../programme/life'
import { DefinitionList, useDefinitionList } from '../../programme/list'

/** O: what each currency is worth and how much of it will be used; each publication is a version. */
export default function ValuationsPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const title = useCurrencyTitle()
  const currency = useCurrencies().find((one) => one.spendable)?.key ?? 'points'
  const list = useDefinitionList('points_valuation')
  const document = (row: DefinitionRow) => row.document ?? row.draft?.document
  const columns: Column<DefinitionRow>[] = [
    {
      key: 'name', title: t('finance.valuation.one'), width: 200,
      render: (row) => <Link to={`/finance/valuations/${row.key}`}>{format.say(row.name) || row.key}</Link>,
    },
    { key: 'status', title: t('programme.status'), render: (row) => <Life row={row} /> },
    {
      key: 'currency', title: t('words.currency'),
      render: (row) => title(document(row)?.currency as string | undefined),
    },
    {
      key: 'sentence', title: t('programme.tab.sentence'),
      render: (row) => <SentenceCell text={format.say(row.sentence)} />,
    },
    {
      key: 'version', title: t('finance.valuation.version'), right: true,
      render: (row) => (row.version ? `v${row.version}` : ''),
    },
  ]
  return (
    <DefinitionList
      list={list} name="valuations" columns={columns} newOne={t('finance.valuation.new')}
      count={(count) => t('finance.valuation.number', { count })} none={t('finance.valuation.none')}
      templates={[{
        key: 'auto', title: t('finance.valuation.template'),
        document: { currency, worth: { points: 100, cents: 100 }, redemption: { method: 'auto', fallback_bp: 9000 } },
      }]}
    />
  )
}
