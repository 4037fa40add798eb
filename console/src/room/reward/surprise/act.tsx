import { App, Input, InputNumber, Segmented, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAnnounceDraw, useDrawPreview, useHoldDraw, type Draw } from '../../../client/draw'
import { useCurrencies, useCurrencyUnit } from '../../../client/currency'
import { useDefinitionNames } from '../../../client/definition'
import { useGifts } from '../../../client/gift'
import { useSession } from '../../../client/session'
import { useAct } from '../../../kit/act'
import { FormDrawer } from '../../../kit/form-drawer'
import { Code } from '../../../kit/show'
import { useFormat } from '../../../kit/use-format'
import { useMay } from '../../../shell/may'

type Kind = 'coupon' | 'pack' | 'gift' | 'currency'
const KINDS: Kind[] = ['coupon', 'pack', 'gift', 'currency']
type Prize = { kind: Kind; key: string; title: string }

/** What can be drawn: coupons, packs, gifts, and points of whoever may adjust them. */
function usePrizes(): Prize[] {
  const format = useFormat()
  const may = useMay()
  const names = useDefinitionNames().data ?? []
  const gifts = useGifts().data ?? []
  const currencies = useCurrencies()
  return [
    ...names.filter((one) => ['coupon', 'pack'].includes(one.kind) && one.status === 'live' && !one.over)
      .map((one) => ({ kind: one.kind as Kind, key: one.key, title: format.say(one.name) })),
    ...gifts.filter((one) => one.what !== 'donation')
      .map((one) => ({ kind: 'gift' as const, key: one.gift, title: one.title })),
    ...(may('points:adjust') ? currencies : [])
      .map((one) => ({ kind: 'currency' as const, key: one.key, title: one.title })),
  ]
}

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
  const [amount, setAmount] = useState(100)
  const { data: session } = useSession()
  const prizes = usePrizes()
  const kinds = KINDS.filter((kind) => prizes.some((one) => one.kind === kind))
  // A kind that was just chosen begins with its first.
  const chosen = prizes.find((one) => `${one.kind}:${one.key}` === picked)
    ?? prizes.find((one) => picked?.startsWith(`${one.kind}:`)) ?? prizes[0]
  const points = chosen?.kind === 'currency'
  const unit = useCurrencyUnit()(points ? chosen.key : null)
  const limit = session?.user.adjust_limit ?? null
  const announce = useAnnounceDraw()
  const running = useAct(
    (key) => announce.mutateAsync({
      key, title: title.trim(), winners, active_days: days, gives: chosen!.key,
      kind: chosen!.kind, ...(points ? { amount } : {}),
    }),
    (made) => {
      message.success(t('reward.surprise.announcedNow', { count: made.entrants }))
      onClose()
    },
  )
  const blocked = !title.trim() ? t('reward.surprise.titleMissing')
    : !chosen ? t('reward.surprise.nothing') : entrants === 0 ? t('reward.surprise.nobody')
      : points && limit !== null && amount > limit
        ? t('member.adjust.aboveLimit', { limit: format.count(limit), unit }) : null
  return (
    <FormDrawer
      open onClose={onClose} title={t('reward.surprise.new')} blocked={blocked}
      act={t('reward.surprise.act', { count: winners })} running={running} unchanged={t('reward.surprise.unchanged')}
    >
      <div className="form">
        <label className="field">
          <span>{t('reward.surprise.title')}</span>
          <Input autoFocus value={title} maxLength={128} onChange={(event) => setTitle(event.target.value)} />
        </label>
        <label className="field">
          <span>{t('reward.surprise.gives')}</span>
          <Segmented
            value={chosen?.kind} onChange={(next) => setPicked(`${next}:`)} aria-label={t('reward.surprise.gives')}
            options={kinds.map((kind) => ({ value: kind, label: t(`reward.surprise.kind.${kind}`) }))}
          />
          <Select
            value={chosen ? `${chosen.kind}:${chosen.key}` : undefined} onChange={setPicked}
            aria-label={t('reward.surprise.prize')} showSearch={{ optionFilterProp: 'label' }}
            options={prizes.filter((one) => one.kind === chosen?.kind)
              .map((one) => ({ value: `${one.kind}:${one.key}`, label: one.title }))}
          />
        </label>
        {points ? (
          <label className="field">
            <span>{t('reward.surprise.amount')}</span>
            <InputNumber style={{ width: 200 }} value={amount} min={1} max={1_000_000} precision={0} suffix={unit}
              onChange={(next) => { if (next) setAmount(next) }} />
          </label>
        ) : null}
        <label className="field">
          <span>{t('reward.surprise.winners')}</span>
          <InputNumber style={{ width: 200 }} value={winners} min={1} max={1000} precision={0}
            suffix={t('reward.surprise.people')}
            onChange={(next) => { if (next) setWinners(next) }} />
        </label>
        <label className="field">
          <span>{t('reward.surprise.days')}</span>
          <InputNumber style={{ width: 200 }} value={days} min={1} max={3660} precision={0} suffix={t('programme.days')}
            onChange={(next) => { if (next) setDays(next) }} />
        </label>
        <div className="effect" role="status">
          {entrants === undefined ? '…' : t('reward.surprise.preview', { count: entrants })}
          {points ? ` ${t('reward.surprise.inAll', { amount: format.count(amount * winners), unit })}` : null}
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
      act={t('reward.surprise.hold')} running={running} unchanged={t('reward.surprise.holdUnchanged')}
    >
      <div className="form">
        <p>{t('reward.surprise.holdNote', { winners: draw.winners, entrants: draw.entrants, title })}</p>
        <p className="note">{t('reward.surprise.seedHash')} <Code value={draw.seed_hash} most={24} /></p>
      </div>
    </FormDrawer>
  )
}
