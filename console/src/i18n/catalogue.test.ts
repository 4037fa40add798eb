import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import pageEn from '../member-page/words/en.json'
import pageZh from '../member-page/words/zh-CN.json'
import { messages as en } from './en'
import { messages as roomsEn } from './en/rooms'
import { messages as zh } from './zh-CN'
import { messages as roomsZh } from './zh-CN/rooms'

type Tree = { [key: string]: string | Tree }

function flat(tree: Tree, prefix = ''): Map<string, string> {
  const found = new Map<string, string>()
  for (const [key, value] of Object.entries(tree)) {
    const path = prefix ? `${prefix}.${key}` : key
    if (typeof value === 'string') found.set(path, value)
    else for (const [inner, text] of flat(value, path)) found.set(inner, text)
  }
  return found
}

// The member page has a small catalogue of its own; what holds for one holds for both.
const chinese = flat({ ...(zh as Tree), ...(roomsZh as Tree), page: pageZh as Tree })
const english = flat({ ...(en as Tree), ...(roomsEn as Tree), page: pageEn as Tree })
const singular = (key: string) => key.replace(/_(one|other)$/, '')
const keys = (texts: Map<string, string>) => [...new Set([...texts.keys()].map(singular))].sort()
const placeholders = (text: string) =>
  [...new Set([...text.matchAll(/{{\s*(\w+)/g)].map((match) => match[1]))].sort()

function sources(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    if (statSync(path).isDirectory()) return sources(path)
    return /\.tsx?$/.test(name) && !/\.test\./.test(name) ? [path] : []
  })
}

it('has the same keys in both languages', () => {
  expect(keys(english)).toEqual(keys(chinese))
})

it('has the same placeholders in both languages', () => {
  for (const [key, text] of english) {
    if (key.endsWith('_one')) continue
    const other = chinese.get(key)
    expect(other, key).toBeDefined()
    expect(placeholders(text), key).toEqual(placeholders(other!))
  }
})

it('leaves no Han in English and no empty text', () => {
  for (const [key, text] of english)
    if (!['frame.brand', 'frame.language.zh', 'page.me.zh'].includes(key))
      expect(/\p{Script=Han}/u.test(text), `${key}: ${text}`).toBe(false)
  for (const [key, text] of [...english, ...chinese]) expect(text.trim(), key).not.toBe('')
})

it('never uses a forbidden synonym', () => {
  const refused = [
    /用户/, /客户/, /优惠券|卡券|代金券/, /成长分|经验值/, /分群|客群/, /疲劳度/, /模拟|仿真/, /上线/, /操作成功/,
    /系统异常/, /亲[，,]/, /哦/, /！/, /[￥]/,
  ]
  for (const [key, text] of chinese)
    for (const word of refused) expect(word.test(text), `${key}: ${text}`).toBe(false)
  for (const [key, text] of english)
    expect(/\bplease\b|successfully|\(s\)|!/i.test(text), `${key}: ${text}`).toBe(false)
})

it('knows every key the code asks for', () => {
  const known = new Set(keys(english))
  const asked = /\b(?:t|text)\(\s*'([a-z][\w]*(?:\.[\w-]+)+)'/g
  for (const file of sources('src'))
    for (const [, key] of readFileSync(file, 'utf8').matchAll(asked))
      expect(known.has(file.includes('member-page') ? `page.${key}` : key!), `${file}: ${key}`).toBe(true)
})

it('does not collide with language plural of the other', () => {
  for (const key of chinese.keys()) expect(key.endsWith('_one'), key).toBe(false)
})
