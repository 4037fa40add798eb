import { useTranslation } from 'react-i18next'
import { useBacktest, useBacktests } from '../../../client/backtest'
import { useDefinitionPage } from '../../../client/definition'
import type { Job } from '../../../client/types'
import { Empty } from '../../../kit/empty'
import { Loading } from '../../../kit/later'
import { ProblemView } from '../../../kit/problem'
import { Time } from '../../../kit/show'
import { useUrl } from '../../../kit/url'
import { useMay } from '../../../shell/may'
import { Page } from '../../../shell/page'
import { ResultView } from './result'
import { Running } from './running'
import { Start } from './start'

/** L: a release folded over the recorded past, beside what was. */
export default function BacktestPage() {
  const { t } = useTranslation()
  const may = useMay()
  const { get } = useUrl()
  const job = get('job')
  return (
    <Page name={t('frame.page.backtest')} title={t('frame.page.backtest')}>
      {may('exports:write') ? <Start /> : null}
      {job ? <One key={job} id={job} /> : null}
      <Former current={job} />
    </Page>
  )
}

function One({ id }: { id: string }) {
  const { t } = useTranslation()
  const { data, error, refetch } = useBacktest(id)
  if (error && !data) return <ProblemView error={error} retry={() => void refetch()} />
  if (!data) return <Loading rows={8} />
  const { job, result } = data
  if (job.status === 'queued' || job.status === 'running') return <Running job={job} />
  if (job.status === 'failed') return (
    <section className="card">
      <Empty why={job.problem?.detail ?? t('programme.backtest.failed')} drawing={false}
        link={<span className="note">{job.problem?.code}</span>} />
    </section>
  )
  if (!result) return (
    <section className="card"><Empty why={t('programme.backtest.cancelled')} drawing={false} /></section>
  )
  return (
    <>
      <Outdated job={job} drafts={result.release.what === 'drafts'} />
      <ResultView result={result} at={job.finished_at ?? job.created_at} />
    </>
  )
}

/** The drafts were saved again since: the figures are those of an older draft. */
function Outdated({ job, drafts }: { job: Job; drafts: boolean }) {
  const { t } = useTranslation()
  const { data } = useDefinitionPage({ status: 'draft', limit: 200 })
  const newer = drafts && data?.items.some((row) => row.draft && row.draft.saved_at > job.created_at)
  if (!newer) return null
  return <div className="banner banner-warning" role="status">{t('programme.backtest.outdated')}</div>
}

/** Those of the last days: their answers are kept. */
function Former({ current }: { current: string | null }) {
  const { t } = useTranslation()
  const { put } = useUrl()
  const { data, error, refetch } = useBacktests()
  if (error && !data) return <ProblemView error={error} retry={() => void refetch()} />
  const others = (data ?? []).filter((one) => one.id !== current)
  if (data && data.length === 0 && !current) return (
    <section className="card"><Empty why={t('programme.backtest.none')} /></section>
  )
  if (others.length === 0) return null
  return (
    <section className="card backtest-former">
      <div className="card-head"><h2>{t('programme.backtest.former')}</h2></div>
      <ul>
        {others.map((one) => (
          <li key={one.id}>
            <button type="button" onClick={() => put({ job: one.id }, true)}>
              <Time at={one.created_at} />
              <span className="quiet">{t(`frame.job.${one.status}`)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
