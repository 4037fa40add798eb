import finance from './finance.json'
import frame from './frame.json'
import kit from './kit.json'
import member from './member.json'
import platform from './platform.json'
import programme from './programme.json'
import reward from './reward.json'
import today from './today.json'
import value from './value.json'
import words from './words.json'
export { default as antd } from 'antd/locale/en_GB'

export const messages = { finance, frame, kit, member, platform, programme, reward, today, value, words }
