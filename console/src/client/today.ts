import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { api, take } from './http'
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
  const [seen, setSeen] = useState<Decision[]>([])
  const [waiting, setWaiting] = useState<Decision[]>([])
  const [live, setLive] = useState(false)
  const stopped = useRef(paused)
  useEffect(() => { stopped.current = paused }, [paused])
  useEffect(() => {
    const source = new EventSource('/v1/today/stream')
    const take = (event: MessageEvent<string>) => {
      const decision = JSON.parse(event.data) as Decision
      if (!decision || typeof decision !== 'object' || !('seq' in decision)) return
      const add = (before: Decision[]) => [decision, ...before].slice(0, MOST)
      if (stopped.current) setWaiting(add)
      else setSeen(add)
    }
    source.onopen = () => setLive(true)
    source.onerror = () => setLive(false)
    source.onmessage = take
    source.addEventListener('decision', take as EventListener)
    return () => source.close()
  }, [])
  const flow = () => {
    setSeen((before) => [...waiting, ...before].slice(0, MOST))
    setWaiting([])
  }
  const known = new Set(seen.map((one) => `${one.member} ${one.seq}`))
  const decisions = [...seen, ...(first ?? []).filter((one) => !known.has(`${one.member} ${one.seq}`))]
  return { decisions: decisions.slice(0, MOST), waiting: waiting.length, live, flow }
}
