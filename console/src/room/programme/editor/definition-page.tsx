import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import type { Document } from '../../../client/definition.types'
import { EditorPage } from './page'

/** One definition of a kind with its form: what most rooms need and nothing else. */
export function DefinitionPage({ kind, list, to, facts, acts, children }: {
  kind: string
  /** Key of the list under `frame.page`. */
  list: string
  to: string
  /** Stands above the form. */
  facts?: (document: Document, id: string) => ReactNode
  acts?: (id: string) => ReactNode
  children: ReactNode
}) {
  const { t } = useTranslation()
  const id = useParams().id!
  return (
    <EditorPage
      key={id} kind={kind} id={id} list={{ title: t(`frame.page.${list}`), to }}
      facts={facts && ((document) => facts(document, id))} acts={acts?.(id)}
    >
      {children}
    </EditorPage>
  )
}
