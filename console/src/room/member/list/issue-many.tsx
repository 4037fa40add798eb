import { App } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useIssueToMany } from '../../../client/coupon'
import type { Query } from '../../../client/http'
import { useAct } from '../../../kit/act'
import { FormDrawer } from '../../../kit/form-drawer'
import { CouponPick, useCouponPick, Why } from '../coupon-pick'
import { useSure } from './sure'

/** Coupons for everybody whom a filter finds, or for those chosen: a job. */
export function IssueManyDrawer({ filter, members, people, onClose, onDone }: {
  filter?: Query; members?: string[]; people: number; onClose: () => void; onDone?: () => void
}) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const chosen = useCouponPick()
  const { coupon, count } = chosen
  const [reason, setReason] = useState('')
  const sure = useSure(people)
  const issue = useIssueToMany()
  const blocked = !coupon ? t('member.coupon.noTemplate')
    : reason.trim().length < 2 ? t('member.adjust.reasonMissing') : sure.missing
  const running = useAct(
    (key) => issue.mutateAsync({
      template: coupon!.key, count, reason: reason.trim(), key,
      // Nobody gets any if more match by the time the job begins than are shown here.
      ...(members ? { members } : { filter, most: people }),
    }),
    () => {
      message.success(t('member.bulk.started', { count: people }))
      onDone?.()
      onClose()
    },
  )
  return (
    <FormDrawer
      open onClose={onClose} title={t('member.bulk.issueTitle', { count: people })} blocked={blocked}
      act={t('member.bulk.issueAct', { count: people, each: count })} onAct={running.act} busy={running.busy}
      error={running.state === 'failed' ? running.error : undefined} unchanged={t('member.coupon.unchanged')}
    >
      <div className="form">
        <CouponPick chosen={chosen} howMany={t('member.bulk.couponsEach')} />
        <Why value={reason} onChange={setReason} example={t('member.bulk.example')} />
        <dl className="effect effect-rows" aria-live="polite">
          <div><dt>{t('member.bulk.people')}</dt><dd>{t('member.count', { count: people })}</dd></div>
          <div>
            <dt>{t('member.bulk.sum')}</dt>
            <dd className="figure">{t('member.bulk.coupons', { count: people * count })}</dd>
          </div>
        </dl>
        <p className="note">{t(members ? 'member.bulk.issueNoteChosen' : 'member.bulk.issueNote')}</p>
        {sure.field}
        {running.state === 'unknown' ? (
          <div className="banner banner-warning" role="status">{t('member.adjust.unknown')}</div>
        ) : null}
      </div>
    </FormDrawer>
  )
}
