import { App } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useIssuePack } from '../../../../client/coupon'
import type { Member } from '../../../../client/types'
import { useAct } from '../../../../kit/act'
import { FormDrawer } from '../../../../kit/form-drawer'
import { useFormat } from '../../../../kit/use-format'
import { Why } from '../../../../kit/why'
import { useMemberName } from '../../name'
import { PackPick, usePackPick } from '../../pack-pick'

/** A pack given by hand: what is in it stands there before, and it is given whole or not at all. */
export function PackDrawer({ member, onClose }: { member: Member; onClose: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { message } = App.useApp()
  const chosen = usePackPick()
  const { pack, size } = chosen
  const [reason, setReason] = useState('')
  const issue = useIssuePack(member.id)
  const name = useMemberName()(member)
  const blocked = !pack ? t('member.pack.noneLive')
    : reason.trim().length < 2 ? t('member.adjust.reasonMissing') : null
  const running = useAct(
    (key) => issue.mutateAsync({ pack: pack!.key, reason: reason.trim(), key }),
    () => {
      message.success(t('member.pack.issued', { name, title: format.say(pack?.name), count: size }))
      onClose()
    },
  )
  return (
    <FormDrawer
      open onClose={onClose} title={t('member.pack.title', { name })} blocked={blocked}
      act={t('member.pack.act', { count: size })} running={running}
      unchanged={t('member.coupon.unchanged')}
    >
      <div className="form">
        <PackPick chosen={chosen} />
        <Why value={reason} onChange={setReason} example={t('member.coupon.example')} />
      </div>
    </FormDrawer>
  )
}
