import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStartBacktest } from '../../../client/backtest'
import { releaseName, useReleaseDraft, useReleases } from '../../../client/release'
import { useOnline } from '../../../kit/online'
import { ProblemView } from '../../../kit/problem'
import { useUrl } from '../../../kit/url'

/** What to fold the past under, and which days of it: the one act of the page. */
export function Start() {
  const { t } = useTranslation()
  const online = useOnline()
  const { get, put } = useUrl()
  const { data: releases } = useReleases()
  const { data: draft } = useReleaseDraft()
  const start = useStartBacktest()
  const [release, setRelease] = useState(get('release') ?? 'drafts')
  const [from, setFrom] = useState(get('from') ?? '')
  const [to, setTo] = useState(get('to') ?? '')
  const changes = draft?.changes.length ?? 0
  const stop = !online ? t('kit.offlineAct')
    : release === 'drafts' && draft && changes === 0 ? t('programme.backtest.noDrafts')
      : from && to && to < from ? t('programme.backtest.backwards') : null
  const act = () => start.mutate({
    release: release === 'drafts' ? 'drafts' : Number(release),
    ...(from ? { from } : {}), ...(to ? { to } : {}),
  }, { onSuccess: (found) => put({ job: found.job.id, release, from, to }, true) })
  return (
    <section className="card backtest-start">
      <form
        className="backtest-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (!stop) act()
        }}
      >
        <label className="field">
          <span>{t('programme.backtest.release')}</span>
          <Select
            value={release} onChange={setRelease} aria-label={t('programme.backtest.release')}
            popupMatchSelectWidth={false}
            options={[
              { value: 'drafts', label: t('programme.backtest.drafts', { count: changes }) },
              ...(releases ?? []).map((one) => ({
                value: String(one.id),
                label: one.status === 'live'
                  ? t('programme.backtest.live', { release: releaseName(one) }) : releaseName(one),
              })),
            ]}
          />
        </label>
        <label className="field">
          <span>{t('programme.backtest.from')}</span>
          <Input type="date" value={from} onChange={(event) => setFrom(event.target.value)} />
        </label>
        <label className="field">
          <span>{t('programme.backtest.to')}</span>
          <Input type="date" value={to} onChange={(event) => setTo(event.target.value)} />
        </label>
        <Button
          type="primary" htmlType="submit" loading={start.isPending} disabled={!!stop}
          title={stop ?? undefined}
        >
          {t('programme.backtest.start')}
        </Button>
      </form>
      <p className="note">{stop ?? t('programme.backtest.startNote')}</p>
      {start.error ? (
        <ProblemView error={start.error} unchanged={t('programme.backtest.unchanged')} />
      ) : null}
    </section>
  )
}
