import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, take } from './http'
import { listen } from './stream'
import type { Decision, Today } from './today.types'

export function useToday() {
  return useQuery({
    queryKey: ['today'],
    queryFn: () => take(api.GET('/v1/today')) as Promise<Today>,
    refetchInterval: 15_000,
  })
}

const MOST = 60

/** Decisions as they fall, newest first; while paused they wait and are counted. */
export function useDecisions(first: Decision[] | undefined, paused: boolean) {
  const { language } = useTranslation().i18n
  const [seen, setSeen] = useState<Decision[]>([])
  const [waiting, setWaiting] = useState<Decision[]>([])
  const [live, setLive] = useState(false)
  const stopped = useRef(paused)
  useEffect(() => { stopped.current = paused }, [paused])
  useEffect(() => {
    const take = (decision: Decision) => {
      const add = (before: Decision[]) => [decision, ...before].slice(0, MOST)
      if (stopped.current) setWaiting(add)
      else setSeen(add)
    }
    return listen<Decision>('/v1/today/stream', language, take, setLive)
  }, [language])
  const flow = () => {
    setSeen((before) => [...waiting, ...before].slice(0, MOST))
    setWaiting([])
  }
  const known = new Set(seen.map((one) => `${one.member} ${one.seq}`))
  const decisions = [...seen, ...(first ?? []).filter((one) => !known.has(`${one.member} ${one.seq}`))]
  return { decisions: decisions.slice(0, MOST), waiting: waiting.length, live, flow }
}
