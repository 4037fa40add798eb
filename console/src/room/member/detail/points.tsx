import { Segmented } from 'antd'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { mainBrand, useBrands } from '../../../client/brand'
import { useCurrencyUnit } from '../../../client/currency'
import { useLots, useStatement } from '../../../client/member'
import type { Lot, Member, StatementItem } from '../../../client/types'
import { Chip } from '../../../kit/chip'
import { Empty } from '../../../kit/empty'
import { rememberHead } from '../../../kit/explain/head'
import { Code, Delta } from '../../../kit/show'
import type { Column } from '../../../kit/table/column'
import { DataTable } from '../../../kit/table/data-table'
import { Paging } from '../../../kit/table/paging'
import { useOpen, useUrl } from '../../../kit/url'
import { useFormat } from '../../../kit/use-format'

/** The statement of a currency, and its lots. */
export function Points({ member, onRows }: { member: Member; onRows: (seqs: string[]) => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { get, put } = useUrl()
  const currency = get('currency') ?? member.balances[0]?.currency ?? null
  const part = get('part') === 'lots' ? 'lots' : 'statement'
  if (!currency) return <Empty drawing={false} why={t('member.noBalance')} />
  return (
    <div>
      <div className="points-bar">
        {member.balances.length > 1 ? (
          <Segmented
            value={currency} onChange={(value) => put({ currency: String(value), cursor: null })}
            options={member.balances.map((one) => ({
              value: one.currency, label: format.say(one.title),
            }))}
          />
        ) : null}
        <Segmented
          value={part} onChange={(value) => put({ part: value === 'lots' ? 'lots' : null, cursor: null })}
          options={[
            { value: 'statement', label: t('member.statement') },
            { value: 'lots', label: t('member.lots.name') },
          ]}
        />
      </div>
      {part === 'lots' ? <Lots member={member.id} currency={currency} />
        : <Statement member={member.id} currency={currency} onRows={onRows} />}
    </div>
  )
}

function Statement({ member, currency, onRows }: {
  member: string; currency: string; onRows: (seqs: string[]) => void
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const unit = useCurrencyUnit()
  const { get, put } = useUrl()
  const { open } = useOpen()
  const { data, error, isPlaceholderData, refetch } = useStatement(member, currency, get('cursor'))
  useEffect(() => {
    onRows([...new Set(data?.items.map((row) => row.entry.split('-')[0]!) ?? [])])
  }, [data, onRows])
  const explain = (row: StatementItem) => {
    const seq = row.entry.split('-')[0]!
    rememberHead(member, seq, {
      amount: row.amount, currency: row.currency, time: row.time, order: row.key ?? undefined,
    })
    open('explain', member, seq)
  }
  const columns: Column<StatementItem>[] = [
    { key: 'time', title: t('member.time'), render: (row) => format.time(row.time) },
    { key: 'kind', title: t('member.kind'), render: (row) => t(`words.entry.${row.kind}`) },
    { key: 'rule', title: t('words.rule'), render: (row) => <span className="wrap">{format.say(row.rule_title)}</span> },
    { key: 'key', title: t('member.key'), render: (row) => (row.key ? <Code value={row.key} /> : null) },
    {
      key: 'amount', title: t('member.change'), unit: unit(currency), right: true,
      render: (row) => <Delta amount={row.amount} />,
    },
    {
      key: 'balance', title: t('member.after'), unit: unit(currency), right: true,
      render: (row) => <span className="figure">{format.count(row.balance_after)}</span>,
    },
    {
      key: 'pending', title: t('member.pendingAfter'), unit: unit(currency), right: true,
      render: (row) => <span className="figure">{format.count(row.pending_after)}</span>,
    },
  ]
  return (
    <DataTable
      name="statement" label={t('member.statement')} columns={columns} rows={data?.items} plain
      rowKey={(row) => row.entry} busy={isPlaceholderData} error={error} retry={() => void refetch()}
      onOpen={explain} onExplain={explain}
      empty={<Empty drawing={false} why={t('member.noStatement')} />}
      foot={<Paging prev={data?.prev} next={data?.next} limit={50} onCursor={(cursor) => put({ cursor })} />}
    />
  )
}

const tones = { pending: 'warning', usable: 'success', debt: 'error' } as const

function Lots({ member, currency }: { member: string; currency: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const unit = useCurrencyUnit()
  const { data, error, refetch } = useLots(member, currency)
  const brands = useBrands()
  const columns: Column<Lot>[] = [
    {
      key: 'expires', title: t('member.lots.expires'),
      render: (row) => (row.expires_on ? t('member.endOfDay', { day: format.day(row.expires_on) })
        : t('member.lots.never')),
    },
    {
      key: 'state', title: t('member.lots.state'),
      render: (row) => <Chip tone={tones[row.state]}>{t(`words.lot.${row.state}`)}</Chip>,
    },
    {
      key: 'usable', title: t('member.lots.usable'),
      render: (row) => (row.usable_on ? format.day(row.usable_on) : ''),
    },
    { key: 'earned', title: t('member.lots.earned'), render: (row) => row.earned_month ?? '' },
    ...(brands.length ? [{
      key: 'brand', title: t('words.brand'),
      render: (row: Lot) => {
        const key = row.brand ?? (row.state === 'debt' ? null : mainBrand)
        return brands.find((one) => one.key === key)?.title ?? key ?? ''
      },
    }] : []),
    {
      key: 'amount', title: t('member.lots.amount'), unit: unit(currency), right: true,
      render: (row) => <span className="figure">{format.count(row.amount)}</span>,
    },
  ]
  return (
    <DataTable
      name="lots" label={t('member.lots.name')} columns={columns} rows={data} plain error={error}
      rowKey={(row) => [row.expires_on, row.usable_on, row.earned_month, row.state, row.brand, row.funder].join(' ')}
      retry={() => void refetch()} empty={<Empty drawing={false} why={t('member.lots.none')} />}
    />
  )
}
