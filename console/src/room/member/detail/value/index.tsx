import { Button, Segmented } from 'antd'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import {
  useStoredValues, useTopUps, useValueStatement, type StoredValue, type TopUp, type ValueLine,
} from '../../../../client/value'
import { Chip } from '../../../../kit/chip'
import { DetailHeader } from '../../../../kit/detail-header'
import { Empty } from '../../../../kit/empty'
import { Loading } from '../../../../kit/later'
import { ProblemView } from '../../../../kit/problem'
import { Code, Delta } from '../../../../kit/show'
import type { Column } from '../../../../kit/table/column'
import { DataTable } from '../../../../kit/table/data-table'
import { Paging } from '../../../../kit/table/paging'
import { useOpen, useUrl } from '../../../../kit/url'
import { useFormat } from '../../../../kit/use-format'
import { useMay } from '../../../../shell/may'

/** What a member has paid in: principal and bonus, what was done with it, and what can be done. */
export function Values({ member, onRows }: { member: string; onRows: (seqs: string[]) => void }) {
  const { t } = useTranslation()
  const { get, put } = useUrl()
  const { data, error, refetch } = useStoredValues(member)
  if (!data) return error ? <ProblemView error={error} retry={() => void refetch()} /> : <Loading rows={6} />
  const chosen = data.find((one) => one.value === get('value')) ?? data[0]
  if (!chosen) return (
    <Empty drawing={false} why={t('value.member.none')}
      act={<Link to="/programme/values">{t('value.member.toList')}</Link>} />
  )
  const part = get('part') === 'topups' ? 'topups' : 'statement'
  return (
    <div>
      {data.length > 1 ? (
        <div className="points-bar">
          <Segmented
            value={chosen.value} onChange={(value) => put({ value: String(value), cursor: null })}
            aria-label={t('words.kind.stored_value')}
            options={data.map((one) => ({ value: one.value, label: one.title }))}
          />
        </div>
      ) : null}
      <Balance value={chosen} />
      <div className="points-bar">
        <Segmented
          value={part} aria-label={t('member.statement')}
          onChange={(value) => put({ part: value === 'topups' ? 'topups' : null, cursor: null })}
          options={[
            { value: 'statement', label: t('member.statement') },
            { value: 'topups', label: t('value.member.topUps') },
          ]}
        />
      </div>
      {part === 'topups' ? <TopUps member={member} value={chosen} />
        : <Statement member={member} value={chosen.value} onRows={onRows} />}
    </div>
  )
}

function Balance({ value }: { value: StoredValue }) {
  const { t } = useTranslation()
  const format = useFormat()
  const may = useMay()
  const { open } = useOpen()
  const held = value.held_principal_cents + value.held_bonus_cents
  return (
    <>
      <DetailHeader facts={[
        { title: t('value.principal'), value: format.money(value.principal_cents) },
        { title: t('value.bonus'), value: format.money(value.bonus_cents) },
        ...(held ? [{ title: t('words.lot.held'), value: format.money(held) }] : []),
        ...(value.next_expiry ? [{
          title: t('value.member.nextExpiry'),
          value: t('value.member.expiry', {
            amount: format.money(value.next_expiry.amount), day: format.day(value.next_expiry.on),
          }),
        }] : []),
      ]} />
      <div className="value-bar">
        {value.frozen ? <Chip tone="error">{t('value.frozen')}</Chip> : null}
        {value.limits ? null : <Chip tone="warning">{t('value.member.notOffered')}</Chip>}
        {may('value:write') ? (
          <>
            {value.limits && !value.frozen ? (
              <Button size="small" onClick={() => open('topup', value.value)}>{t('value.act.topUp')}</Button>
            ) : null}
            {value.principal_cents && !value.frozen ? (
              <Button size="small" onClick={() => open('payout', value.value)}>{t('value.act.payOut')}</Button>
            ) : null}
            <Button size="small" onClick={() => open('adjustvalue', value.value)}>{t('value.act.adjust')}</Button>
            <Button size="small" onClick={() => open('freezevalue', value.value)}>
              {t(value.frozen ? 'value.act.unfreeze' : 'value.act.freeze')}
            </Button>
          </>
        ) : null}
      </div>
    </>
  )
}

function Statement({ member, value, onRows }: {
  member: string; value: string; onRows: (seqs: string[]) => void
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const { get, put } = useUrl()
  const { open } = useOpen()
  const { data, error, isPlaceholderData, refetch } = useValueStatement(member, value, get('cursor'))
  useEffect(() => {
    onRows([...new Set(data?.items.map((row) => String(row.seq)) ?? [])])
  }, [data, onRows])
  const explain = (row: ValueLine) => open('explain', member, String(row.seq))
  const columns: Column<ValueLine>[] = [
    { key: 'time', title: t('member.time'), render: (row) => format.time(row.time) },
    { key: 'kind', title: t('member.kind'), render: (row) => t(`value.entry.${row.kind}`) },
    { key: 'key', title: t('member.key'), render: (row) => (row.key ? <Code value={row.key} /> : null) },
    {
      key: 'principal', title: t('value.principal'), right: true,
      render: (row) => (row.principal_cents ? <Delta amount={row.principal_cents} money /> : null),
    },
    {
      key: 'bonus', title: t('value.bonus'), right: true,
      render: (row) => (row.bonus_cents ? <Delta amount={row.bonus_cents} money /> : null),
    },
    {
      key: 'after', title: t('value.member.principalAfter'), right: true,
      render: (row) => <span className="figure">{format.money(row.principal_after_cents)}</span>,
    },
    {
      key: 'bonusAfter', title: t('value.member.bonusAfter'), right: true,
      render: (row) => <span className="figure">{format.money(row.bonus_after_cents)}</span>,
    },
    { key: 'note', title: t('value.reason'), render: (row) => <span className="wrap">{row.note}</span> },
  ]
  return (
    <DataTable
      name="value-statement" label={t('member.statement')} columns={columns} rows={data?.items} plain
      rowKey={(row) => `${row.entry} ${row.kind}`} busy={isPlaceholderData} error={error}
      retry={() => void refetch()} onOpen={explain} onExplain={explain}
      empty={<Empty drawing={false} why={t('value.member.noStatement')} />}
      foot={<Paging prev={data?.prev} next={data?.next} limit={50} onCursor={(cursor) => put({ cursor })} />}
    />
  )
}

function TopUps({ member, value }: { member: string; value: StoredValue }) {
  const { t } = useTranslation()
  const format = useFormat()
  const may = useMay()
  const { open } = useOpen()
  const { data, error, refetch } = useTopUps(member, value.value)
  const columns: Column<TopUp>[] = [
    { key: 'at', title: t('member.time'), render: (row) => format.time(row.at) },
    { key: 'number', title: t('value.member.number'), render: (row) => <Code value={row.top_up_id} /> },
    {
      key: 'payment', title: t('value.payment'),
      render: (row) => (row.payment ? <Code value={row.payment} /> : ''),
    },
    {
      key: 'principal', title: t('value.principal'), right: true,
      render: (row) => <span className="figure">{format.money(row.principal_cents)}</span>,
    },
    {
      key: 'bonus', title: t('value.bonus'), right: true,
      render: (row) => <span className="figure">{format.money(row.bonus_cents)}</span>,
    },
    {
      key: 'expires', title: t('value.member.bonusUntil'),
      render: (row) => (row.bonus_expires_on ? format.day(row.bonus_expires_on) : ''),
    },
    {
      key: 'out', title: t('value.member.paidOut'), right: true,
      render: (row) => (row.refunded_cents
        ? <span className="figure">{format.money(row.refunded_cents)}</span> : ''),
    },
  ]
  return (
    <DataTable
      name="value-top-ups" label={t('value.member.topUps')} columns={columns} rows={data} plain error={error}
      rowKey={(row) => row.top_up_id} retry={() => void refetch()}
      acts={may('value:write') ? (row) => (row.refundable_cents && !value.frozen ? (
        <Button size="small" type="text" onClick={() => open('payout', value.value, row.top_up_id)}>
          {t('value.act.payOut')}
        </Button>
      ) : null) : undefined}
      empty={<Empty drawing={false} why={t('value.member.noTopUps')} />}
    />
  )
}
