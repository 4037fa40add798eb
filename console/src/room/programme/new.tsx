import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useDefinitionNames, useSaveDraft } from '../../client/definition'
import type { Document } from '../../client/definition.types'
import { pageOf } from '../../client/place'
import { FormDrawer } from '../../kit/form-drawer'
import { Icon } from '../../kit/icon'
import { useOpen } from '../../kit/url'
import { useMay } from '../../shell/may'

export type Template = { key: string; title: string; document: Omit<Document, 'kind' | 'key' | 'name'> }

const slug = (text: string) => text.toLowerCase().normalize('NFKD').replace(/[^a-z0-9]+/g, '-')
  .replace(/^-+|-+$/g, '').slice(0, 64)

/** The button that opens the form of a new definition; absent without the permission. */
export function NewButton({ label }: { label: string }) {
  const { open } = useOpen()
  const may = useMay()
  if (!may('definitions:write')) return null
  return <Button type="primary" icon={<Icon.add />} onClick={() => open('new')}>{label}</Button>
}

/** Key, both names and a template: enough to begin a draft. */
export function NewDrawer({ kind, title, templates }: {
  kind: string; title: string; templates: Template[]
}) {
  const { t } = useTranslation()
  const go = useNavigate()
  const { what, close } = useOpen()
  const { data: names } = useDefinitionNames(kind, what === 'new')
  const [zh, setZh] = useState('')
  const [en, setEn] = useState('')
  const [typedKey, setKey] = useState<string | null>(null)
  const [template, setTemplate] = useState(templates[0]?.key)
  const key = typedKey ?? slug(en)
  const save = useSaveDraft(kind, key)
  const blocked = !zh.trim() || !en.trim() ? t('programme.new.nameMissing')
    : !/^[a-z0-9][a-z0-9_-]{0,63}$/.test(key) ? t('programme.new.keyWrong')
      : names?.some((one) => one.key === key) ? t('programme.new.keyTaken') : null
  const act = () => {
    const chosen = templates.find((one) => one.key === template) ?? templates[0]!
    const document = { kind, key, name: { zh: zh.trim(), en: en.trim() }, ...chosen.document } as Document
    save.mutate({ document, base_version: 0 }, { onSuccess: () => void go(pageOf(kind, key)!) })
  }
  return (
    <FormDrawer
      open={what === 'new'} onClose={close} title={title} act={t('programme.new.act')} onAct={act}
      busy={save.isPending} blocked={blocked} error={save.error} unchanged={t('programme.new.unchanged')}
    >
      <div className="form">
        <label className="field">
          <span>{t('programme.nameZh')}</span>
          <Input autoFocus value={zh} maxLength={100} onChange={(event) => setZh(event.target.value)} />
        </label>
        <label className="field">
          <span>{t('programme.nameEn')}</span>
          <Input value={en} maxLength={100} onChange={(event) => setEn(event.target.value)} />
        </label>
        <label className="field">
          <span>{t('programme.new.key')}</span>
          <Input className="mono" value={key} maxLength={64}
            onChange={(event) => setKey(event.target.value)} />
        </label>
        {templates.length > 1 ? (
          <label className="field">
            <span>{t('programme.new.template')}</span>
            <Select value={template} onChange={setTemplate} aria-label={t('programme.new.template')}
              options={templates.map((one) => ({ value: one.key, label: one.title }))} />
          </label>
        ) : null}
      </div>
    </FormDrawer>
  )
}
