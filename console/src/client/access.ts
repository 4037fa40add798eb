import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, take } from './http'
import { useOnce } from './once'
import type { Schemas } from './types'

export const useKeyList = () => useQuery({
  queryKey: ['keys'],
  queryFn: () => take(api.GET('/v1/keys')).then((page) => page.items),
})
export const usePeople = () => useQuery({
  queryKey: ['users'],
  queryFn: () => take(api.GET('/v1/users')).then((page) => page.items),
})
export const useRoles = () => useQuery({
  queryKey: ['roles'],
  queryFn: () => take(api.GET('/v1/roles')).then((page) => page.items),
})

function useChange<In, Out>(what: string, run: Parameters<typeof useOnce<In, Out>>[0]) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: useOnce(run),
    onSuccess: () => client.invalidateQueries({ queryKey: [what] }),
  })
}

export const useCreateKey = () => useChange('keys',
  (body: Schemas['NewKey'], headers) => take(api.POST('/v1/keys', { body, headers })))
export const useRevokeKey = () => useChange('keys',
  (key: string, headers) =>
    take(api.DELETE('/v1/keys/{key}', { params: { path: { key } }, headers })))
export const useAddPerson = () => useChange('users',
  (body: Schemas['NewUser'], headers) => take(api.POST('/v1/users', { body, headers })))
export const useChangePerson = () => useChange('users',
  ({ id, ...body }: { id: string } & Schemas['ChangedUser'], headers) =>
    take(api.PATCH('/v1/users/{user}', { params: { path: { user: id } }, body, headers })))
