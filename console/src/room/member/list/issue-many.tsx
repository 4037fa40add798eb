import { App, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useIssueToMany } from '../../../client/coupon'
import { useDefinitionNames, useDefinitionPage } from '../../../client/definition'
import type { Query } from '../../../client/http'
import { useAct } from '../../../kit/act'
import { FormDrawer } from '../../../kit/form-drawer'
import { typedNumber } from '../../../kit/format'
import { useFormat } from '../../../kit/use-format'

/** From here on the number of members is typed as well: a slip would touch very many. */
const TYPE_FROM = 100
const MOST_EACH = 20

/** Coupons for everybody whom a filter finds, or for those chosen: a job. */
export function IssueManyDrawer({ filter, members, people, onClose, onDone }: {
  filter?: Query; members?: string[]; people: number; onClose: () => void; onDone?: () => void
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const { message } = App.useApp()
  const live = (useDefinitionNames('coupon').data ?? []).filter((row) => row.status === 'live' && !row.over)
  const [picked, setPicked] = useState<string | null>(null)
  const [count, setCount] = useState(1)
  const [reason, setReason] = useState('')
  const [confirmed, setConfirmed] = useState('')
  const coupon = live.find((row) => row.key === picked) ?? live[0]
  const said = useDefinitionPage({ kind: 'coupon', q: coupon?.key ?? '', limit: 20 })
    .data?.items.find((row) => row.key === coupon?.key)?.sentence
  const issue = useIssueToMany()
  const typing = people > TYPE_FROM && typedNumber(confirmed) !== people
  const blocked = !coupon ? t('member.coupon.noTemplate')
    : reason.trim().length < 2 ? t('member.adjust.reasonMissing')
      : typing ? t('member.bulk.typeMissing', { count: people }) : null
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
        <label className="field">
          <span>{t('words.coupon')}</span>
          <Select
            value={coupon?.key} onChange={setPicked} aria-label={t('words.coupon')}
            options={live.map((row) => ({ value: row.key, label: format.say(row.name) }))}
            showSearch={{ optionFilterProp: 'label' }}
          />
        </label>
        {said ? <p className="note">{format.say(said)}</p> : null}
        <label className="field">
          <span>{t('member.bulk.couponsEach')}</span>
          <InputNumber
            value={count} min={1} max={MOST_EACH} precision={0}
            onChange={(next) => { if (next) setCount(next) }}
          />
        </label>
        <label className="field">
          <span>{t('member.coupon.reason')}</span>
          <Input.TextArea
            value={reason} maxLength={256} autoSize={{ minRows: 2, maxRows: 5 }}
            placeholder={t('member.bulk.example')} onChange={(event) => setReason(event.target.value)}
          />
        </label>
        <dl className="effect effect-rows" aria-live="polite">
          <div><dt>{t('member.bulk.people')}</dt><dd>{t('member.count', { count: people })}</dd></div>
          <div>
            <dt>{t('member.bulk.sum')}</dt>
            <dd className="figure">{t('member.bulk.coupons', { count: people * count })}</dd>
          </div>
        </dl>
        <p className="note">{t(members ? 'member.bulk.issueNoteChosen' : 'member.bulk.issueNote')}</p>
        {people > TYPE_FROM ? (
          <label className="field">
            <span>{t('member.bulk.typeCount', { count: people })}</span>
            <Input
              value={confirmed} inputMode="numeric" onChange={(event) => setConfirmed(event.target.value)}
            />
          </label>
        ) : null}
        {running.state === 'unknown' ? (
          <div className="banner banner-warning" role="status">{t('member.adjust.unknown')}</div>
        ) : null}
      </div>
    </FormDrawer>
  )
}
