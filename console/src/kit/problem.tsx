import { App, Button } from 'antd'
import { useEffect, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../client/http'
import type { Problem } from '../client/types'
import { Icon } from './icon'

export function problemOf(error: unknown): Problem {
  if (error instanceof ApiError) return error.problem
  return { title: '', status: -1, code: 'console_fault', trace: (error as Error)?.message }
}

/** What happened, in words: the server's own where it gave some. */
export function useProblemWords() {
  const { t } = useTranslation()
  return (problem: Problem) => {
    const known = ['0', '-1', '401', '403', '404', '409', '413', '429']
    const status = String(problem.status)
    const family = known.includes(status) ? status : problem.status >= 500 ? '5xx' : 'other'
    // Of what the server refuses with 409 only some was changed by somebody else: it says so itself.
    const told = family === '409' && !!problem.detail && !problem.code.endsWith('_changed')
    return {
      what: problem.detail || problem.title || t(`kit.problem.${family}.what`),
      next: problem.hint || (told ? '' : t(`kit.problem.${family}.next`)),
    }
  }
}

export function CopyCode({ problem }: { problem: Problem }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const text = [problem.code, problem.trace ?? problem.instance].filter(Boolean).join(' · ')
  const copy = () => {
    void navigator.clipboard?.writeText(text).then(() => message.success(t('kit.copied')))
  }
  return (
    <button type="button" className="code-copy" onClick={copy} title={t('kit.copy')}>
      {text} <Icon.copy />
    </button>
  )
}

function useCountdown(until: number | null): number {
  const [left, setLeft] = useState(0)
  useEffect(() => {
    if (!until) return
    const tick = () => setLeft(Math.max(0, Math.ceil((until - Date.now()) / 1000)))
    tick()
    const timer = setInterval(tick, 500)
    return () => clearInterval(timer)
  }, [until])
  return left
}

type Props = {
  error: unknown
  retry?: () => void
  /** What did not change, when an act failed. */
  unchanged?: string
  acts?: ReactNode
}

/** What happened · what did not change · what to do · code and trace to copy. */
export function ProblemView({ error, retry, unchanged, acts }: Props) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const problem = problemOf(error)
  const { what, next } = words(problem)
  const wait = error instanceof ApiError ? error.retryAfter : null
  const [until] = useState(() => (wait ? Date.now() + wait : null))
  const left = useCountdown(until)
  useEffect(() => {
    if (!until || !retry) return
    const timer = setTimeout(retry, Math.max(0, until - Date.now()))
    return () => clearTimeout(timer)
  }, [until, retry])
  return (
    <div className="problem" role="alert">
      <Icon.problem />
      <div className="problem-body">
        <b>{what}</b>
        <div>{[unchanged, next].filter(Boolean).join(' ')}</div>
        {(problem.errors ?? []).slice(0, 5).map((one, index) => (
          <div key={index} className="problem-line">
            {one.place ? <code>{one.place}</code> : null} {one.message}
          </div>
        ))}
        <div className="problem-foot">
          {retry ? (
            <Button size="small" onClick={retry} icon={<Icon.refresh />}>
              {left > 0 ? t('kit.retryIn', { count: left }) : t('kit.retry')}
            </Button>
          ) : null}
          {acts}
          <CopyCode problem={problem} />
        </div>
      </div>
    </div>
  )
}
