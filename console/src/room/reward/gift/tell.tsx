import { App, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTellDonors, type Donations } from '../../../client/donation'
import { useAct } from '../../../kit/act'
import { FormDrawer } from '../../../kit/form-drawer'
import { useFormat } from '../../../kit/use-format'

/** What the donors read, in both languages. It cannot be unsaid: each of them is told at once. */
export function TellDrawer({ data, onClose }: { data: Donations; onClose: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { message } = App.useApp()
  const [zh, setZh] = useState('')
  const [en, setEn] = useState('')
  const [done, setDone] = useState<number | null>(null)
  const [link, setLink] = useState('')
  const tell = useTellDonors(data.gift)
  const address = link.trim()
  const running = useAct(
    (key) => tell.mutateAsync({
      key, zh: zh.trim(), en: en.trim(), done, link: address || null,
    }),
    () => { message.success(t('reward.donation.telling')); onClose() },
  )
  const blocked = !zh.trim() || !en.trim() ? t('reward.donation.wordsMissing')
    : address && !/^https:\/\/\S+$/.test(address) ? t('reward.donation.linkWrong') : null
  return (
    <FormDrawer
      open onClose={onClose} title={t('reward.donation.tell')} blocked={blocked}
      act={t('reward.donation.act', { count: data.donors })} running={running} unchanged={t('reward.donation.unchanged')}
    >
      <div className="form">
        <label className="field">
          <span>{t('reward.donation.wordsZh')}</span>
          <Input.TextArea
            autoFocus value={zh} maxLength={1000} autoSize={{ minRows: 2, maxRows: 6 }}
            onChange={(event) => setZh(event.target.value)}
          />
        </label>
        <label className="field">
          <span>{t('reward.donation.wordsEn')}</span>
          <Input.TextArea
            value={en} maxLength={1000} autoSize={{ minRows: 2, maxRows: 6 }}
            onChange={(event) => setEn(event.target.value)}
          />
        </label>
        <label className="field">
          <span>{t('reward.donation.doneSoFar')}</span>
          <InputNumber
            value={done} min={0} precision={0} suffix={t('reward.donation.unit')} onChange={setDone}
          />
        </label>
        <label className="field">
          <span>{t('reward.donation.link')}</span>
          <Input value={link} maxLength={500} placeholder="https://" onChange={(event) => setLink(event.target.value)} />
        </label>
        <div className="effect" role="status">
          {t('reward.donation.effect', { count: data.donors, pieces: format.count(data.pieces) })}
        </div>
        <p className="note">{t('reward.donation.how')}</p>
      </div>
    </FormDrawer>
  )
}
