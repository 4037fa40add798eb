import { useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useKeys } from '../keys'
import { ProblemView } from '../problem'
import { useStored } from '../stored'
import { useFormat } from '../use-format'
import { firstLook, nextSort, shown, sortState, type Column, type Look } from './column'
import { Ghost } from './ghost'
import { useKept } from './kept'
import { TableTools } from './tools'

export type Selection = { chosen: string[]; choose: (keys: string[]) => void }

type Props<Row> = {
  /** Under this name columns and density are kept. */
  name: string
  /** What the table holds, for screen readers. */
  label: string
  columns: Column<Row>[]
  rows: Row[] | undefined
  rowKey: (row: Row) => string
  busy?: boolean
  error?: unknown
  retry?: () => void
  empty: ReactNode
  sort?: string | null
  onSort?: (sort: string) => void
  /** Enter, or a click on the row. */
  onOpen?: (row: Row) => void
  /** Shift+Enter. */
  onPage?: (row: Row) => void
  /** `e`. */
  onExplain?: (row: Row) => void
  acts?: (row: Row) => ReactNode
  selection?: Selection
  /** Stands above the rows while some are chosen. */
  bulk?: ReactNode
  tools?: ReactNode
  foot?: ReactNode
  keys?: boolean
  plain?: boolean
}

/** A list: fixed first column, figures right, keys `j` `k` Enter `x` `e`, columns and density kept. */
export function DataTable<Row>(props: Props<Row>) {
  const { name, label, columns, rowKey, error, selection, acts } = props
  const kept = useKept(props.rows)
  const old = !props.rows && error && kept ? kept : null
  const rows = props.rows ?? old?.rows
  const busy = props.busy || !!old
  const { t } = useTranslation()
  const format = useFormat()
  const [look, setLook] = useStored<Look>(`table.${name}`, firstLook)
  const [at, setAt] = useState(-1)
  const body = useRef<HTMLTableSectionElement>(null)
  const visible = shown(columns, look)
  const width = visible.length + (selection ? 1 : 0) + (acts ? 1 : 0)

  const go = (to: number) => {
    const last = (rows?.length ?? 0) - 1
    const next = Math.max(0, Math.min(last, to))
    setAt(next)
    const row = body.current?.rows[next]
    row?.scrollIntoView({ block: 'nearest' })
    row?.focus({ preventScroll: true })
  }
  const current = () => rows?.[at]
  const chosen = new Set(selection?.chosen)
  // What was chosen on other pages stays.
  const selectAll = (on: boolean) => {
    const here = (rows ?? []).map(rowKey)
    const others = [...chosen].filter((key) => !here.includes(key))
    selection?.choose(on ? [...others, ...here] : others)
  }
  const toggle = (row: Row | undefined) => {
    if (!row || !selection) return
    const key = rowKey(row)
    selection.choose(chosen.has(key) ? [...chosen].filter((one) => one !== key) : [...chosen, key])
  }
  const on = (act?: (row: Row) => void) => () => { const row = current(); if (row) act?.(row) }
  useKeys({
    j: () => go(at + 1),
    k: () => go(at - 1),
    x: () => toggle(current()),
    e: on(props.onExplain),
  }, props.keys !== false)

  const rowKeyDown = (event: React.KeyboardEvent, row: Row) => {
    if (event.key !== 'Enter' || event.target !== event.currentTarget) return
    event.preventDefault()
    if (event.shiftKey && props.onPage) props.onPage(row)
    else props.onOpen?.(row)
  }
  const click = (event: React.MouseEvent, row: Row, index: number) => {
    if ((event.target as HTMLElement).closest('a, button, input, label')) return
    if (window.getSelection()?.toString()) return
    setAt(index)
    props.onOpen?.(row)
  }

  if (error && !rows) return <ProblemView error={error} retry={props.retry} />
  return (
    <div className={`table-box density-${look.density} ${props.plain ? 'table-plain' : ''}`}>
      {props.tools !== undefined ? (
        <div className="table-tools">
          <div className="table-tools-own">{props.tools}</div>
          {props.plain ? null : <TableTools columns={columns} look={look} onLook={setLook} />}
        </div>
      ) : null}
      {props.bulk}
      {error ? (
        <ProblemView
          error={error} retry={props.retry}
          unchanged={old ? t('kit.table.old', { time: format.clock(old.at) }) : undefined}
        />
      ) : null}
      <div className="table-scroll" role="region" aria-label={label} tabIndex={0}>
        <table className="table" aria-busy={busy}>
          <thead>
            <tr>
              {selection ? (
                <th className="table-check">
                  <input
                    type="checkbox" aria-label={t('kit.table.selectAll')}
                    checked={!!rows?.length && rows.every((row) => chosen.has(rowKey(row)))}
                    onChange={(event) => selectAll(event.target.checked)}
                  />
                </th>
              ) : null}
              {visible.map((column) => (
                <Head key={column.key} column={column} sort={props.sort} onSort={props.onSort} />
              ))}
              {acts ? <th className="table-acts"><span className="gone">{t('kit.table.acts')}</span></th>
                : null}
            </tr>
          </thead>
          <tbody ref={body} className={busy && rows ? 'table-stale' : undefined}>
            {rows?.map((row, index) => {
              const key = rowKey(row)
              return (
                <tr
                  key={key} tabIndex={-1} aria-selected={selection ? chosen.has(key) : undefined}
                  className={`${index === at ? 'at' : ''} ${props.onOpen ? 'opens' : ''}`}
                  onClick={(event) => click(event, row, index)}
                  onKeyDown={(event) => rowKeyDown(event, row)}
                >
                  {selection ? (
                    <td className="table-check">
                      <input
                        type="checkbox" checked={chosen.has(key)}
                        onChange={() => toggle(row)} aria-label={t('kit.table.selectRow')}
                      />
                    </td>
                  ) : null}
                  {visible.map((column, place) => (
                    place === 0
                      ? <th key={column.key} scope="row">{column.render(row)}</th>
                      : <td key={column.key} className={column.right ? 'right' : undefined}>
                        {column.render(row)}
                      </td>
                  ))}
                  {acts ? <td className="table-acts"><div>{acts(row)}</div></td> : null}
                </tr>
              )
            })}
            {rows ? null : <Ghost columns={width} />}
          </tbody>
        </table>
      </div>
      {rows && rows.length === 0 ? props.empty : null}
      {props.foot}
    </div>
  )
}

function Head<Row>({ column, sort, onSort }: {
  column: Column<Row>; sort?: string | null; onSort?: (sort: string) => void
}) {
  const state = column.sort ? sortState(sort, column.sort) : null
  const title = (
    <>{column.title}{column.unit ? <span className="unit">{column.unit}</span> : null}</>
  )
  return (
    <th
      scope="col" className={column.right ? 'right' : undefined} style={{ width: column.width }}
      aria-sort={state === 'asc' ? 'ascending' : state === 'desc' ? 'descending' : undefined}
    >
      {column.sort && onSort ? (
        <button type="button" onClick={() => onSort(nextSort(sort, column.sort!))}>
          {title}
          <svg viewBox="0 0 8 12" width="8" height="12" aria-hidden="true" className={`sort-${state}`}>
            <path d="M4 1l3 4H1z" /><path d="M4 11L1 7h6z" />
          </svg>
        </button>
      ) : title}
    </th>
  )
}
