import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ApiError, http, setCsrf } from './http'
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
        return remember(await http.get<Session>('/session'))
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
    queryFn: () => http.get<{ needed: boolean }>('/setup'),
    enabled,
    staleTime: Infinity,
  })
}

export function useSignIn() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (who: { email: string; password: string }) =>
      http.post<Session>('/session', who).then(remember),
    onSuccess: (session) => client.setQueryData(sessionKey, session),
  })
}

export function useSignOut() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => http.delete<void>('/session'),
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
      http.post<Session>('/setup', who).then(remember),
    onSuccess: async (session) => {
      client.setQueryData(['setup'], { needed: false })
      if (session?.user) client.setQueryData(sessionKey, session)
      else await client.invalidateQueries({ queryKey: sessionKey })
    },
  })
}
