import { useCallback, useState } from 'react'

/** A small thing one person chose on this device, e.g. columns of a table. */
export function useStored<T>(name: string, fallback: T): [T, (value: T) => void] {
  const place = `shuke.${name}`
  const [value, setValue] = useState<T>(() => {
    try {
      const text = localStorage.getItem(place)
      return text === null ? fallback : (JSON.parse(text) as T)
    } catch {
      return fallback
    }
  })
  const put = useCallback((next: T) => {
    localStorage.setItem(place, JSON.stringify(next))
    setValue(next)
  }, [place])
  return [value, put]
}
