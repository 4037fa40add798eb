import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { usePartners } from '../../../client/partner'
import { DetailHeader } from '../../../kit/detail-header'
import { useFormat } from '../../../kit/use-format'
import { useMay } from '../../../shell/may'
import { EditorPage } from '../../programme/editor/page'
import { PartnerForm } from './form'

/** One partner: rates, joint coupons and shared benefits, and the way to its settlement. */
export default function PartnerPage() {
  const { t } = useTranslation()
  const id = useParams().id!
  return (
    <EditorPage
      key={id} kind="partner" id={id} wordless list={{ title: t('frame.page.partners'), to: '/reward/partners' }}
      facts={() => <Month partner={id} />}
    >
      <PartnerForm />
    </EditorPage>
  )
}

/** The running month of a live partner: what is taken of the caps, what is left, what is owed so far. */
function Month({ partner }: { partner: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const may = useMay()
  const one = usePartners().data?.find((row) => row.partner === partner)
  // A draft has no month yet.
  if (!one) return null
  return (
    <section className="card benefit-pool">
      <DetailHeader facts={[
        ...one.ways.map((way) => ({
          title: t(`reward.partner.${way.way}Month`),
          value: way.month === null ? format.count(way.taken)
            : t('reward.partner.capOf', { taken: format.count(way.taken), cap: format.count(way.month) }),
        })),
        ...one.benefits.filter((its) => its.left !== null).map((its) => ({
          title: t('reward.partner.pool', { name: its.title }), value: format.count(its.left ?? 0),
        })),
        {
          title: t(one.month_cents < 0 ? 'reward.partner.weOwe' : 'reward.partner.theyOwe'),
          value: format.money(Math.abs(one.month_cents)),
        },
        { title: t('reward.partner.openMonths'), value: format.count(one.open_months) },
      ]} />
      {may('ledger:read')
        ? <Link to={`/finance/settlement?partner=${partner}`}>{t('reward.partner.toSettlement')}</Link> : null}
    </section>
  )
}
