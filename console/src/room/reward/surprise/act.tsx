import { App, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAnnounceDraw, useDrawPreview, useHoldDraw, type Draw } from '../../../client/draw'
import { useDefinitionNames } from '../../../client/definition'
import { useAct } from '../../../kit/act'
import { FormDrawer } from '../../../kit/form-drawer'
import { Code } from '../../../kit/show'
import { useFormat } from '../../../kit/use-format'

/** What is drawn among whom: the list is frozen and a seed is promised by its hash. */
export function AnnounceDrawer({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { message } = App.useApp()
  const [title, setTitle] = useState('')
  const [winners, setWinners] = useState(10)
  const [days, setDays] = useState(90)
  const [picked, setPicked] = useState<string | null>(null)
  const { data: entrants } = useDrawPreview(days)
  const names = (useDefinitionNames().data ?? []).filter((one) =>
    ['coupon', 'pack'].includes(one.kind) && one.status === 'live' && !one.over)
  const chosen = names.find((one) => `${one.kind}:${one.key}` === picked) ?? names[0]
  const announce = useAnnounceDraw()
  const running = useAct(
    (key) => announce.mutateAsync({
      key, title: title.trim(), winners, active_days: days, gives: chosen!.key,
      kind: chosen!.kind as 'coupon' | 'pack',
    }),
    (made) => {
      message.success(t('reward.surprise.announcedNow', { count: made.entrants }))
      onClose()
    },
  )
  const blocked = !title.trim() ? t('reward.surprise.titleMissing')
    : !chosen ? t('reward.surprise.nothing') : entrants === 0 ? t('reward.surprise.nobody') : null
  return (
    <FormDrawer
      open onClose={onClose} title={t('reward.surprise.new')} blocked={blocked}
      act={t('reward.surprise.act', { count: winners })} onAct={running.act} busy={running.busy}
      error={running.state === 'failed' ? running.error : undefined} unchanged={t('reward.surprise.unchanged')}
    >
      <div className="form">
        <label className="field">
          <span>{t('reward.surprise.title')}</span>
          <Input autoFocus value={title} maxLength={128} onChange={(event) => setTitle(event.target.value)} />
        </label>
        <label className="field">
          <span>{t('reward.surprise.gives')}</span>
          <Select
            value={chosen ? `${chosen.kind}:${chosen.key}` : undefined} onChange={setPicked}
            aria-label={t('reward.surprise.gives')} showSearch={{ optionFilterProp: 'label' }}
            options={names.map((one) => ({ value: `${one.kind}:${one.key}`, label: format.say(one.name) }))}
          />
        </label>
        <label className="field">
          <span>{t('reward.surprise.winners')}</span>
          <InputNumber value={winners} min={1} max={1000} precision={0} suffix={t('reward.surprise.people')}
            onChange={(next) => { if (next) setWinners(next) }} />
        </label>
        <label className="field">
          <span>{t('reward.surprise.days')}</span>
          <InputNumber value={days} min={1} max={3660} precision={0} suffix={t('programme.days')}
            onChange={(next) => { if (next) setDays(next) }} />
        </label>
        <div className="effect" role="status">
          {entrants === undefined ? '…' : t('reward.surprise.preview', { count: entrants })}
        </div>
        <p className="note">{t('reward.surprise.how')}</p>
      </div>
    </FormDrawer>
  )
}

/** The draw itself: the seed is published, and nothing can be drawn again. */
export function HoldDrawer({ draw, title, onClose }: { draw: Draw; title: string; onClose: () => void }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const hold = useHoldDraw()
  const running = useAct(
    () => hold.mutateAsync(draw.id),
    ({ given, refused }) => {
      message.success(t('reward.surprise.done', { count: given ?? 0, refused: refused?.length ?? 0 }))
      onClose()
    },
  )
  return (
    <FormDrawer
      open onClose={onClose} title={t('reward.surprise.holdTitle', { title: draw.title })}
      act={t('reward.surprise.hold')} onAct={running.act} busy={running.busy}
      error={running.state === 'failed' ? running.error : undefined} unchanged={t('reward.surprise.holdUnchanged')}
    >
      <div className="form">
        <p>{t('reward.surprise.holdNote', { winners: draw.winners, entrants: draw.entrants, title })}</p>
        <p className="note">{t('reward.surprise.seedHash')} <Code value={draw.seed_hash} most={24} /></p>
      </div>
    </FormDrawer>
  )
}
