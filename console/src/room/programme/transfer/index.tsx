import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useCurrencies, useCurrencyTitle } from '../../../client/currency'
import type { DefinitionRow } from '../../../client/definition.types'
import type { Column } from '../../../kit/table/column'
import { useFormat } from '../../../kit/use-format'
import { useLimit } from '../../reward/words'
import { Life } from '../life'
import { DefinitionList, useDefinitionList } from '../list'

type Within = { day?: number; year?: number }
type Terms = {
  currency?: string; most?: number; sends?: Within; receives?: Within
  fee_points?: number; fee_bp?: number; cooling_hours?: number
}

/** O: how members send each other points, one document for each currency. */
export default function TransfersPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const limit = useLimit()
  const title = useCurrencyTitle()
  const currency = useCurrencies().find((one) => one.spendable)?.key ?? 'points'
  const list = useDefinitionList('transfer_terms')
  const terms = (row: DefinitionRow) => (row.document ?? row.draft?.document ?? {}) as Terms
  const fee = ({ fee_points = 0, fee_bp = 0 }: Terms) => [
    fee_points ? format.count(fee_points) : null, fee_bp ? `${format.count(fee_bp / 100)} %` : null,
  ].filter(Boolean).join(' + ') || t('programme.transfer.free')
  const columns: Column<DefinitionRow>[] = [
    {
      key: 'name', title: t('programme.transfer.name'), width: 200,
      render: (row) => <Link to={`/programme/transfers/${row.key}`}>{format.say(row.name) || row.key}</Link>,
    },
    { key: 'status', title: t('programme.status'), render: (row) => <Life row={row} /> },
    { key: 'currency', title: t('words.currency'), render: (row) => title(terms(row).currency) },
    { key: 'most', title: t('programme.transfer.most'), right: true, render: (row) => limit(terms(row).most) },
    { key: 'sends', title: t('programme.transfer.sendsDay'), right: true, render: (row) => limit(terms(row).sends?.day) },
    { key: 'receives', title: t('programme.transfer.receivesDay'), right: true, render: (row) => limit(terms(row).receives?.day) },
    { key: 'fee', title: t('programme.transfer.fee'), right: true, render: (row) => fee(terms(row)) },
    {
      key: 'cooling', title: t('programme.transfer.cooling'), right: true,
      render: (row) => t('programme.transfer.hoursOf', { count: terms(row).cooling_hours ?? 24 }),
    },
  ]
  return (
    <DefinitionList
      list={list} name="transfers" columns={columns} newOne={t('programme.transfer.new')}
      count={(count) => t('programme.transfer.count', { count })} none={t('programme.transfer.none')}
      templates={[{
        key: 'careful', title: t('programme.transfer.careful'),
        document: {
          currency, least: 10, most: 500, sends: { day: 500, year: 5000 },
          receives: { day: 1000, year: 5000 }, cooling_hours: 24,
        },
      }]}
    />
  )
}
