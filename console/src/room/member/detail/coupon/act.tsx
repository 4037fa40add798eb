import { App, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useIssueCoupons, useVoidCoupon, useWallet } from '../../../../client/coupon'
import { useDefinitionNames, useDefinitionPage } from '../../../../client/definition'
import type { Member } from '../../../../client/types'
import { useAct } from '../../../../kit/act'
import { FormDrawer } from '../../../../kit/form-drawer'
import { useFormat } from '../../../../kit/use-format'
import { useMemberName } from '../../name'

const MOST = 20

/** Coupons given by hand: a reason is required, and however often it is sent it is one act. */
export function IssueDrawer({ member, onClose }: { member: Member; onClose: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { message } = App.useApp()
  const { data } = useDefinitionNames('coupon')
  const live = (data ?? []).filter((row) => row.status === 'live' && !row.over)
  const [picked, setPicked] = useState<string | null>(null)
  const [count, setCount] = useState(1)
  const [reason, setReason] = useState('')
  const issue = useIssueCoupons(member.id)
  const name = useMemberName()(member)
  const coupon = live.find((row) => row.key === picked) ?? live[0]
  const title = format.say(coupon?.name)
  const said = useSentence('coupon', coupon?.key)
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
      act={t('member.coupon.issueAct', { count })} onAct={running.act} busy={running.busy}
      error={running.state === 'failed' ? running.error : undefined}
      unchanged={t('member.coupon.unchanged')}
    >
      <div className="form">
        <label className="field">
          <span>{t('words.coupon')}</span>
          <Select
            value={coupon?.key} onChange={setPicked} aria-label={t('words.coupon')}
            options={live.map((row) => ({ value: row.key, label: format.say(row.name) }))}
            showSearch={{ optionFilterProp: 'label' }}
          />
        </label>
        {said ? <p className="note">{said}</p> : null}
        <label className="field">
          <span>{t('member.coupon.howMany')}</span>
          <InputNumber
            value={count} min={1} max={MOST} precision={0}
            onChange={(next) => { if (next) setCount(next) }}
          />
        </label>
        <Why value={reason} onChange={setReason} />
        {running.state === 'unknown' ? (
          <div className="banner banner-warning" role="status">{t('member.adjust.unknown')}</div>
        ) : null}
      </div>
    </FormDrawer>
  )
}

/** What one definition says. */
function useSentence(kind: string, key: string | undefined) {
  const { data } = useDefinitionPage({ kind, q: key ?? '', limit: 20 })
  return data?.items.find((row) => row.key === key)?.sentence
}

function Why({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const { t } = useTranslation()
  return (
    <label className="field">
      <span>{t('member.coupon.reason')}</span>
      <Input.TextArea
        value={value} maxLength={256} autoSize={{ minRows: 2, maxRows: 5 }}
        placeholder={t('member.coupon.example')} onChange={(event) => onChange(event.target.value)}
      />
    </label>
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
      act={t('member.coupon.voidAct', { title })} onAct={running.act} busy={running.busy}
      blocked={reason.trim().length < 2 ? t('member.adjust.reasonMissing') : null}
      error={running.state === 'failed' ? running.error : undefined}
      unchanged={t('member.coupon.voidUnchanged')}
    >
      <div className="form">
        <p>{t('member.coupon.voidNote')}</p>
        <Why value={reason} onChange={setReason} />
        {running.state === 'unknown' ? (
          <div className="banner banner-warning" role="status">{t('member.adjust.unknown')}</div>
        ) : null}
      </div>
    </FormDrawer>
  )
}
