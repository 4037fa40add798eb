import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands'
import { json } from '@codemirror/lang-json'
import { yaml } from '@codemirror/lang-yaml'
import { HighlightStyle, indentUnit, syntaxHighlighting } from '@codemirror/language'
import { lintGutter, setDiagnostics, type Diagnostic } from '@codemirror/lint'
import { EditorState, StateEffect, StateField } from '@codemirror/state'
import {
  Decoration, drawSelection, EditorView, keymap, lineNumbers, type DecorationSet,
} from '@codemirror/view'
import { tags } from '@lezer/highlight'
import { useEffect, useRef } from 'react'
import type { Fault } from './code-editor'

const look = EditorView.theme({
  '&': { backgroundColor: 'var(--container)', color: 'var(--text)', fontSize: '13px', height: '100%' },
  '.cm-content': { fontFamily: 'var(--mono)', caretColor: 'var(--text)', padding: '8px 0' },
  '.cm-scroller': { lineHeight: '20px' },
  '.cm-gutters': {
    backgroundColor: 'var(--fill-quaternary)', color: 'var(--text-tertiary)', border: 'none',
  },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground':
    { backgroundColor: 'var(--primary-bg-hover) !important' },
  '.cm-lit': { backgroundColor: 'var(--primary-bg)' },
  '.cm-tooltip': {
    backgroundColor: 'var(--elevated)', border: '1px solid var(--border)', color: 'var(--text)',
    borderRadius: '6px',
  },
})

const colours = syntaxHighlighting(HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--link)' },
  { tag: [tags.string, tags.content], color: 'var(--text)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--persimmon-text)' },
  { tag: tags.comment, color: 'var(--text-tertiary)' },
  { tag: [tags.punctuation, tags.separator], color: 'var(--text-tertiary)' },
]))

const light = StateEffect.define<{ from: number; to: number } | null>()
const lit = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    let next = marks.map(transaction.changes)
    for (const effect of transaction.effects) if (effect.is(light)) {
      const range = effect.value
      if (!range) next = Decoration.none
      else {
        const lines = []
        const last = Math.min(range.to, transaction.state.doc.lines)
        for (let line = Math.max(1, range.from); line <= last; line += 1)
          lines.push(Decoration.line({ class: 'cm-lit' })
            .range(transaction.state.doc.line(line).from))
        next = Decoration.set(lines)
      }
    }
    return next
  },
  provide: (field) => EditorView.decorations.from(field),
})

function diagnostics(state: EditorState, faults: Fault[]): Diagnostic[] {
  return faults.map((fault) => {
    const line = state.doc.line(Math.min(Math.max(1, fault.from), state.doc.lines))
    return { from: line.from, to: line.to, severity: 'error', message: fault.message }
  })
}

export default function CodeMirror({ value, onChange, language, label, faults, lit: range, height }: {
  value: string
  onChange?: (value: string) => void
  language: 'yaml' | 'json'
  label: string
  faults?: Fault[]
  lit?: { from: number; to: number } | null
  height: number | string
}) {
  const place = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView | null>(null)
  const change = useRef(onChange)
  useEffect(() => { change.current = onChange })
  useEffect(() => {
    const made = new EditorView({
      parent: place.current!,
      state: EditorState.create({
        doc: value,
        extensions: [
          lineNumbers(), history(), drawSelection(), lit, lintGutter(), look, colours,
          language === 'yaml' ? yaml() : json(), indentUnit.of('  '),
          // Escape, then Tab, leaves the editor: otherwise the keyboard would be caught in it.
          keymap.of([...defaultKeymap, ...historyKeymap, indentWithTab]),
          EditorView.lineWrapping,
          EditorState.readOnly.of(!onChange),
          EditorView.contentAttributes.of({ 'aria-label': label }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged && !update.transactions.some((one) => one.isUserEvent('sync')))
              change.current?.(update.state.doc.toString())
          }),
        ],
      }),
    })
    made.scrollDOM.tabIndex = 0
    view.current = made
    return () => made.destroy()
    // Made once; the text, faults and lit lines are brought in below.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [language])
  useEffect(() => {
    const editor = view.current
    if (!editor || editor.state.doc.toString() === value) return
    editor.dispatch({
      changes: { from: 0, to: editor.state.doc.length, insert: value }, userEvent: 'sync',
    })
  }, [value])
  useEffect(() => {
    const editor = view.current
    if (editor) editor.dispatch(setDiagnostics(editor.state, diagnostics(editor.state, faults ?? [])))
  }, [faults, value])
  useEffect(() => {
    const editor = view.current
    editor?.dispatch({
      effects: [
        light.of(range ?? null),
        ...(range && range.from <= editor.state.doc.lines
          ? [EditorView.scrollIntoView(editor.state.doc.line(Math.max(1, range.from)).from)] : []),
      ],
    })
  }, [range])
  return <div ref={place} className="code-editor" style={{ height }} />
}
