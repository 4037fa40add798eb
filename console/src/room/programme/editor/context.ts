import { createContext, useContext } from 'react'
import type { Catalogue, Document, Issue } from '../../../client/definition.types'

/** What the fields of a form need; a place is a JSON pointer. */
export type FormValue = {
  document: Document
  put: (pointer: string, value: unknown) => void
  problems: Issue[]
  catalogue: Catalogue | undefined
  locked: boolean
  /** The event that conditions ask; the one a rule names, or the one the place is about. */
  event: string | undefined
  /** The place shown in the other views. */
  lit: string | null
  light: (pointer: string | null) => void
}

const Context = createContext<FormValue | null>(null)
export const FormContext = Context.Provider

export function useForm(): FormValue {
  const value = useContext(Context)
  if (!value) throw new Error('a field outside its form')
  return value
}
