import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Compared } from '../../../client/backtest'
import { useCurrencyUnit } from '../../../client/currency'
import { useDefinitionNames } from '../../../client/definition'
import { pageOf } from '../../../client/place'
import { Delta, Unknown } from '../../../kit/show'
import { useFormat } from '../../../kit/use-format'
import { byDifference, shareOf } from './figure'

/** Which rule the difference comes from: issued less reversed, the largest difference first. */
export function Rules({ currency }: { currency: Compared }) {
  const { t } = useTranslation()
  const format = useFormat()
  const unit = useCurrencyUnit()(currency.currency)
  const { data } = useDefinitionNames('earning_rule')
  const name = (key: string) => {
    const row = data?.find((one) => one.key === key)
    return row ? format.say(row.name) : key
  }
  return (
    <section className="card">
      <div className="card-head">
        <h2>{t('programme.backtest.byRule')}</h2>
        <span className="note">{t('programme.backtest.flow.net')} · {unit}</span>
      </div>
      <div className="table-scroll backtest-table" role="region" tabIndex={0} aria-label={t('programme.backtest.byRule')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('words.rule')}</th>
              <th scope="col" className="right">{t('programme.backtest.wasColumn')}</th>
              <th scope="col" className="right">{t('programme.backtest.draftColumn')}</th>
              <th scope="col" className="right">{t('programme.backtest.difference')}</th>
              <th scope="col" className="right">%</th>
            </tr>
          </thead>
          <tbody>
            {byDifference(currency.rules).map((one) => {
              const { net } = one.flows
              const share = shareOf(net)
              return (
                <tr key={one.key}>
                  <th scope="row">
                    <Link to={pageOf('earning_rule', one.key) ?? ''}>{name(one.key)}</Link>
                  </th>
                  <td className="right figure">{format.count(net.was)}</td>
                  <td className="right figure">{format.count(net.draft)}</td>
                  <td className="right"><Delta amount={net.difference} /></td>
                  <td className="right figure">{share === null
                    ? net.draft ? <Unknown why={t('programme.backtest.newRule')} /> : ''
                    : format.percent(share)}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </section>
  )
}
