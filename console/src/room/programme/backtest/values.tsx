import { useTranslation } from 'react-i18next'
import type { Compared, Pair } from '../../../client/backtest'
import { useFormat } from '../../../kit/use-format'

/** The two pots of each stored value, in money: paid in or given, taken out again, spent, and left at the end. */
export function Values({ pots, live }: { pots: Compared[]; live: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (pots.length === 0) return null
  const title = t('programme.backtest.values')
  const columns = ['issued', 'reversed', 'spent', 'returned', 'expired', 'left'] as const
  const pairOf = (pot: Compared, column: (typeof columns)[number]) =>
    (column === 'left' ? pot.outstanding : pot.flows[column])
  return (
    <section className="card backtest-values">
      <div className="card-head">
        <h2>{title}</h2><span className="note">{t('programme.backtest.valuesNote', { live })}</span>
      </div>
      <div className="table-scroll" role="region" tabIndex={0} aria-label={title}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('programme.backtest.pot')}</th>
              {columns.map((key) => (
                <th key={key} scope="col" className="right">{t(`programme.backtest.value.${key}`)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {[...pots].sort(principalFirst).map((pot) => (
              <tr key={pot.currency}>
                <th scope="row">{format.say(pot.name)}</th>
                {columns.map((key) => <Cell key={key} pair={pairOf(pot, key)} />)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function principalFirst(a: Compared, b: Compared) {
  const [[one = '', part = ''], [other = '', its = '']] = [a.currency.split(':'), b.currency.split(':')]
  return one.localeCompare(other) || its.localeCompare(part)
}

/** The draft's figure, and below it what was where that differs. */
function Cell({ pair }: { pair: Pair }) {
  const { t } = useTranslation()
  const format = useFormat()
  const by = `${pair.difference > 0 ? '+' : ''}${format.money(pair.difference)}`
  return (
    <td className="right">
      <span className="figure">{format.money(pair.draft)}</span>
      {pair.difference ? (
        <small className="quiet figure quote-kind">
          {t('programme.backtest.was', { was: format.money(pair.was), by })}
        </small>
      ) : null}
    </td>
  )
}
