import { useCallback } from 'react'
import { useSearchParams } from 'react-router'

type Patch = Record<string, string | null | undefined>

/** Filter, sort, tab, drawer and range live in the URL: a copied address restores the page. */
export function useUrl() {
  const [params, setParams] = useSearchParams()
  const put = useCallback((patch: Patch, push = false) => {
    setParams((before) => {
      const after = new URLSearchParams(before)
      for (const [name, value] of Object.entries(patch)) {
        if (value === null || value === undefined || value === '') after.delete(name)
        else after.set(name, value)
      }
      return after
    }, { replace: !push })
  }, [setParams])
  const get = useCallback((name: string) => params.get(name), [params])
  return { params, get, put }
}

/** The drawer of a page: `open=<what>~<id>~…`. Opening is a step of history, so Back closes it. */
export function useOpen() {
  const { get, put } = useUrl()
  const parts = get('open')?.split('~') ?? []
  const open = useCallback(
    (...what: (string | number)[]) => put({ open: what.join('~') }, true), [put])
  const close = useCallback(() => put({ open: null }), [put])
  return { what: parts[0] ?? null, args: parts.slice(1), open, close }
}
