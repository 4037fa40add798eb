import { App, Badge, Button, Popover, Progress } from 'antd'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { jobFile, useJobs } from '../client/job'
import type { Job } from '../client/types'
import { Empty } from '../kit/empty'
import { Icon } from '../kit/icon'
import { Time } from '../kit/show'
import { useFormat } from '../kit/use-format'

function JobLine({ job }: { job: Job }) {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const running = job.status === 'running' || job.status === 'queued'
  const share = job.total ? Math.round((100 * (job.done ?? 0)) / job.total) : 0
  const kind = `frame.job.kind.${job.kind}`
  const file = jobFile(job)
  return (
    <li className="job">
      <div className="job-head">
        <b>{format.say(job.title) || (i18n.exists(kind) ? t(kind) : job.kind)}</b>
        <Time at={job.finished_at ?? job.created_at} />
      </div>
      {running ? <Progress percent={share} size="small" showInfo={false} /> : null}
      <div className="job-foot">
        <span>
          {t(`frame.job.${job.status}`)}
          {job.total && running ? ` · ${format.count(job.done ?? 0)} / ${format.count(job.total)}` : ''}
          {job.rate && running ? ` · ${t('frame.job.rate', { rate: format.count(job.rate) })}` : ''}
          {job.result?.rows !== undefined && !running
            ? ` · ${t('frame.job.rows', { count: job.result.rows })}` : ''}
          {job.problem ? ` · ${job.problem.detail ?? job.problem.title}` : ''}
        </span>
        {job.status === 'done' && file ? (
          <a href={file} download><Icon.download /> {t('frame.job.file')}</a>
        ) : null}
      </div>
    </li>
  )
}

/** Work that takes over two seconds; it survives closing the page. */
export function JobTray() {
  const { t } = useTranslation()
  const { data: jobs } = useJobs()
  const { message } = App.useApp()
  const known = useRef(new Map<string, string>())
  useEffect(() => {
    for (const job of jobs ?? []) {
      const before = known.current.get(job.id)
      if (before && before !== 'done' && job.status === 'done')
        message.success(t('frame.job.finished'))
      known.current.set(job.id, job.status)
    }
  }, [jobs, message, t])
  const running = (jobs ?? []).filter((job) => job.status === 'running' || job.status === 'queued')
  if (!jobs) return null
  return (
    <Popover
      trigger="click" placement="bottomRight" title={t('frame.job.title')}
      content={
        jobs.length === 0 ? <Empty why={t('frame.job.empty')} drawing={false} />
          : <ul className="jobs">{jobs.slice(0, 12).map((job) => <JobLine key={job.id} job={job} />)}</ul>
      }
    >
      <Badge count={running.length} size="small" offset={[-6, 6]} color="var(--primary)">
        <Button type="text" icon={<Icon.job />} aria-label={t('frame.job.open', {
          count: running.length,
        })} />
      </Badge>
    </Popover>
  )
}
