import { api, once, take } from '../../client/http'
import type { Schemas } from '../../client/types'
import { ActForm } from '../kit/act-form'
import { Page } from '../kit/page'
import { Skeleton, Trouble } from '../kit/state'
import { useLoad } from '../load'
import { useFormat } from '../me'
import { useWords } from '../words'

type Plan = Schemas['MyPlan']

/** What is running: until when, and whether it renews; the notice is said before it does. */
function Running({ plan, done }: { plan: Plan; done: () => void }) {
  const format = useFormat()
  const { t } = useWords()
  const said = {
    price: format.money(plan.price_cents), days: plan.days_left, day: plan.until ? format.day(plan.until) : '',
  }
  return (
    <>
      <p>{t('plans.until', said)}</p>
      {plan.ending
        ? <p className="warn">{t(plan.auto_renew ? 'plans.endingRenew' : 'plans.endingStop', said)}</p>
        : <p className="weak">{t(plan.auto_renew ? 'plans.renews' : 'plans.stops', said)}</p>}
      <ActForm
        act={t(plan.auto_renew ? 'plans.off' : 'plans.on')} danger={plan.auto_renew} done={done}
        run={async (key) => {
          await take(api.POST('/v1/me/plans/{plan}/renewal', {
            params: { path: { plan: plan.key } }, body: { auto_renew: !plan.auto_renew }, headers: once(key),
          }))
        }}
      />
    </>
  )
}

/** What may be had: tried for nothing where that is offered, and bought where the brand sells it. */
function Offered({ plan, done }: { plan: Plan; done: () => void }) {
  const { t } = useWords()
  if (!plan.may_try) return <p className="weak">{t('plans.buy')}</p>
  return (
    <>
      <p className="weak">{t('plans.tryNote')} {t('plans.buy')}</p>
      <ActForm
        act={t('plans.try', { days: plan.trial_days })} done={done}
        run={async (key) => {
          await take(api.POST('/v1/me/plans/{plan}/trial', {
            params: { path: { plan: plan.key } }, body: {}, headers: once(key),
          }))
        }}
      />
    </>
  )
}

/** Paid membership: what I have of it, and what there is. */
export default function Plans() {
  const format = useFormat()
  const { t } = useWords()
  const { data, error, again } = useLoad('plans', () => take(api.GET('/v1/me/plans')))
  return (
    <Page title={t('plans.title')}>
      {!data && (error ? <Trouble error={error} again={again} /> : <Skeleton lines={5} />)}
      {data && !data.items.length && <p className="empty">{t('plans.none')}</p>}
      {data?.items.map((plan) => (
        <section key={plan.key} className="card plan" aria-labelledby={`plan-${plan.key}`}>
          <h2 id={`plan-${plan.key}`}>
            {plan.title}
            {plan.active && <span className="chip">{t(plan.trial ? 'plans.trial' : 'plans.have')}</span>}
          </h2>
          <p className="weak figure">
            {t(plan.months === 1 ? 'plans.priceMonth' : plan.months === 12 ? 'plans.priceYear' : 'plans.price', {
              price: format.money(plan.price_cents), months: plan.months,
            })}
          </p>
          {plan.active ? <Running plan={plan} done={again} /> : <Offered plan={plan} done={again} />}
          <p className="weak">{t(plan.refund === 'pro_rata' ? 'plans.pro_rata' : 'plans.noRefund')}</p>
        </section>
      ))}
    </Page>
  )
}
