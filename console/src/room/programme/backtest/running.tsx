import { App, Button, Progress } from 'antd'
import { useTranslation } from 'react-i18next'
import { useCancelJob } from '../../../client/job'
import type { Job } from '../../../client/types'
import { problemOf, useProblemWords } from '../../../kit/problem'
import { useFormat } from '../../../kit/use-format'
import { useMay } from '../../../shell/may'
import { progressOf } from './figure'

/** How far it is, how fast it goes, and how to stop it. It goes on when the page is left. */
export function Running({ job }: { job: Job }) {
  const { t } = useTranslation()
  const format = useFormat()
  const may = useMay()
  const { message } = App.useApp()
  const words = useProblemWords()
  const cancel = useCancelJob()
  const share = progressOf(job)
  const left = share === null ? null : job.left_seconds
  const said = [
    t(job.cancelling ? 'frame.job.cancelling' : `frame.job.${job.status}`),
    job.done ? t('programme.backtest.folded', { count: job.done }) : null,
    job.rate ? t('programme.backtest.rate', { rate: format.count(Math.round(job.rate)) }) : null,
    left === null ? null : t(left < 90 ? 'frame.job.leftSeconds' : 'frame.job.leftMinutes', {
      count: left < 90 ? left : Math.round(left / 60),
    }),
    // Members whose answers changed fold again; how many that will be nobody knows before.
    job.done && share === null ? t('programme.backtest.rounds') : null,
  ]
  return (
    <section className="card" aria-busy="true">
      <div className="card-head">
        <h2>{t('programme.backtest.running')}</h2>
        {may('exports:write') ? (
          <Button
            loading={cancel.isPending} disabled={job.cancelling}
            title={job.cancelling ? t('frame.job.cancelling') : undefined}
            onClick={() => cancel.mutate(job.id, {
              onError: (error) => void message.error(words(problemOf(error)).what),
            })}
          >
            {t('programme.backtest.cancel')}
          </Button>
        ) : null}
      </div>
      <Progress
        percent={share ?? (job.done ? 100 : 0)} showInfo={false} status="normal"
        aria-label={t('programme.backtest.running')}
      />
      <p role="status">{said.filter(Boolean).join(' · ')}</p>
      <p className="note">{t('programme.backtest.goesOn')}</p>
    </section>
  )
}
