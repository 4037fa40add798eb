import { useTranslation } from 'react-i18next'

/** What a member is called: the masked name, or the end of the member number where there is none. */
export function useMemberName() {
  const { t } = useTranslation()
  return (row: { id: string; name?: string | null }) =>
    row.name || t('member.nameless', { tail: row.id.slice(-5) })
}
