import { useEffect, type ReactNode } from 'react'
import { useMe } from '../me'

/** A page below the frame: its only h1, and the title of the window. */
export function Page({ title, children }: { title: string; children: ReactNode }) {
  const { brand } = useMe()
  useEffect(() => { document.title = `${title} · ${brand}` }, [title, brand])
  return <><h1>{title}</h1>{children}</>
}
