import { useQuery } from '@tanstack/react-query'
import { api, take } from './http'

/** Every gift that is live and not over, with how many are left. */
export const useGifts = () => useQuery({
  queryKey: ['gift'],
  queryFn: () => take(api.GET('/v1/gifts')).then((found) => found.gifts),
  staleTime: 30_000,
})
