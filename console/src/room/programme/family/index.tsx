import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useCurrencies, useCurrencyTitle } from '../../../client/currency'
import type { DefinitionRow } from '../../../client/definition.types'
import type { Column } from '../../../kit/table/column'
import { useFormat } from '../../../kit/use-format'
import { useLimit } from '../../reward/words'
import { Life } from '../life'
import { DefinitionList, useDefinitionList } from '../list'

type Terms = {
  currency?: string; size?: number; rejoin_days?: number; leaving?: string
  puts?: { day?: number }; spends?: { day?: number }
}

/** O: the terms under which members found families with a pool. */
export default function FamiliesPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const limit = useLimit()
  const title = useCurrencyTitle()
  const currency = useCurrencies().find((one) => one.spendable)?.key ?? 'points'
  const list = useDefinitionList('family_terms')
  const terms = (row: DefinitionRow) => (row.document ?? row.draft?.document ?? {}) as Terms
  const columns: Column<DefinitionRow>[] = [
    {
      key: 'name', title: t('programme.family.name'), width: 200,
      render: (row) => <Link to={`/programme/families/${row.key}`}>{format.say(row.name) || row.key}</Link>,
    },
    { key: 'status', title: t('programme.status'), render: (row) => <Life row={row} /> },
    { key: 'currency', title: t('words.currency'), render: (row) => title(terms(row).currency) },
    { key: 'size', title: t('programme.family.size'), right: true, render: (row) => format.count(terms(row).size ?? 6) },
    { key: 'puts', title: t('programme.family.putsDay'), right: true, render: (row) => limit(terms(row).puts?.day) },
    { key: 'spends', title: t('programme.family.spendsDay'), right: true, render: (row) => limit(terms(row).spends?.day) },
    {
      key: 'leaving', title: t('programme.family.gets'),
      render: (row) => t(`programme.family.leaving_${terms(row).leaving ?? 'own'}`),
    },
    {
      key: 'rejoin', title: t('programme.family.rejoin'), right: true, extra: true,
      render: (row) => t('programme.family.daysOf', { count: terms(row).rejoin_days ?? 90 }),
    },
  ]
  return (
    <DefinitionList
      list={list} name="families" columns={columns} newOne={t('programme.family.new')}
      count={(count) => t('programme.family.count', { count })} none={t('programme.family.none')}
      templates={[{
        key: 'six', title: t('programme.family.six'),
        document: { currency, size: 6, rejoin_days: 90, spends: { day: 2000 }, leaving: 'own' },
      }]}
    />
  )
}
