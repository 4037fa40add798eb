import { App } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useIssueCoupons, useVoidCoupon, useWallet } from '../../../../client/coupon'
import type { Member } from '../../../../client/types'
import { useAct } from '../../../../kit/act'
import { FormDrawer } from '../../../../kit/form-drawer'
import { useFormat } from '../../../../kit/use-format'
import { Why } from '../../../../kit/why'
import { CouponPick, useCouponPick } from '../../coupon-pick'
import { useMemberName } from '../../name'

/** Coupons given by hand: a reason is required, and however often it is sent it is one act. */
export function IssueDrawer({ member, onClose }: { member: Member; onClose: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { message } = App.useApp()
  const chosen = useCouponPick()
  const { coupon, count } = chosen
  const [reason, setReason] = useState('')
  const issue = useIssueCoupons(member.id)
  const name = useMemberName()(member)
  const title = format.say(coupon?.name)
  const blocked = !coupon ? t('member.coupon.noTemplate')
    : reason.trim().length < 2 ? t('member.adjust.reasonMissing') : null
  const running = useAct(
    (key) => issue.mutateAsync({ coupon: coupon!.key, count, reason: reason.trim(), key }),
    () => {
      message.success(t('member.coupon.issued', { name, title, count }))
      onClose()
    },
  )
  return (
    <FormDrawer
      open onClose={onClose} title={t('member.coupon.issueTitle', { name })} blocked={blocked}
      act={t('member.coupon.issueAct', { count })} running={running}
      unchanged={t('member.coupon.unchanged')}
    >
      <div className="form">
        <CouponPick chosen={chosen} howMany={t('member.coupon.howMany')} />
        <Why value={reason} onChange={setReason} example={t('member.coupon.example')} />
      </div>
    </FormDrawer>
  )
}

/** A coupon is taken away: nothing brings it back, so it is named and a reason is required. */
export function VoidDrawer({ member, coupon, onClose }: {
  member: Member; coupon: string; onClose: () => void
}) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [reason, setReason] = useState('')
  const gone = useVoidCoupon(member.id)
  const { data } = useWallet(member.id)
  const title = data?.coupons.find((one) => one.coupon === coupon)?.title ?? coupon
  const running = useAct(
    (key) => gone.mutateAsync({ coupon, reason: reason.trim(), key }),
    () => {
      message.success(t('member.coupon.voided', { title }))
      onClose()
    },
  )
  return (
    <FormDrawer
      open onClose={onClose} danger title={t('member.coupon.voidTitle', { title })}
      act={t('member.coupon.voidAct', { title })} running={running}
      blocked={reason.trim().length < 2 ? t('member.adjust.reasonMissing') : null}
      unchanged={t('member.coupon.voidUnchanged')}
    >
      <div className="form">
        <p>{t('member.coupon.voidNote')}</p>
        <Why value={reason} onChange={setReason} example={t('member.coupon.example')} />
      </div>
    </FormDrawer>
  )
}
