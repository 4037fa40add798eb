/** JSON pointers into documents; every change makes a new document. */
type Json = unknown

const parts = (pointer: string) => pointer.split('/').slice(1)
  .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))

export function getAt(document: Json, pointer: string): unknown {
  return parts(pointer).reduce<unknown>((value, part) =>
    (value as Record<string, unknown> | undefined)?.[part], document)
}

/** `undefined` takes the field, or the item of a list, away. */
export function putAt<T>(document: T, pointer: string, value: unknown): T {
  const [head, ...rest] = parts(pointer)
  if (head === undefined) return value as T
  const inner = rest.length
    ? putAt((document as Record<string, unknown> | undefined)?.[head] ?? {}, `/${rest.join('/')}`, value)
    : value
  if (Array.isArray(document)) {
    const copy = [...(document as unknown[])]
    if (inner === undefined) copy.splice(Number(head), 1)
    else copy[Number(head)] = inner
    return copy as T
  }
  const copy = { ...(document as Record<string, unknown>) }
  if (inner === undefined) delete copy[head]
  else copy[head] = inner
  return copy as T
}

/** Whether a problem's place lies at or below a pointer. */
export const within = (place: string | null | undefined, pointer: string) =>
  !!place && (place === pointer || place.startsWith(`${pointer}/`))

/** Whether a row of the form is lit: it is the place that is pointed at, or part of it. */
export const lights = (row: string, lit: string | null) => !!lit && within(row, lit)

/** The places of a sentence that tell a place: the narrowest around it, else those within it. */
export function told(places: string[], lit: string | null): string[] {
  if (!lit) return []
  const around = places.filter((one) => within(lit, one)).sort((a, b) => b.length - a.length)
  return around[0] ? [around[0]] : places.filter((one) => within(one, lit))
}
