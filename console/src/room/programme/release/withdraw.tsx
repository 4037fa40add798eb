import { App, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { newKey } from '../../../client/http'
import type { Release } from '../../../client/definition.types'
import { releaseName, useWithdraw } from '../../../client/release'
import { problemOf, useProblemWords } from '../../../kit/problem'
import { useMay } from '../../../shell/may'

/** Withdraws a scheduled release: another takes its place, without its changes. */
export function Withdraw({ release }: { release: Release }) {
  const { t } = useTranslation()
  const { modal, message } = App.useApp()
  const words = useProblemWords()
  const may = useMay()
  const withdraw = useWithdraw()
  if (!may('releases:publish')) return null
  const name = releaseName(release)
  const ask = () => {
    const key = newKey()
    void modal.confirm({
      title: t('programme.release.withdraw', { release: name }), icon: null,
      content: t('programme.release.withdrawNote', { release: name }),
      okText: t('programme.release.withdraw', { release: name }), okButtonProps: { danger: true },
      onOk: () => withdraw.mutateAsync({ id: release.id, key }).then(
        (made) => {
          message.success(
            t('programme.release.withdrawn', { release: name, instead: releaseName(made) }))
        },
        (error: unknown) => { message.error(words(problemOf(error)).what) }),
    })
  }
  return (
    <Button size="small" danger onClick={ask} loading={withdraw.isPending}>
      {t('programme.release.withdraw', { release: name })}
    </Button>
  )
}
