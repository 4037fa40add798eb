import { useTranslation } from 'react-i18next'
import { mainBrand } from '../../../client/brand'
import { useForm } from '../editor/context'
import { Group, Row, TagsField } from '../editor/field'
import { NameFields } from '../editor/name'

/** A brand of the group: which stores and channels are its own. */
export function BrandForm() {
  const { t } = useTranslation()
  const { document } = useForm()
  const say = (key: string) => t(`programme.brand.${key}`)
  return (
    <>
      <NameFields />
      <Group title={say('claims')} note={say(document.key === mainBrand ? 'claimsMain' : 'claimsNote')}>
        <Row label={say('stores')} at="/stores">
          <TagsField at="/stores" label={say('stores')} hint={say('storesHint')} />
        </Row>
        <Row label={say('channels')} at="/channels">
          <TagsField at="/channels" label={say('channels')} hint={say('channelsHint')} />
          <span className="note">{say('channelsNote')}</span>
        </Row>
      </Group>
    </>
  )
}
