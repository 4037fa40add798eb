import { useMutation } from '@tanstack/react-query'
import { App, Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { isMoney } from '../../client/currency'
import { readJournal, useClose, usePeriods } from '../../client/finance'
import type { Schemas } from '../../client/types'
import { save } from '../../kit/chart/save'
import { Empty } from '../../kit/empty'
import { FormDrawer } from '../../kit/form-drawer'
import { Icon } from '../../kit/icon'
import { ProblemView } from '../../kit/problem'
import type { Column } from '../../kit/table/column'
import { DataTable } from '../../kit/table/data-table'
import { useOpen } from '../../kit/url'
import { useFormat, type Format } from '../../kit/use-format'
import { useMay } from '../../shell/may'
import { Page } from '../../shell/page'
import { PeriodChip } from './chip'
import { useMonth } from './pick'

type Period = Schemas['PeriodShown']

/** O: the months of the books; the oldest open one may be closed, each has its journal. */
export default function PeriodsPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const month = useMonth()
  const may = useMay()
  const { data, error, refetch } = usePeriods()
  const { what, args, open, close } = useOpen()
  const closes = what === 'close' ? data?.find((one) => one.month === args[0]) : undefined
  const next = data?.find((one) => one.may_close)
  const keep = useMutation({
    mutationFn: readJournal,
    onSuccess: (text, name) => save(`journal-${name}.csv`, text, 'text/csv'),
  })
  const owed = (row: Period) =>
    row.currencies.reduce((sum, its) => sum + owedOf(its), 0)
  const columns: Column<Period>[] = [
    {
      key: 'month', title: t('finance.period.month'), width: 120,
      render: (row) => <Link to={`/finance/liability?month=${row.month}`}>{month(row.month)}</Link>,
    },
    { key: 'status', title: t('finance.period.status'), render: (row) => <PeriodChip status={row.status} /> },
    ...(data?.[0]?.currencies ?? []).map((its): Column<Period> => ({
      key: `points-${its.currency}`, right: true,
      title: isMoney(its.currency) ? its.title : t('finance.period.points', { currency: its.title }),
      render: (row) => {
        const own = row.currencies.find((one) => one.currency === its.currency)
        return <span className="figure">{own ? closing(own, format) : '—'}</span>
      },
    })),
    {
      key: 'liability', title: t('finance.liability.closing'), right: true,
      render: (row) => <span className="figure">{format.money(owed(row))}</span>,
    },
    {
      key: 'by', title: t('finance.period.by'),
      render: (row) => (row.closed_at
        ? t('finance.period.closedBy', { who: row.closed_by ?? '', at: format.time(row.closed_at) }) : '—'),
    },
    { key: 'reason', title: t('finance.period.reason'), render: (row) => row.reason ?? '—' },
    {
      key: 'hash', title: t('finance.period.hash'),
      render: (row) => (row.hash ? <code className="mono" title={row.hash}>{row.hash.slice(0, 12)}…</code> : '—'),
    },
    ...(may('exports:write') ? [{
      key: 'journal', title: t('finance.period.journal'),
      render: (row: Period) => (
        <Button
          size="small" type="link" icon={<Icon.download />} onClick={() => keep.mutate(row.month)}
          loading={keep.isPending && keep.variables === row.month}
          aria-label={t('finance.period.download', { month: month(row.month) })}
        >
          {t('finance.period.csv')}
        </Button>
      ),
    }] : []),
  ]
  return (
    <Page
      name={t('frame.page.periods')} title={t('frame.page.periods')} note={t('finance.period.note')}
      acts={next && may('finance:close') ? (
        <Button type="primary" onClick={() => open('close', next.month)}>
          {t('finance.period.close', { month: month(next.month) })}
        </Button>
      ) : undefined}
    >
      {keep.error ? <ProblemView error={keep.error} /> : null}
      <DataTable
        name="periods" label={t('frame.page.periods')} columns={columns} rows={data} error={error}
        rowKey={(row) => row.month} retry={() => void refetch()} keys={false}
        empty={<Empty why={t('finance.none')} />}
      />
      {closes ? <Close key={closes.month} period={closes} onClose={close} /> : null}
    </Page>
  )
}

type Its = Period['currencies'][number]

/** Points with a valuation by what they are worth, principal by what it is. */
const owedOf = (its: Its) => its.liability?.closing
  ?? (its.currency.endsWith(':principal') ? its.points.closing ?? 0 : 0)

const closing = (its: Its, format: Format) =>
  (isMoney(its.currency) ? format.money : format.count)(its.points.closing ?? 0)

/** Closing is for good: what is lost by it and what stays is said before. */
function Close({ period, onClose }: { period: Period; onClose: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const month = useMonth()
  const { message } = App.useApp()
  const [reason, setReason] = useState('')
  const run = useClose()
  const name = month(period.month)
  const act = () => run.mutate({ month: period.month, reason: reason.trim() }, {
    onSuccess: () => {
      void message.success(t('finance.period.done', { month: name }))
      onClose()
    },
  })
  return (
    <FormDrawer
      open onClose={onClose} title={t('finance.period.close', { month: name })}
      act={t('finance.period.close', { month: name })} onAct={act} busy={run.isPending} error={run.error}
      blocked={reason.trim().length < 2 ? t('finance.period.why') : null}
      unchanged={t('finance.period.unchanged')}
    >
      <div className="form">
        <p>{t('finance.period.forGood')}</p>
        <dl className="effect effect-rows">
          {period.currencies.map((its) => (
            <div key={its.currency}>
              <dt>{isMoney(its.currency) ? its.title : t('finance.period.points', { currency: its.title })}</dt>
              <dd className="figure">{closing(its, format)}</dd>
            </div>
          ))}
          {period.currencies.filter((its) => its.liability).map((its) => (
            <div key={`owed-${its.currency}`}>
              <dt>{t('finance.period.owed', { currency: its.title })}</dt>
              <dd className="figure">{format.money(its.liability?.closing ?? 0)}</dd>
            </div>
          ))}
        </dl>
        <label className="field">
          <span>{t('finance.period.reason')}</span>
          <Input.TextArea
            value={reason} maxLength={500} autoSize={{ minRows: 2, maxRows: 5 }} autoFocus
            placeholder={t('finance.period.example')} onChange={(event) => setReason(event.target.value)}
          />
        </label>
      </div>
    </FormDrawer>
  )
}
