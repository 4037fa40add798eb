import { App, Button, Input } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useBringCodes, useGifts } from '../../../client/gift'
import { useAct } from '../../../kit/act'
import { Chip } from '../../../kit/chip'
import { FormDrawer } from '../../../kit/form-drawer'
import { Icon } from '../../../kit/icon'
import { useOpen } from '../../../kit/url'
import { useFormat } from '../../../kit/use-format'
import { useMay } from '../../../shell/may'
import { codesIn } from './code-list'

const MOST = 100_000

/** The pool of imported codes of a live gift: how many are left, and the way to bring more. */
export function CodePool({ gift }: { gift: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const may = useMay()
  const { what, open, close } = useOpen()
  const { data } = useGifts()
  const found = data?.find((one) => one.gift === gift)
  if (!found || found.codes_left === null || found.codes_left === undefined) return null
  return (
    <section className="card code-pool">
      <span>{t('reward.code.left')} <b className="figure">{format.count(found.codes_left)}</b></span>
      {found.codes_left === 0 ? <Chip tone="error">{t('reward.code.gone')}</Chip>
        : found.codes_low ? <Chip tone="warning">{t('reward.code.low')}</Chip> : null}
      <span className="note">{t('reward.code.note')}</span>
      {may('coupons:issue') ? (
        <Button icon={<Icon.add />} onClick={() => open('codes')}>{t('reward.code.bring')}</Button>
      ) : null}
      {what === 'codes' ? <BringDrawer gift={gift} onClose={close} /> : null}
    </section>
  )
}

/** Codes from a file, one a line or the first column; they are told to nobody here again. */
function BringDrawer({ gift, onClose }: { gift: string; onClose: () => void }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const file = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [name, setName] = useState('')
  const bring = useBringCodes(gift)
  const codes = codesIn(text)
  const running = useAct(
    (key) => bring.mutateAsync({ codes, key }),
    ({ added, known }) => {
      message.success(t('reward.code.brought', { count: added, known }))
      onClose()
    },
  )
  const read = async (chosen: File | undefined) => {
    if (!chosen) return
    setName(chosen.name)
    setText(await chosen.text())
  }
  return (
    <FormDrawer
      open onClose={onClose} title={t('reward.code.bring')}
      blocked={codes.length === 0 ? t('reward.code.none') : codes.length > MOST ? t('reward.code.tooMany') : null}
      act={t('reward.code.act', { count: codes.length })} running={running} unchanged={t('reward.code.unchanged')}
    >
      <div className="form">
        <p className="note">{t('reward.code.how')}</p>
        <input
          ref={file} type="file" accept=".txt,.csv,text/plain,text/csv" className="gone"
          aria-label={t('reward.code.file')} onChange={(event) => void read(event.target.files?.[0])}
        />
        <Button icon={<Icon.document />} onClick={() => file.current?.click()}>
          {name || t('reward.code.file')}
        </Button>
        {text.length < 20_000 ? (
          <label className="field">
            <span>{t('reward.code.paste')}</span>
            <Input.TextArea
              className="mono" value={text} autoSize={{ minRows: 4, maxRows: 12 }}
              onChange={(event) => { setText(event.target.value); setName('') }}
            />
          </label>
        ) : null}
        <p role="status">{t('reward.code.found', { count: codes.length })}</p>
      </div>
    </FormDrawer>
  )
}
