import { useMutation } from '@tanstack/react-query'
import { App, Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { readStatement, useCloseStatement, usePartners, useStatements, type Statement } from '../../../client/partner'
import { save } from '../../../kit/chart/save'
import { Empty } from '../../../kit/empty'
import { FormDrawer } from '../../../kit/form-drawer'
import { Icon } from '../../../kit/icon'
import { ProblemView } from '../../../kit/problem'
import type { Column } from '../../../kit/table/column'
import { DataTable } from '../../../kit/table/data-table'
import { useOpen, useUrl } from '../../../kit/url'
import { useFormat } from '../../../kit/use-format'
import { useMay } from '../../../shell/may'
import { Page } from '../../../shell/page'
import { PeriodChip } from '../chip'
import { useMonth } from '../pick'
import { StatementDrawer } from './statement'

/** O: what a partner and the brand owe each other, month by month; the oldest open one may be closed. */
export default function SettlementPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const month = useMonth()
  const may = useMay()
  const { get, put } = useUrl()
  const { what, args, open, close } = useOpen()
  const partners = usePartners()
  const picked = get('partner') ?? partners.data?.[0]?.partner
  const { data, error, refetch } = useStatements(picked)
  const keep = useMutation({
    mutationFn: readStatement,
    onSuccess: (text, asked) => save(`settlement-${asked.partner}-${asked.month}.csv`, text, 'text/csv'),
  })
  const next = data?.find((one) => one.may_close)
  const found = data?.find((one) => one.month === args[0])
  const columns: Column<Statement>[] = [
    {
      key: 'month', title: t('finance.period.month'), width: 120,
      render: (row) => (
        <Button type="link" size="small" onClick={() => open('statement', row.month)}>{month(row.month)}</Button>
      ),
    },
    { key: 'status', title: t('finance.period.status'), render: (row) => <PeriodChip status={row.status} /> },
    {
      key: 'total', title: t('finance.settlement.total'), right: true,
      render: (row) => <strong className="figure">{format.money(row.total_cents)}</strong>,
    },
    ...(['out', 'in', 'coupon', 'benefit'] as const).map((kind): Column<Statement> => ({
      key: kind, title: t(`finance.settlement.${kind}`), right: true,
      render: (row) => (
        <span className="figure">
          {format.money(row.lines.filter((one) => one.kind === kind).reduce((sum, one) => sum + one.cents, 0))}
        </span>
      ),
    })),
    {
      key: 'by', title: t('finance.period.by'),
      render: (row) => (row.closed_at
        ? t('finance.period.closedBy', { who: row.closed_by ?? '', at: format.time(row.closed_at) }) : '—'),
    },
    {
      key: 'hash', title: t('finance.period.hash'), extra: true,
      render: (row) => (row.hash ? <code className="mono" title={row.hash}>{row.hash.slice(0, 12)}…</code> : '—'),
    },
    ...(may('exports:write') ? [{
      key: 'file', title: t('finance.settlement.file'),
      render: (row: Statement) => (
        <Button
          size="small" type="link" icon={<Icon.download />}
          onClick={() => keep.mutate({ partner: row.partner, month: row.month })}
          loading={keep.isPending && keep.variables?.month === row.month}
          aria-label={t('finance.settlement.download', { month: month(row.month) })}
        >
          {t('finance.period.csv')}
        </Button>
      ),
    }] : []),
  ]
  const none = partners.data && !partners.data.length && !get('partner')
  return (
    <Page
      name={t('frame.page.settlement')} title={t('frame.page.settlement')} note={t('finance.settlement.note')}
      acts={
        <>
          {(partners.data?.length ?? 0) > 1 ? (
            <Select
              value={picked} aria-label={t('words.partner')} popupMatchSelectWidth={false}
              onChange={(value: string) => put({ partner: value, open: null })}
              options={partners.data!.map((one) => ({ value: one.partner, label: one.title }))}
            />
          ) : null}
          {next && may('finance:close') ? (
            <Button type="primary" onClick={() => open('close', next.month)}>
              {t('finance.settlement.close', { month: month(next.month) })}
            </Button>
          ) : null}
        </>
      }
    >
      {keep.error ? <ProblemView error={keep.error} /> : null}
      <DataTable
        name="settlement" label={t('frame.page.settlement')} columns={columns} rows={none ? [] : data}
        error={partners.error ?? error} rowKey={(row) => row.month} retry={() => void refetch()}
        onOpen={(row) => open('statement', row.month)}
        empty={none ? (
          <Empty why={t('finance.settlement.noPartner')} act={<Link to="/reward/partners">{t('frame.page.partners')}</Link>} />
        ) : <Empty why={t('finance.settlement.none')} />}
      />
      {what === 'statement' && found
        ? <StatementDrawer key={found.month} statement={found} chosen={args[1]} onClose={close} /> : null}
      {what === 'close' && found ? <Close key={found.month} statement={found} onClose={close} /> : null}
    </Page>
  )
}

/** Closing is for good: what is agreed is named before. */
function Close({ statement, onClose }: { statement: Statement; onClose: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const month = useMonth()
  const { message } = App.useApp()
  const [reason, setReason] = useState('')
  const run = useCloseStatement()
  const name = month(statement.month)
  const act = () => run.mutate(
    { partner: statement.partner, month: statement.month, reason: reason.trim() },
    {
      onSuccess: () => {
        void message.success(t('finance.period.done', { month: name }))
        onClose()
      },
    },
  )
  return (
    <FormDrawer
      open onClose={onClose} title={t('finance.settlement.close', { month: name })}
      act={t('finance.settlement.close', { month: name })} onAct={act} busy={run.isPending} error={run.error}
      blocked={reason.trim().length < 2 ? t('finance.period.why') : null}
      unchanged={t('finance.period.unchanged')}
    >
      <div className="form">
        <p>{t('finance.settlement.forGood')}</p>
        <dl className="effect effect-rows">
          <div>
            <dt>{t(statement.total_cents < 0 ? 'finance.settlement.weOwe' : 'finance.settlement.theyOwe', {
              partner: statement.title,
            })}</dt>
            <dd className="figure">{format.money(Math.abs(statement.total_cents))}</dd>
          </div>
        </dl>
        <label className="field">
          <span>{t('finance.period.reason')}</span>
          <Input.TextArea
            value={reason} maxLength={500} autoSize={{ minRows: 2, maxRows: 5 }} autoFocus
            placeholder={t('finance.settlement.example')} onChange={(event) => setReason(event.target.value)}
          />
        </label>
      </div>
    </FormDrawer>
  )
}
