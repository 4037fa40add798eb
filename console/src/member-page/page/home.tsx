import { Icon, type IconName } from '../kit/icon'
import { Page } from '../kit/page'
import { TierProgress } from '../kit/tier-progress'
import { mainBalance, useFormat, useMe } from '../me'
import { Link } from '../place'
import { useWords } from '../words'

function Shortcut({ to, icon, title }: { to: string; icon: IconName; title: string }) {
  return <li><Link to={to}><Icon name={icon} />{title}</Link></li>
}

export default function Home() {
  const me = useMe()
  const format = useFormat()
  const { t } = useWords()
  const balance = mainBalance(me)
  const tier = me.tiers[0]
  const expiry = balance?.next_expiry
  return (
    <Page title={t('home.hello', { name: me.name ?? t('home.member') })}>
      <section className="card tier-card">
        {tier && <p className="tier-name">{tier.tier_title}</p>}
        {balance && (
          <p className="hero">
            <span className="weak">{t('home.usable')}</span>
            <b className="figure">{format.count(balance.usable)}</b>
            <span>{balance.unit}</span>
          </p>
        )}
        {tier && <TierProgress tier={tier} />}
        {tier?.progress && tier.announcement && <p className="warn">{tier.announcement}</p>}
        <Link to="/code" className="act"><Icon name="code" />{t('home.show')}</Link>
      </section>
      {balance && (!!balance.debt || !!expiry || !!balance.pending) && (
        <ul className="rows">
          {!!balance.debt && (
            <li><Link to="/points">
              {t('home.debt', { amount: format.amount(balance.debt, balance.unit) })}
            </Link></li>
          )}
          {expiry && (
            <li><Link to="/points?tab=expiring" className="soon">
              {t('home.expiring', {
                amount: format.amount(expiry.amount, balance.unit), day: format.day(expiry.on),
              })}
            </Link></li>
          )}
          {!!balance.pending && (
            <li><Link to="/points?tab=expiring">
              {t('home.pending', { amount: format.amount(balance.pending, balance.unit) })}
            </Link></li>
          )}
        </ul>
      )}
      <nav aria-label={t('home.shortcuts')}>
        <ul className="shortcuts">
          <Shortcut to="/points" icon="points" title={t('home.points')} />
          <Shortcut to="/tiers" icon="tiers" title={t('home.tiers')} />
          {me.features.includes('coupons') &&
            <Shortcut to="/coupons" icon="coupons" title={t('home.coupons')} />}
          {me.features.includes('gifts') &&
            <Shortcut to="/mall" icon="mall" title={t('home.mall')} />}
          {me.features.includes('transfers') &&
            <Shortcut to="/transfer" icon="transfer" title={t('home.transfer')} />}
          {me.features.includes('family') &&
            <Shortcut to="/family" icon="family" title={t('home.family')} />}
          {me.features.includes('plans') &&
            <Shortcut to="/plans" icon="plans" title={t('home.plans')} />}
          {me.features.includes('stored_values') &&
            <Shortcut to="/value" icon="value" title={t('home.value')} />}
          <Shortcut to="/privacy" icon="privacy" title={t('home.privacy')} />
        </ul>
      </nav>
    </Page>
  )
}
