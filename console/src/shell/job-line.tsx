import { App, Button, Progress } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { jobFile, useCancelJob } from '../client/job'
import type { Job } from '../client/types'
import { Icon } from '../kit/icon'
import { problemOf, useProblemWords } from '../kit/problem'
import { Code, Time } from '../kit/show'
import { useFormat } from '../kit/use-format'
import { useMay } from './may'

export const isActive = (job: Job) => job.status === 'running' || job.status === 'queued'

/** Jobs whose steps are members, not rows. */
const OF_MEMBERS = new Set([
  'points.adjust', 'release.settle', 'coupon.issue', 'coupon.issue_to_all', 'donation.report',
])

const stepsOf = (kind: string) =>
  kind === 'backtest' ? 'events' : OF_MEMBERS.has(kind) ? 'members' : 'rows'

/** One job: name, progress, rate, time left and how to stop it; then what came of it. */
export function JobLine({ job }: { job: Job }) {
  const { t } = useTranslation()
  const format = useFormat()
  const may = useMay()
  const { message } = App.useApp()
  const words = useProblemWords()
  const cancel = useCancelJob()
  const active = isActive(job)
  const file = jobFile(job)
  const share = job.total ? Math.round((100 * job.done) / job.total) : 0
  const stop = () => cancel.mutate(job.id, {
    onError: (error) => void message.error(words(problemOf(error)).what),
  })
  const left = job.left_seconds
  const said = [
    t(job.cancelling ? 'frame.job.cancelling' : `frame.job.${job.status}`),
    job.total && (active || job.status === 'cancelled')
      ? `${format.count(job.done)} / ${format.count(job.total)}` : null,
    job.rate && active ? t(`frame.job.rate_${stepsOf(job.kind)}`, {
      rate: format.count(Math.round(job.rate)),
    }) : null,
    left !== null && active ? t(left < 90 ? 'frame.job.leftSeconds' : 'frame.job.leftMinutes', {
      count: left < 90 ? left : Math.round(left / 60),
    }) : null,
    job.result && job.result.rows != null && !active
      ? t(OF_MEMBERS.has(job.kind) ? 'frame.job.people' : 'frame.job.rows', {
        count: job.result.rows,
      }) : null,
    job.result && job.result.members != null && !active && job.kind !== 'backtest' ? t('frame.job.settled', {
      count: job.result.members, replayed: job.result.replayed ?? 0, moved: job.result.moved ?? 0,
    }) : null,
    job.result?.failed ? t('frame.job.left', { count: job.result.failed }) : null,
    job.problem ? job.problem.detail : null,
  ]
  return (
    <li className="job">
      <div className="job-head">
        <b>{format.say(job.title)}</b>
        <Time at={job.finished_at ?? job.created_at} />
      </div>
      {active ? <Progress percent={share} size="small" showInfo={false} /> : null}
      <div className="job-foot">
        <span>{said.filter(Boolean).join(' · ')}</span>
        {job.status === 'done' && file ? (
          <a href={file} download><Icon.download /> {t('frame.job.file')}</a>
        ) : null}
        {job.kind === 'backtest' && (active || job.status === 'done') ? (
          <Link to={`/programme/backtest?job=${job.id}`}>{t('frame.job.see')}</Link>
        ) : null}
        {active && may('exports:write') ? (
          <Button
            size="small" type="text" onClick={stop} loading={cancel.isPending}
            disabled={job.cancelling} title={job.cancelling ? t('frame.job.cancelling') : undefined}
          >
            {t('frame.job.cancel')}
          </Button>
        ) : null}
      </div>
      <Refused job={job} />
    </li>
  )
}

/** Whom the job could not serve, each with the reason. */
function Refused({ job }: { job: Job }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [open, setOpen] = useState(false)
  const refused = job.result?.refused ?? []
  const count = job.result?.rejected ?? 0
  const reasons = Object.entries(job.result?.reasons ?? {})
  if (!count) return null
  return (
    <div className="job-refused">
      <button type="button" className="link-button bad" aria-expanded={open} onClick={() => setOpen(!open)}>
        {t('frame.job.refused', { count })}
      </button>
      {reasons.length > 1 ? (
        <p className="note job-reasons">{reasons.map(([code, number]) => (
          <span key={code}>{refused.find((one) => one.code === code)?.why ?? code} {format.count(number)}</span>
        ))}</p>
      ) : null}
      {open ? (
        <ul>
          {refused.map((one) => (
            <li key={one.member}>
              {/* What in a list named nobody is told by its place in it. */}
              {one.member.startsWith('#') ? <span className="mono">{one.member}</span>
                : <Link to={`/member/members/${one.member}`}><Code value={one.member} /></Link>}
              <span>{one.why}</span>
            </li>
          ))}
          {count > refused.length
            ? <li className="note">{t('frame.job.refusedMore', { count: count - refused.length })}</li>
            : null}
        </ul>
      ) : null}
    </div>
  )
}
