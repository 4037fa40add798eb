import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useCurrencyTitle } from '../../../client/currency'
import { pageOf } from '../../../client/place'
import type { Considered, Quoted } from '../../../client/quote'
import { releaseName } from '../../../client/release'
import { Icon } from '../../../kit/icon'
import { useFormat } from '../../../kit/use-format'
import { inOrder } from './cart'
import { PaidWith } from './pay'

/** The sum, then every offer and coupon: applied, or why not and how far. */
export function Answer({ quoted, own }: { quoted: Quoted; own?: string }) {
  const { t } = useTranslation()
  const told = inOrder(quoted.considered, own)
  const applied = told.filter((one) => one.applied)
  const others = told.filter((one) => !one.applied)
  return (
    <>
      <Sum quoted={quoted} />
      <p className="note">
        {t(`reward.quote.${quoted.optimal ? 'optimal' : 'bounded'}_${own ? 'draft' : 'live'}`, {
          release: releaseName(quoted.release),
        })}
      </p>
      <Group title={t('reward.quote.applied', { count: applied.length })} list={applied} own={own} />
      <Group title={t('reward.quote.others', { count: others.length })} list={others} own={own} />
    </>
  )
}

function Sum({ quoted }: { quoted: Quoted }) {
  const { t } = useTranslation()
  const format = useFormat()
  const title = useCurrencyTitle()
  const points = quoted.points.find((one) => one.most_points > 0)
  return (
    <dl className="quote-sum">
      <div><dt>{t('reward.quote.list')}</dt><dd>{format.money(quoted.list_cents)}</dd></div>
      <div><dt>{t('reward.quote.discount')}</dt><dd>{format.money(-quoted.discount_cents || 0)}</dd></div>
      <div><dt>{t('reward.quote.shipping')}</dt><dd>{format.money(quoted.shipping_cents)}</dd></div>
      <div className="quote-total">
        <dt>{t('reward.quote.toPay')}</dt><dd>{format.money(quoted.to_pay_cents)}</dd>
      </div>
      <PaidWith quoted={quoted} />
      {quoted.earned.filter((one) => one.amount).map((one) => (
        <div key={one.currency}>
          <dt>{t('reward.quote.earns', { name: title(one.currency) })}</dt>
          <dd>{format.delta(one.amount)}</dd>
        </div>
      ))}
      {points ? (
        <div>
          <dt>{t('reward.quote.mostPoints', { name: title(points.currency) })}</dt>
          <dd>{format.count(points.most_points)}</dd>
        </div>
      ) : null}
    </dl>
  )
}

function Group({ title, list, own }: { title: string; list: Considered[]; own?: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (list.length === 0) return null
  return (
    <section className="section">
      <h3>{title}</h3>
      <ul className="considered">
        {list.map((one) => (
          <li key={`${one.source}/${one.key}/${one.coupon ?? ''}`} className={one.key === own ? 'lit' : undefined}>
            {one.applied ? <Icon.passed className="good" /> : <Icon.missed className="quiet" />}
            <span>
              {one.key === own ? <b>{one.name ?? one.key}</b>
                : <Link to={pageOf(one.source, one.key) ?? ''}>{one.name ?? (one.key || one.coupon)}</Link>}
              {one.source === 'coupon' ? <small className="quiet"> {t('words.coupon')}</small> : null}
              {one.reason ? <small className="why-not">{one.reason.message}</small> : null}
            </span>
            {one.applied ? <b className="figure">{format.money(-one.cents)}</b> : null}
          </li>
        ))}
      </ul>
    </section>
  )
}
