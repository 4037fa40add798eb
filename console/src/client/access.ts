import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, take } from './http'
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

function useChange<In, Out>(what: string, run: (value: In) => Promise<Out>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: run,
    onSuccess: () => client.invalidateQueries({ queryKey: [what] }),
  })
}

export const useCreateKey = () => useChange('keys',
  (body: Schemas['NewKey']) => take(api.POST('/v1/keys', { body })))
export const useRevokeKey = () => useChange('keys',
  (key: string) => take(api.DELETE('/v1/keys/{key}', { params: { path: { key } } })))
export const useAddPerson = () => useChange('users',
  (body: Schemas['NewUser']) => take(api.POST('/v1/users', { body })))
export const useChangePerson = () => useChange('users',
  ({ id, ...body }: { id: string } & Schemas['ChangedUser']) =>
    take(api.PATCH('/v1/users/{user}', { params: { path: { user: id } }, body })))
