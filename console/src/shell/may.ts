import { useSession } from '../client/session'

/** Whether the person may do this; what they may not do is absent. */
export function useMay(): (permission: string) => boolean {
  const { data } = useSession()
  const held = data?.user.permissions
  return (permission) => !held || held.includes(permission) || held.includes('admin')
}
