import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { EditorPage } from '../../programme/editor/page'
import { IssueToMembers } from '../issue-to-members'
import { CouponForm } from './form'

/** One coupon template: form, sentence, YAML, diff and live quote of one document. */
export default function CouponPage() {
  const { t } = useTranslation()
  const id = useParams().id!
  return (
    <EditorPage
      key={id} kind="coupon" id={id} quotes list={{ title: t('frame.page.coupons'), to: '/reward/coupons' }}
      acts={<IssueToMembers kind="coupon" id={id} />}
    >
      <CouponForm />
    </EditorPage>
  )
}
