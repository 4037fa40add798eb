import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useStatementEntries, type Statement, type StatementEntry, type StatementLine } from '../../../client/partner'
import { Chip } from '../../../kit/chip'
import { Drawer } from '../../../kit/drawer'
import { Empty } from '../../../kit/empty'
import { Code } from '../../../kit/show'
import type { Column } from '../../../kit/table/column'
import { DataTable } from '../../../kit/table/data-table'
import { useOpen } from '../../../kit/url'
import { useFormat } from '../../../kit/use-format'
import { useMonth } from '../pick'

/** A partner's month: its lines, and below them the events of the one that was chosen. */
export function StatementDrawer({ statement, chosen, onClose }: {
  statement: Statement; chosen?: string; onClose: () => void
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const month = useMonth()
  const { open } = useOpen()
  const at = chosen ? statement.lines[Number(chosen)] : undefined
  const index = (row: StatementLine) => String(statement.lines.indexOf(row))
  const columns: Column<StatementLine>[] = [
    {
      key: 'line', title: t('finance.what'),
      render: (row) => (
        <Button type="link" size="small" onClick={() => open('statement', statement.month, index(row))}>
          {row.kind_title} · {row.title}
        </Button>
      ),
    },
    {
      key: 'cents', title: t('finance.settlement.owes'), right: true,
      render: (row) => <span className="figure">{format.money(row.cents)}</span>,
    },
    {
      key: 'payer', title: t('finance.settlement.payer'),
      render: (row) => payer(row.cents, statement.title, t('finance.settlement.us')),
    },
    {
      key: 'events', title: t('finance.settlement.events'), right: true,
      render: (row) => (
        <span className="figure">
          {format.count(row.events)}
          {row.undone ? ` (${t('finance.settlement.undone', { count: row.undone })})` : ''}
        </span>
      ),
    },
    {
      key: 'count', title: t('finance.settlement.count'), right: true,
      render: (row) => <span className="figure">{format.count(row.count)}</span>,
    },
    {
      key: 'amount', title: t('finance.settlement.amount'), right: true,
      render: (row) => (
        <span className="figure">
          {row.kind === 'coupon' ? format.money(row.amount) : row.kind === 'benefit' ? '' : format.count(row.amount)}
        </span>
      ),
    },
  ]
  const owes = statement.total_cents < 0 ? 'weOwe' : 'theyOwe'
  return (
    <Drawer open kind="compare" onClose={onClose} title={`${statement.title} · ${month(statement.month)}`}>
      <p className="statement-sum">
        {t(`finance.settlement.${owes}`, { partner: statement.title })}{' '}
        <strong className="figure">{format.money(Math.abs(statement.total_cents))}</strong>
        {statement.reason ? <span className="quiet"> {statement.reason}</span> : null}
      </p>
      <DataTable
        name="statement-lines" label={t('finance.settlement.lines')} columns={columns} rows={statement.lines} plain
        rowKey={index} onOpen={(row) => open('statement', statement.month, index(row))}
        empty={<Empty drawing={false} why={t('finance.settlement.nothing')} />}
      />
      {at ? <Entries statement={statement} line={at} /> : statement.lines.length
        ? <p className="note">{t('finance.settlement.choose')}</p> : null}
    </Drawer>
  )
}

/** Who pays an amount: the partner above zero, the brand below. */
const payer = (cents: number, partner: string, us: string) => (cents > 0 ? partner : cents < 0 ? us : '')

function Entries({ statement, line }: { statement: Statement; line: StatementLine }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useStatementEntries(
    statement.partner, statement.month, line.kind, line.key)
  const rows = data?.pages.flatMap((page) => page.items)
  const columns: Column<StatementEntry>[] = [
    { key: 'at', title: t('member.time'), render: (row) => format.time(row.at) },
    {
      key: 'member', title: t('words.member'),
      render: (row) => (
        <Link to={`/member/members/${row.member}?open=explain~${row.member}~${row.seq}`}>
          <Code value={row.member} copy={false} />
        </Link>
      ),
    },
    { key: 'ref', title: t('finance.settlement.ref'), render: (row) => <Code value={row.ref} most={20} /> },
    {
      key: 'cents', title: t('finance.settlement.owes'), right: true,
      render: (row) => <span className="figure">{format.money(row.cents)}</span>,
    },
    {
      key: 'back', title: t('programme.status'),
      render: (row) => (row.back ? <Chip tone="warning">{t('finance.settlement.back')}</Chip> : ''),
    },
    {
      key: 'count', title: t('finance.settlement.count'), right: true,
      render: (row) => <span className="figure">{format.count(row.count)}</span>,
    },
  ]
  return (
    <section className="section">
      <h2 className="drawer-line">{line.kind_title} · {line.title}</h2>
      <DataTable
        name="statement-entries" label={`${line.kind_title} ${line.title}`} columns={columns} rows={rows} plain
        error={error} retry={() => void refetch()} rowKey={(row) => `${row.member} ${row.seq} ${row.ref} ${row.back}`}
        empty={<Empty drawing={false} why={t('finance.settlement.nothing')} />}
      />
      {hasNextPage ? (
        <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>{t('finance.settlement.more')}</Button>
      ) : null}
    </section>
  )
}
