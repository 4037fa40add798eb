import { useEffect, useState } from 'react'
import { api, take } from '../../../client/http'
import type { Schemas } from '../../../client/types'
import { useLoad } from '../../load'
import { codeOf, keyOf } from './make'

type Key = Schemas['CodeKeyShown']
type Shown = { code: string; left: number }
const TICK_MS = 500

/** The day's key, and how far this phone's clock is off, measured as the answer comes. */
async function fetched(): Promise<Key & { behind: number }> {
  const sent = Date.now()
  const key = await take(api.GET('/v1/me/code'))
  return { ...key, behind: Date.parse(key.now) - (sent + Date.now()) / 2 }
}

/** The code of this minute, made here; without cryptography it is asked for each minute. */
export function useCode() {
  const { data, error, again } = useLoad('code', fetched)
  const [key, setKey] = useState<CryptoKey | null | undefined>(undefined)
  const [shown, setShown] = useState<Shown | null>(null)
  useEffect(() => {
    let wanted = true
    if (data) void keyOf(data.key).then((made) => { if (wanted) setKey(made) })
    return () => { wanted = false }
  }, [data])
  useEffect(() => {
    if (!data || key === undefined) return
    let wanted = true
    let last = -1
    const tick = async () => {
      const now = Date.now() + data.behind
      if (now >= Date.parse(data.ends_at)) { again(); return }
      const minute = Math.floor(now / 1000 / data.seconds)
      const left = data.seconds - Math.floor(now / 1000) % data.seconds
      if (minute === last) {
        setShown((before) => before && { ...before, left })
        return
      }
      if (key === null && last !== -1) again()
      last = minute
      const code = key ? await codeOf(data.handle, key, minute) : data.code
      if (wanted) setShown({ code, left })
    }
    void tick()
    const clock = window.setInterval(() => void tick(), TICK_MS)
    return () => { wanted = false; window.clearInterval(clock) }
  }, [data, key, again])
  return { key: data, plain: key === null, shown, error, again }
}
