import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TraceNode } from '../../client/explain.types'
import { Icon } from '../icon'
import { useFormat } from '../use-format'
import { valueWords } from './words'

type Flat = { node: TraceNode; depth: number; path: string; parent: string | null }

function flatten(node: TraceNode, folded: Set<string>, depth = 0, path = '0', parent: string | null = null):
Flat[] {
  const own: Flat = { node, depth, path, parent }
  if (folded.has(path)) return [own]
  return [own, ...(node.children ?? []).flatMap((child, index) =>
    flatten(child, folded, depth + 1, `${path}.${index}`, path))]
}

/** A condition judged part by part: required and seen in two columns; arrow keys fold it. */
export function ExplainTree({ tree }: { tree: TraceNode }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [folded, setFolded] = useState<Set<string>>(new Set())
  const [at, setAt] = useState('0')
  const body = useRef<HTMLTableSectionElement>(null)
  const rows = flatten(tree, folded)
  const move = (path: string | null | undefined) => {
    if (!path) return
    setAt(path)
    requestAnimationFrame(() =>
      body.current?.querySelector<HTMLElement>(`[data-path="${path}"]`)?.focus())
  }
  const fold = (path: string, close: boolean) => {
    const next = new Set(folded)
    if (close) next.add(path)
    else next.delete(path)
    setFolded(next)
  }
  const onKey = (event: React.KeyboardEvent, row: Flat, index: number) => {
    const inner = (row.node.children ?? []).length > 0
    if (event.key === 'ArrowDown') move(rows[index + 1]?.path)
    else if (event.key === 'ArrowUp') move(rows[index - 1]?.path)
    else if (event.key === 'ArrowRight' && inner && folded.has(row.path)) fold(row.path, false)
    else if (event.key === 'ArrowRight' && inner) move(`${row.path}.0`)
    else if (event.key === 'ArrowLeft' && inner && !folded.has(row.path)) fold(row.path, true)
    else if (event.key === 'ArrowLeft') move(row.parent)
    else return
    event.preventDefault()
  }
  return (
    <table className="trace" role="treegrid" aria-label={t('kit.explain.conditions')}>
      <thead>
        <tr>
          <th scope="col">{t('kit.explain.condition')}</th>
          <th scope="col">{t('kit.explain.required')}</th>
          <th scope="col">{t('kit.explain.seen')}</th>
        </tr>
      </thead>
      <tbody ref={body}>
        {rows.map((row, index) => {
          const { node, depth, path } = row
          const inner = (node.children ?? []).length > 0
          const state = node.passed === null ? 'open' : node.passed ? 'passed' : 'missed'
          return (
            <tr
              key={path} data-path={path} tabIndex={path === at ? 0 : -1} aria-level={depth + 1}
              aria-expanded={inner ? !folded.has(path) : undefined} className={`trace-${state}`}
              onKeyDown={(event) => onKey(event, row, index)} onFocus={() => setAt(path)}
              onClick={() => (inner ? fold(path, !folded.has(path)) : undefined)}
            >
              <td style={{ paddingLeft: 8 + depth * 20 }}>
                <span className="trace-mark" aria-label={t(`kit.explain.${state}`)} role="img">
                  {node.passed ? <Icon.passed /> : node.passed === false ? <Icon.missed /> : '·'}
                </span>
                {format.say(node.title)}
              </td>
              <td>{valueWords(node.required, format)}</td>
              <td>{valueWords(node.seen, format)}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
