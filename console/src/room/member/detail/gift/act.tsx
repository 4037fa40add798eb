import { App, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useGifts, useGiveGift, useRedemptions } from '../../../../client/gift'
import type { Member } from '../../../../client/types'
import { useAct } from '../../../../kit/act'
import { FormDrawer } from '../../../../kit/form-drawer'
import { useFormat } from '../../../../kit/use-format'
import { Why } from '../../../../kit/why'
import { FulfilDrawer, ReverseDrawer } from '../../../reward/fulfilment/act'
import { useMemberName } from '../../name'

type Opened = { member: Member; what: string | null; of?: string; onClose: () => void }

/** What can be done about a member's gifts: give one, hand one over, take one back. */
export function GiftActs({ member, what, of, onClose }: Opened) {
  const one = useRedemptions(member.id).data?.find((row) => row.redemption_id === of)
  const waiting = one && { ...one, member: member.id }
  if (what === 'gift') return <GiveDrawer member={member} onClose={onClose} />
  if (what === 'fulfil' && waiting) return <FulfilDrawer one={waiting} onClose={onClose} />
  if (what === 'reverse' && waiting) return <ReverseDrawer one={waiting} onClose={onClose} />
  return null
}

/** A gift for nothing: its stock is asked, and neither points nor limits are. */
function GiveDrawer({ member, onClose }: { member: Member; onClose: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { message } = App.useApp()
  const gifts = (useGifts().data ?? []).filter((one) => one.what !== 'donation')
  const [picked, pick] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const gift = gifts.find((one) => !picked || one.gift === picked)
  const give = useGiveGift(member.id)
  const name = useMemberName()(member)
  const blocked = !gift ? t('member.gift.noneLive') : gift.left === 0 ? t('member.gift.gone')
    : reason.trim().length < 2 ? t('member.adjust.reasonMissing') : null
  const running = useAct(
    (key) => give.mutateAsync({ gift: gift!.gift, reason: reason.trim(), key }),
    () => {
      message.success(t('member.gift.given', { name, title: gift!.title }))
      onClose()
    },
  )
  return (
    <FormDrawer
      open onClose={onClose} title={t('member.gift.title', { name })} blocked={blocked}
      act={t('member.gift.give')} running={running}
      unchanged={t('member.gift.unchanged')}
    >
      <div className="form">
        <label className="field">
          <span>{t('words.gift')}</span>
          <Select
            value={gift?.gift} onChange={pick} aria-label={t('words.gift')} showSearch={{ optionFilterProp: 'label' }}
            options={gifts.map((one) => ({ value: one.gift, label: one.title }))}
          />
        </label>
        {gift ? (
          <p className="note">
            {t(`reward.gift.what_${gift.what}`)}
            {gift.left == null ? null : ` · ${t('member.gift.left', { left: format.count(gift.left) })}`}
          </p>
        ) : null}
        <Why value={reason} onChange={setReason} example={t('member.gift.example')} />
        <p className="note">{t('member.gift.note')}</p>
      </div>
    </FormDrawer>
  )
}
