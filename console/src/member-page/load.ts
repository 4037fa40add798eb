import { useCallback, useEffect, useState } from 'react'
import { ApiError } from '../client/http'
import { useWords } from './words'

type Kept = { data: unknown; at: number }
const kept = new Map<string, Kept>()

/** Nothing of one member stays for the next. */
export const forget = () => kept.clear()

export type Loaded<T> = {
  data: T | undefined
  /** When the data came. */
  at: number
  error: ApiError | null
  again: () => void
}

/** What the server says, at once what it said last; asked anew in another language. */
export function useLoad<T>(name: string, ask: () => Promise<T>): Loaded<T> {
  const { language } = useWords()
  const key = `${language} ${name}`
  const [turn, setTurn] = useState(0)
  const [, came] = useState(0)
  const [error, setError] = useState<ApiError | null>(null)
  useEffect(() => {
    let wanted = true
    ask().then(
      (data) => {
        kept.set(key, { data, at: Date.now() })
        if (wanted) { setError(null); came((n) => n + 1) }
      },
      (thrown: unknown) => {
        if (wanted && thrown instanceof ApiError) setError(thrown)
      },
    )
    return () => { wanted = false }
    // What is asked is named by `key`.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key, turn])
  const found = kept.get(key)
  return {
    data: found?.data as T | undefined,
    at: found?.at ?? 0,
    error,
    again: useCallback(() => setTurn((n) => n + 1), []),
  }
}
