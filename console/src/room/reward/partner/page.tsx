import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { EditorPage } from '../../programme/editor/page'
import { PartnerForm } from './form'

/** One partner: rates, joint coupons and shared benefits, and the way to its settlement. */
export default function PartnerPage() {
  const { t } = useTranslation()
  const id = useParams().id!
  return (
    <EditorPage
      key={id} kind="partner" id={id} wordless list={{ title: t('frame.page.partners'), to: '/reward/partners' }}
      facts={() => (
        <p className="partner-settle"><Link to={`/finance/settlement?partner=${id}`}>{t('reward.partner.toSettlement')}</Link></p>
      )}
    >
      <PartnerForm />
    </EditorPage>
  )
}
