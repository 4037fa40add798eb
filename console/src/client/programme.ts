import { useQuery } from '@tanstack/react-query'
import type { Definition } from './definition.types'
import { api, take } from './http'

export type Programme = { zone: string; currency: string; digits: number }

/** Until the programme is read, times are the viewer's and money is yuan. */
const fallback: Programme = {
  zone: Intl.DateTimeFormat().resolvedOptions().timeZone || 'Asia/Shanghai',
  currency: 'CNY',
  digits: 2,
}

function read(definition: Definition): Programme {
  const document = (definition.live ?? definition.draft)?.document as
    { zone?: string; money?: { currency?: string; minor_digits?: number } } | undefined
  return {
    zone: document?.zone ?? fallback.zone,
    currency: document?.money?.currency ?? fallback.currency,
    digits: document?.money?.minor_digits ?? fallback.digits,
  }
}

/** Zone and money of the programme in force. */
export function useProgramme(): Programme {
  const { data } = useQuery({
    queryKey: ['definition', 'programme', 'programme', 'manner'],
    queryFn: () => take(api.GET('/v1/definitions/{kind}/{key}', {
      params: { path: { kind: 'programme', key: 'programme' } },
    })).then((found) => read(found as Definition)),
    staleTime: 300_000,
    retry: 1,
  })
  return data ?? fallback
}
