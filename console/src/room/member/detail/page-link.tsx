import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useMemberLink } from '../../../client/member'
import { Icon } from '../../../kit/icon'
import { ProblemView } from '../../../kit/problem'

/** Opens the member's own page beside, as the brand's app would: by a link that counts once. */
export function PageLink({ member }: { member: string }) {
  const { t } = useTranslation()
  const link = useMemberLink(member)
  const open = async () => {
    // Opened before the answer: browsers let only a click open a window.
    const beside = window.open('', '_blank')
    try {
      const { path } = await link.mutateAsync(undefined)
      if (beside) beside.location.href = path
    } catch {
      // The problem is shown below.
      beside?.close()
    }
  }
  return (
    <>
      <Button icon={<Icon.link />} loading={link.isPending} onClick={() => void open()}>
        {t('member.openPage')}
      </Button>
      {link.error ? <ProblemView error={link.error} /> : null}
    </>
  )
}
