import { useEffect, useState } from 'react'

/** The last rows that came, and when: shown greyed when the next ones cannot be fetched. */
export function useKept<Row>(rows: Row[] | undefined): { rows: Row[]; at: Date } | null {
  const [kept, setKept] = useState<{ rows: Row[]; at: Date } | null>(null)
  useEffect(() => { if (rows) setKept({ rows, at: new Date() }) }, [rows])
  return kept
}
