import { useCallback, useEffect, useRef, useState } from 'react'
import { ApiError, newKey } from '../client/http'

type State<T> =
  | { state: 'idle' } | { state: 'busy' } | { state: 'unknown' }
  | { state: 'failed'; error: unknown } | { state: 'done'; value: T }

/** An act as a form shows it: under way, failed, or without an answer so far. */
export type Running = { act: () => void; busy: boolean; state: string; error?: unknown }

const AGAIN_MS = 3000

/** No answer, or a gateway's: the act may have happened. */
function unclear(error: unknown): boolean {
  return error instanceof ApiError && [0, 502, 503, 504].includes(error.status)
}

/**
 * An act on points or releases: never optimistic, one idempotency key as long as the form is open.
 * When no answer comes it is asked again by the same key until the result is known, so a double
 * click, a retry and a time-out are all one act.
 */
export function useAct<T>(run: (key: string) => Promise<T>, onDone: (value: T) => void) {
  const [state, setState] = useState<State<T>>({ state: 'idle' })
  const [key] = useState(newKey)
  const busy = useRef(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const latest = useRef({ run, onDone })
  useEffect(() => { latest.current = { run, onDone } })
  useEffect(() => () => clearTimeout(timer.current), [])
  const ask = useCallback(async (again: boolean): Promise<void> => {
    if (busy.current && !again) return
    busy.current = true
    if (!again) setState({ state: 'busy' })
    try {
      const value = await latest.current.run(key)
      busy.current = false
      setState({ state: 'done', value })
      latest.current.onDone(value)
    } catch (error) {
      if (unclear(error)) {
        setState({ state: 'unknown' })
        timer.current = setTimeout(() => void ask(true), AGAIN_MS)
        return
      }
      busy.current = false
      setState({ state: 'failed', error })
    }
  }, [key])
  return { ...state, act: () => void ask(false), busy: state.state === 'busy' || state.state === 'unknown' }
}
