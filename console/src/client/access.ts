import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { http } from './http'
import type { Key, Page, Person, Role } from './types'

function useList<T>(what: string) {
  return useQuery({
    queryKey: [what],
    queryFn: () => http.get<Page<T>>(`/${what}`).then((page) => page.items),
  })
}
export const useKeyList = () => useList<Key>('keys')
export const usePeople = () => useList<Person>('users')
export const useRoles = () => useList<Role>('roles')

function useChange<In, Out>(what: string, run: (value: In) => Promise<Out>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: run,
    onSuccess: () => client.invalidateQueries({ queryKey: [what] }),
  })
}

export const useCreateKey = () => useChange('keys',
  (value: { name: string; scopes: string[]; expires_at?: string }) => http.post<Key>('/keys', value))
export const useRevokeKey = () => useChange('keys',
  (id: string) => http.delete<unknown>(`/keys/${encodeURIComponent(id)}`))
export const useAddPerson = () => useChange('users',
  (value: { email: string; name: string; password: string; role: string; language: string }) =>
    http.post<Person>('/users', value))
export const useChangePerson = () => useChange('users',
  ({ id, ...value }: { id: string; role?: string; active?: boolean }) =>
    http.patch<Person>(`/users/${encodeURIComponent(id)}`, value))
