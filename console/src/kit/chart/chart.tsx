import { Dropdown, Button } from 'antd'
import { lazy, Suspense, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Boundary } from '../boundary'
import { usePreference } from '../preference'
import { Icon } from '../icon'
import type { Mark } from './canvas'
import type { Chart as Drawn, Option } from './echarts'
import { csv, save } from './save'

const Canvas = lazy(() => import('./canvas'))

export type ChartTable = { columns: string[]; rows: (string | number)[][] }

type Props = {
  /** Measure, unit and window. */
  title: ReactNode
  /** Name of saved files. */
  file: string
  /** One sentence that says what the chart shows. */
  label: string
  option: Option
  table: ChartTable
  height: number
  note?: ReactNode
  tools?: ReactNode
  empty?: ReactNode
  onMark?: (mark: Mark) => void
  /** Another way to read the same data, instead of the drawing. */
  instead?: ReactNode
  heading?: 2 | 3
}

/** A chart with its title, its table (also its accessible form), CSV and PNG. */
export function Chart(props: Props) {
  const { title, file, label, option, table, height, note, tools, empty, onMark, instead } = props
  const { t } = useTranslation()
  const { shade } = usePreference()
  const [asTable, setAsTable] = useState(false)
  const drawn = useRef<Drawn | null>(null)
  const Heading = props.heading === 3 ? 'h3' : 'h2'
  const keep = (key: string) => {
    if (key === 'csv') save(`${file}.csv`, csv(table), 'text/csv')
    if (key === 'png' && drawn.current)
      save(`${file}.png`, drawn.current.getDataURL({ pixelRatio: 2, backgroundColor:
        getComputedStyle(document.documentElement).getPropertyValue('--container') }))
  }
  return (
    <figure className="chart">
      <figcaption className="card-head">
        <Heading>{title}</Heading>
        <div className="chart-tools">
          {note ? <span className="note">{note}</span> : null}
          {tools}
          <Button
            size="small" type="text" icon={<Icon.table />} aria-pressed={asTable}
            onClick={() => setAsTable(!asTable)}
          >
            {t(asTable ? 'kit.chart.drawing' : 'kit.chart.table')}
          </Button>
          <Dropdown
            trigger={['click']}
            menu={{
              items: [
                { key: 'csv', label: t('kit.chart.csv') },
                ...(asTable || instead || empty ? [] : [{ key: 'png', label: t('kit.chart.png') }]),
              ],
              onClick: ({ key }) => keep(key),
            }}
          >
            <Button size="small" type="text" icon={<Icon.download />} aria-label={t('kit.chart.save')} />
          </Dropdown>
        </div>
      </figcaption>
      {empty ?? (asTable ? <PlainTable table={table} label={label} /> : instead ?? (
        <Boundary>
          <Suspense fallback={<div style={{ height }} aria-busy="true" />}>
            <Canvas
              option={option} shade={shade} height={height} label={label} onMark={onMark}
              onReady={(chart) => { drawn.current = chart }}
            />
          </Suspense>
        </Boundary>
      ))}
    </figure>
  )
}

function PlainTable({ table, label }: { table: ChartTable; label: string }) {
  return (
    <div className="table-scroll" role="region" aria-label={label} tabIndex={0}>
      <table className="table">
        <thead>
          <tr>{table.columns.map((name, index) => (
            <th key={name} scope="col" className={index ? 'right' : undefined}>{name}</th>
          ))}</tr>
        </thead>
        <tbody>
          {table.rows.map((row, at) => (
            <tr key={at}>
              {row.map((value, index) => (index
                ? <td key={index} className="right">{value}</td>
                : <th key={index} scope="row">{value}</th>))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
