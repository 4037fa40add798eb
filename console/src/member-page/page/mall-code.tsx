import Button from 'antd-mobile/es/components/button'
import { useState } from 'react'
import { ApiError, api, newKey, once, take } from '../../client/http'
import { Trouble } from '../kit/state'
import { useWords } from '../words'

/** A code that nobody has seen yet; who looks at it keeps the gift. */
export function GiftCode({ redemption, seen }: { redemption: string; seen: boolean }) {
  const { t } = useWords()
  const [key] = useState(newKey)
  const [busy, setBusy] = useState(false)
  const [code, setCode] = useState<string | null>(null)
  const [error, setError] = useState<ApiError | null>(null)
  const look = async () => {
    setBusy(true)
    try {
      const found = await take(api.POST('/v1/me/redemptions/{redemption}/code', {
        params: { path: { redemption } }, headers: once(key),
      }))
      setCode(found.code)
    } catch (thrown) {
      if (thrown instanceof ApiError) setError(thrown)
    } finally {
      setBusy(false)
    }
  }
  if (code) return <p className="gift-code" role="status"><code>{code}</code></p>
  return (
    <>
      <p className="gift-code"><code aria-hidden="true">••••••••</code></p>
      {seen ? null : <p className="weak">{t('mall.codeNote')}</p>}
      {error && <Trouble error={error} />}
      <Button size="small" loading={busy} onClick={look}>{t('mall.codeShow')}</Button>
    </>
  )
}
