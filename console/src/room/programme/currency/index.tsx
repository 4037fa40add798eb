import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { useCurrencyFigures, useDefinitions } from '../../../client/definition'
import type { DefinitionRow } from '../../../client/definition.types'
import { Empty } from '../../../kit/empty'
import type { Column } from '../../../kit/table/column'
import { DataTable } from '../../../kit/table/data-table'
import { useFormat } from '../../../kit/use-format'
import { Page } from '../../../shell/page'
import { Life } from '../life'
import { NewButton, NewDrawer } from '../new'

type Said = {
  usable?: { when?: string; days?: number; fallback_days?: number }
  expiry?: { rule?: string; months?: number; years?: number; date?: string }
}

/** O: what members hold, and how much of it is out. */
export default function CurrenciesPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const go = useNavigate()
  const { data, error, refetch } = useDefinitions('currency')
  const { data: figures } = useCurrencyFigures()
  const figure = (row: DefinitionRow) => figures?.find((one) => one.currency === row.key)
  const document = (row: DefinitionRow) => (row.document ?? row.draft?.document ?? {}) as Said
  const amount = (key: string, title: string, read: (row: DefinitionRow) => number | null | undefined):
  Column<DefinitionRow> => ({
    key, title, right: true,
    render: (row) => {
      const value = read(row)
      return value === undefined || value === null ? '' : (
        <span className="figure">{format.count(value)}</span>
      )
    },
  })
  const columns: Column<DefinitionRow>[] = [
    {
      key: 'name', title: t('words.currency'), width: 160,
      render: (row) => (
        <Link to={`/programme/currencies/${row.key}`}>{format.say(row.name) || row.key}</Link>
      ),
    },
    {
      key: 'status', title: t('programme.status'),
      render: (row) => <Life row={row} />,
    },
    {
      key: 'usable', title: t('programme.currency.usable'),
      render: (row) => {
        const { usable } = document(row)
        const days = usable?.days ?? usable?.fallback_days ?? 0
        return t(`programme.currency.said_${usable?.when ?? 'at_once'}`, { count: days })
      },
    },
    {
      key: 'expiry', title: t('programme.currency.expiry'),
      render: (row) => {
        const { expiry } = document(row)
        return t(`programme.currency.ends_${expiry?.rule ?? 'never'}`, {
          count: expiry?.months ?? expiry?.years ?? 0, day: expiry?.date ?? '',
        })
      },
    },
    amount('outstanding', t('programme.currency.outstanding'), (row) => figure(row)?.outstanding),
    amount('issued', t('programme.currency.issued30'), (row) => figure(row)?.issued_30d),
    amount('spent', t('programme.currency.spent30'), (row) => figure(row)?.spent_30d),
    amount('expired', t('programme.currency.expired30'), (row) => figure(row)?.expired_30d),
    { ...amount('pending', t('words.lot.pending'), (row) => figure(row)?.pending), extra: true },
    { ...amount('members', t('programme.currency.holders'), (row) => figure(row)?.members), extra: true },
  ]
  return (
    <Page
      name={t('frame.page.currencies')} title={t('frame.page.currencies')}
      acts={<NewButton label={t('programme.currency.new')} />}
    >
      <DataTable
        name="currencies" label={t('frame.page.currencies')} columns={columns} rows={data} error={error}
        rowKey={(row) => row.key} retry={() => void refetch()}
        onOpen={(row) => void go(`/programme/currencies/${row.key}`)}
        empty={<Empty why={t('programme.currency.none')}
          act={<NewButton label={t('programme.currency.new')} />} />}
      />
      <NewDrawer
        kind="currency" title={t('programme.currency.new')}
        templates={[
          {
            key: 'points', title: t('programme.currency.template.points'),
            document: {
              unit: { zh: t('programme.currency.unitWord'), en: 'points' },
              usable: { when: 'after_days', days: 14 },
              expiry: { rule: 'months_from_earning', months: 12, to: 'end_of_month' },
              refund: { policy: 'below_zero' },
            },
          },
          {
            key: 'growth', title: t('programme.currency.template.growth'),
            document: {
              unit: { zh: t('programme.currency.growthWord'), en: 'growth value' }, spendable: false,
              usable: { when: 'at_once' }, expiry: { rule: 'never' },
              refund: { policy: 'below_zero' },
            },
          },
        ]}
      />
    </Page>
  )
}
