import { App, Input, Radio } from 'antd'
import type { TFunction } from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Change, ReleaseDraft } from '../../../client/definition.types'
import { usePublish } from '../../../client/release'
import { useAct } from '../../../kit/act'
import { FormDrawer } from '../../../kit/form-drawer'
import { useFormat } from '../../../kit/use-format'
import { instantOf } from '../../../kit/instant'

/** About how long: in seconds up to two minutes, then in minutes. */
function lasting(seconds: number, t: TFunction) {
  return seconds < 120 ? t('programme.release.seconds', { count: Math.max(1, Math.round(seconds)) })
    : t('programme.release.minutes', { count: Math.round(seconds / 60) })
}

/** Publishing is one act for the whole release: now, or at a time. */
export function PublishDrawer({ number, changes, replay, onClose }: {
  number: number; changes: Change[]; replay: ReleaseDraft['replay']; onClose: () => void
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const { message } = App.useApp()
  const [note, setNote] = useState('')
  const [when, setWhen] = useState<'now' | 'later'>('now')
  const [at, setAt] = useState('')
  const publish = usePublish()
  const instant = when === 'later' && at ? instantOf(at, format.manner.zone) : null
  const blocked = when === 'later' && (!instant || instant.getTime() <= Date.now())
    ? t('programme.release.timeMissing') : null
  const release = `R-${number}`
  const running = useAct(
    (key) => publish.mutateAsync({
      note: note.trim(), key, ...(instant ? { effective_at: instant.toISOString() } : {}),
    }),
    () => {
      message.success(instant
        ? t('programme.release.scheduled', { release, time: format.time(instant) })
        : t('programme.release.done', { release }))
      onClose()
    },
  )
  return (
    <FormDrawer
      open onClose={onClose} title={t('programme.release.publish', { release })} blocked={blocked}
      act={instant ? t('programme.release.publishAt', { release, time: format.time(instant) })
        : t('programme.release.publish', { release })}
      running={running} unchanged={t('programme.release.unchanged')}
    >
      <div className="form">
        <p>{t('programme.release.summary', { count: changes.length })}</p>
        <ul className="publish-list">
          {changes.map((one) => (
            <li key={`${one.kind}/${one.key}`}>
              {t(`programme.release.${one.change}`)} {format.say(one.name) || one.key}
            </li>
          ))}
        </ul>
        {replay ? (
          <div className="banner" role="status">
            <b>{t('programme.release.replay', { count: replay.members })}</b>{' '}
            {t('programme.release.replayCost', {
              count: replay.events, time: lasting(replay.seconds, t),
            })}{' '}
            {t('programme.release.replayNote')}
          </div>
        ) : null}
        <label className="field">
          <span>{t('programme.release.noteLabel')}</span>
          <Input.TextArea
            autoFocus value={note} maxLength={500} autoSize={{ minRows: 2, maxRows: 4 }}
            placeholder={t('programme.release.noteExample')}
            onChange={(event) => setNote(event.target.value)}
          />
        </label>
        <div className="field">
          <span>{t('programme.release.when')}</span>
          <Radio.Group
            value={when} onChange={(event) => setWhen(event.target.value as 'now' | 'later')}
            options={[
              { value: 'now', label: t('programme.release.now') },
              { value: 'later', label: t('programme.release.later') },
            ]}
          />
          {when === 'later' ? (
            <Input
              type="datetime-local" value={at} onChange={(event) => setAt(event.target.value)}
              suffix={format.manner.zone} aria-label={t('programme.release.later')}
            />
          ) : null}
        </div>
        <p className="note">{t('programme.release.effect')}</p>
      </div>
    </FormDrawer>
  )
}
