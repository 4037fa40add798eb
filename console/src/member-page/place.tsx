import { useSyncExternalStore, type AnchorHTMLAttributes, type MouseEvent } from 'react'

const BASE = '/m'
const moved = new Set<() => void>()
window.addEventListener('popstate', () => moved.forEach((listener) => listener()))

const here = () => window.location.pathname.slice(BASE.length).replace(/\/$/, '') || '/'

/** Where the page is, without its base: "/", "/points". */
export function usePlace(): string {
  return useSyncExternalStore((listener) => {
    moved.add(listener)
    return () => { moved.delete(listener) }
  }, here)
}

/** Go somewhere; every place is an entry of the history, so that "back" leads back. */
export function go(to: string, replace = false) {
  const url = to === '/' ? BASE : BASE + to
  if (replace) window.history.replaceState(null, '', url)
  else window.history.pushState(null, '', url)
  window.scrollTo(0, 0)
  moved.forEach((listener) => listener())
}

/** A link within the page: it has an address and loads nothing anew. */
export function Link({ to, ...rest }: { to: string } & AnchorHTMLAttributes<HTMLAnchorElement>) {
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button) return
    event.preventDefault()
    go(to)
  }
  return <a {...rest} href={to === '/' ? BASE : BASE + to} onClick={follow} />
}
