import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { PricingTrace } from '../../client/explain.types'
import { pageOf } from '../../client/place'
import { Chip } from '../chip'
import { Icon } from '../icon'
import { useFormat } from '../use-format'

/** A paid order that was priced: the till beside the engine, every discount, and where they differ. */
export function PricingTold({ pricing }: { pricing: PricingTrace }) {
  const { t } = useTranslation()
  const format = useFormat()
  const agrees = pricing.difference_cents === 0 && pricing.lines_off === 0
  const off = pricing.lines.map((line, place) => ({ ...line, place }))
    .filter((line) => line.expected_cents !== line.paid_cents)
  const delivery = pricing.shipping
  return (
    <section className="section">
      <h3>{t('kit.pricing.title')}</h3>
      <p className={agrees ? 'good' : 'bad'}>
        {agrees ? <Icon.passed /> : <Icon.problem />} {format.say(pricing.verdict)}
      </p>
      <p className="second">
        {t('kit.pricing.sums', {
          list: format.money(pricing.list_cents), expected: format.money(pricing.expected_cents),
          paid: format.money(pricing.paid_cents),
        })}
        {pricing.hold_id ? ` ${t('kit.pricing.held', { time: format.time(pricing.priced_at) })}` : null}
      </p>
      <Discounts pricing={pricing} />
      {off.length || delivery.expected_cents !== delivery.paid_cents ? (
        <table className="trace" aria-label={t('kit.pricing.linesOff')}>
          <thead>
            <tr>
              <th scope="col">{t('kit.pricing.linesOff')}</th>
              <th scope="col">{t('kit.pricing.list')}</th>
              <th scope="col">{t('kit.pricing.expected')}</th>
              <th scope="col">{t('kit.pricing.paid')}</th>
            </tr>
          </thead>
          <tbody>
            {off.map((line) => (
              <tr key={line.place}>
                <td>{line.sku}</td>
                <td>{format.money(line.list_cents)}</td>
                <td>{format.money(line.expected_cents)}</td>
                <td>{format.money(line.paid_cents)}</td>
              </tr>
            ))}
            {delivery.expected_cents !== delivery.paid_cents ? (
              <tr>
                <td>{t('kit.pricing.delivery')}</td>
                <td>{format.money(delivery.list_cents)}</td>
                <td>{format.money(delivery.expected_cents)}</td>
                <td>{format.money(delivery.paid_cents)}</td>
              </tr>
            ) : null}
          </tbody>
        </table>
      ) : null}
    </section>
  )
}

function Discounts({ pricing }: { pricing: PricingTrace }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (pricing.discounts.length === 0) return <p className="note">{t('kit.pricing.none')}</p>
  const applied = [...pricing.discounts].sort((a, b) => Number(b.applied) - Number(a.applied))
  return (
    <table className="trace">
      <thead>
        <tr>
          <th scope="col">{t('kit.pricing.discount')}</th>
          <th scope="col">{t('kit.pricing.reckoned')}</th>
          <th scope="col">{t('kit.pricing.gave')}</th>
        </tr>
      </thead>
      <tbody>
        {applied.map((one) => (
          <tr key={`${one.source}/${one.key}/${one.coupon ?? ''}`}>
            <td>
              <Link to={pageOf(one.source, one.key) ?? '#'}>{format.say(one.name)}</Link>{' '}
              <Chip tone="quiet">{t(`words.${one.source}`)}</Chip>
              {one.reason ? <div className="note">{format.say(one.reason)}</div> : null}
            </td>
            <td>{one.applied ? format.money(one.expected_cents) : t('kit.pricing.not')}</td>
            <td>{format.money(one.given_cents)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
