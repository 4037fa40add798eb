import { lazy, Suspense } from 'react'

const Editor = lazy(() => import('./code-mirror'))

export type Fault = { from: number; to?: number; message: string }

/** Text of a document with lines, colours and faults; fetched when it is first shown. */
export function CodeEditor(props: {
  value: string
  onChange?: (value: string) => void
  language: 'yaml' | 'json'
  label: string
  /** Line numbers from 1. */
  faults?: Fault[]
  lit?: { from: number; to: number } | null
  height?: number | string
}) {
  const height = props.height ?? 420
  return (
    <Suspense fallback={<div className="code-editor" style={{ height }} aria-busy="true" />}>
      <Editor {...props} height={height} />
    </Suspense>
  )
}
