import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, ApiError, setCsrf, take } from './http'
import type { Session } from './types'

const sessionKey = ['session']

function remember(session: Session): Session {
  setCsrf(session.csrf)
  return session
}

/** Who is signed in; `null` when nobody is. */
export function useSession() {
  return useQuery({
    queryKey: sessionKey,
    queryFn: async () => {
      try {
        return remember(await take(api.GET('/v1/session')))
      } catch (error) {
        if (error instanceof ApiError && error.status === 401) return null
        throw error
      }
    },
    staleTime: Infinity,
    retry: 2,
  })
}

/** Whether this installation still waits for its first administrator. */
export function useSetupNeeded(enabled: boolean) {
  return useQuery({
    queryKey: ['setup'],
    queryFn: () => take(api.GET('/v1/setup')),
    enabled,
    staleTime: Infinity,
  })
}

export function useSignIn() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (who: { email: string; password: string }) =>
      take(api.POST('/v1/session', { body: who })).then(remember),
    onSuccess: (session) => client.setQueryData(sessionKey, session),
  })
}

/** Another password for oneself; every other session of this person ends. */
export function useChangePassword() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: { current: string; password: string }) =>
      take(api.PUT('/v1/session/password', { body })).then(remember),
    onSuccess: (session) => client.setQueryData(sessionKey, session),
  })
}

export function useSignOut() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => take(api.DELETE('/v1/session')),
    onSuccess: () => {
      setCsrf('')
      client.clear()
      client.setQueryData(sessionKey, null)
    },
  })
}

export function useSetup() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (who: { email: string; name: string; password: string; token: string }) =>
      take(api.POST('/v1/setup', { body: who })).then(remember),
    onSuccess: async (session) => {
      client.setQueryData(['setup'], { needed: false })
      if (session?.user) client.setQueryData(sessionKey, session)
      else await client.invalidateQueries({ queryKey: sessionKey })
    },
  })
}
