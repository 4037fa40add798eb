import type { ReactNode } from 'react'

export type Fact = { title: string; value: ReactNode; to?: ReactNode }

/** At most five key facts of an object, in one row with hairlines. */
export function DetailHeader({ facts }: { facts: Fact[] }) {
  return (
    <dl className="facts">
      {facts.map((fact) => (
        <div key={fact.title}><dt>{fact.title}</dt><dd>{fact.value}</dd></div>
      ))}
    </dl>
  )
}
