import { useState } from 'react'
import { newKey, once } from './http'

/**
 * The idempotency key of what a form sends: the same as long as the same is sent and no success is
 * known, so a double click and a retry are one act; another one for anything else.
 */
export function keeper() {
  let sent: string | null = null
  let key = ''
  return {
    of(value: unknown): string {
      const now = JSON.stringify(value)
      if (now !== sent) {
        sent = now
        key = newKey()
      }
      return key
    },
    done() { sent = null },
  }
}

/** Runs a write with the header that makes it one act, for as long as the form is open. */
export function useOnce<In, Out>(run: (value: In, headers: ReturnType<typeof once>) => Promise<Out>) {
  const [keys] = useState(keeper)
  return async (value: In): Promise<Out> => {
    const done = await run(value, once(keys.of(value)))
    keys.done()
    return done
  }
}
