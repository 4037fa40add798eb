import frame from './frame.json'
import kit from './kit.json'
import member from './member.json'
import platform from './platform.json'
import programme from './programme.json'
import today from './today.json'
import value from './value.json'
import words from './words.json'
export { default as antd } from 'antd/locale/en_GB'

export const messages = { frame, kit, member, platform, programme, today, value, words }
