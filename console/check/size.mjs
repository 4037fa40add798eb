// The first load: what a browser fetches before the home page can be read. Gzip, in kB.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const MOST_KB = 350
const folder = new URL('../../src/shuke/api/static/console/', import.meta.url).pathname
const manifest = JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8'))

const wanted = new Set()
function follow(name) {
  const chunk = manifest[name]
  if (!chunk || wanted.has(chunk.file)) return
  wanted.add(chunk.file)
  chunk.css?.forEach((file) => wanted.add(file))
  chunk.imports?.forEach(follow)
}

follow('index.html')
follow('src/i18n/zh-CN/index.ts')
follow('src/room/today/index.tsx')

const sizes = [...wanted].map((file) => [file, gzipSync(readFileSync(join(folder, file))).length])
const total = sizes.reduce((sum, [, size]) => sum + size, 0) / 1000
for (const [file, size] of sizes.sort((a, b) => b[1] - a[1]))
  console.log(`${(size / 1000).toFixed(1).padStart(8)} kB  ${file}`)
console.log(`${total.toFixed(1).padStart(8)} kB  first load, at most ${MOST_KB}`)
if (total > MOST_KB) process.exit(1)
