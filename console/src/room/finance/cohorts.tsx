import { useTranslation } from 'react-i18next'
import { isMoney } from '../../client/currency'
import { useCohorts } from '../../client/finance'
import type { Schemas } from '../../client/types'
import { Empty } from '../../kit/empty'
import { Loading } from '../../kit/later'
import { usePreference } from '../../kit/preference'
import { ProblemView } from '../../kit/problem'
import { rampInk, sequential } from '../../kit/theme/colour'
import { useFormat } from '../../kit/use-format'
import { Behind, useMonth } from './pick'

type Cohort = Schemas['Row']

/** The triangle: what of each month's points was used by age, and is expected in the end. */
export function Cohorts({ currency, unit }: { currency: string; unit: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { data, error, refetch } = useCohorts(currency)
  const percent = (part: number | null | undefined, whole: number) =>
    (part === null || part === undefined || !whole ? '' : format.percent(part / whole))
  return (
    <section className="card finance-gap">
      <div className="card-head">
        <h2>{t(`finance.cohort.${isMoney(currency) ? 'titleMoney' : 'title'}`)}</h2>
        <span className="note">{t('finance.cohort.note')}</span>
      </div>
      <Behind batches={data?.behind} />
      {error ? <ProblemView error={error} retry={() => void refetch()} /> : null}
      {!data && !error ? <Loading rows={8} /> : null}
      {data && !data.rows.length ? <Empty why={t('finance.cohort.none')} /> : null}
      {data?.rows.length ? <Triangle rows={data.rows} unit={unit} money={isMoney(currency)} /> : null}
      {data?.expected ? (
        <p className="flow-sum">
          {t('finance.cohort.sum', {
            used: percent(data.used, data.issued), end: percent(data.expected, data.issued),
            low: percent(data.low, data.issued), high: percent(data.high, data.issued),
          })}
        </p>
      ) : data?.rows.length ? <p className="flow-sum">{t('finance.cohort.few')}</p> : null}
    </section>
  )
}

function Triangle({ rows, unit, money }: { rows: Cohort[]; unit: string; money: boolean }) {
  const { t } = useTranslation()
  const format = useFormat()
  const amount = money ? format.money : format.count
  const month = useMonth()
  const { shade } = usePreference()
  const ages = Math.max(...rows.map((row) => row.used_by_age.length))
  const share = (row: Cohort, used: number) => (row.issued > 0 ? used / row.issued : 0)
  const most = Math.max(0.01, ...rows.flatMap((row) => row.used_by_age.map((used) => share(row, used))))
  const step = (part: number) => Math.min(9, 1 + Math.floor((8 * part) / most))
  return (
    <div className="table-scroll" role="region" aria-label={t('finance.cohort.title')} tabIndex={0}>
      <table className="matrix finance-triangle">
        <thead>
          <tr>
            <th scope="col">{t(`finance.cohort.${money ? 'monthMoney' : 'month'}`)}</th>
            <th scope="col">{t('finance.cohort.issued')} <span className="note">{unit}</span></th>
            {Array.from({ length: ages }, (_, age) => (
              <th key={age} scope="col">{t('finance.ageing.age', { count: age })}</th>
            ))}
            <th scope="col">{t('finance.cohort.end')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.earn_month}>
              <th scope="row">{month(row.earn_month)}</th>
              <td className="finance-size figure">{amount(row.issued)}</td>
              {Array.from({ length: ages }, (_, age) => {
                const used = row.used_by_age[age]
                if (used === undefined) return <td key={age} className="finance-future" />
                const part = share(row, used)
                const runs = row.running && age === row.used_by_age.length - 1
                return (
                  <td
                    key={age} className={runs ? 'finance-running figure' : 'figure'}
                    title={runs ? t('finance.cohort.running', { n: amount(used) }) : amount(used)}
                    style={{ background: sequential[shade][step(part) - 1], color: rampInk(shade, step(part)) }}
                  >
                    {format.percent(part)}
                  </td>
                )
              })}
              <td className="finance-size figure">
                {row.expected === null || row.expected === undefined ? '—' : (
                  <>
                    {format.percent(share(row, row.expected))}
                    {row.low !== row.high ? (
                      <span className="note"> {t('finance.cohort.between', {
                        low: format.percent(share(row, row.low ?? 0)),
                        high: format.percent(share(row, row.high ?? 0)),
                      })}</span>
                    ) : null}
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
