import { useQueryClient } from '@tanstack/react-query'
import { App, Badge, Button, Popover } from 'antd'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useJobs } from '../client/job'
import { Empty } from '../kit/empty'
import { Icon } from '../kit/icon'
import { isActive, JobLine } from './job-line'

/** Work that takes over two seconds; it survives closing the page. */
export function JobTray() {
  const { t } = useTranslation()
  const { data: jobs } = useJobs()
  const { message } = App.useApp()
  const client = useQueryClient()
  const known = useRef(new Map<string, string>())
  useEffect(() => {
    for (const job of jobs ?? []) {
      const before = known.current.get(job.id)
      if (before && before !== 'done' && job.status === 'done') {
        const { file, rows, rejected = 0 } = job.result ?? {}
        const title = job.title
        if (rejected) message.warning(t('frame.job.finishedPartly', {
          title, count: rejected, done: rows ?? 0,
        }))
        else if (file) message.success(t('frame.job.finished', { title }))
        else if (rows === undefined || rows === null) message.success(t('frame.job.ended', { title }))
        else message.success(t('frame.job.finishedPeople', { title, count: rows }))
        // What the page shows of members may have changed.
        if (!file) void client.invalidateQueries({ queryKey: ['member'] })
      }
      known.current.set(job.id, job.status)
    }
  }, [jobs, message, t, client])
  const running = (jobs ?? []).filter(isActive)
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
