// The first load: what a browser fetches before the home page can be read. Gzip, in kB.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const folder = new URL('../../src/shuke/api/static/console/', import.meta.url).pathname
const manifest = JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8'))

function loaded(names) {
  const wanted = new Set()
  function follow(name) {
    const chunk = manifest[name]
    if (!chunk || wanted.has(chunk.file)) return
    wanted.add(chunk.file)
    chunk.css?.forEach((file) => wanted.add(file))
    chunk.imports?.forEach(follow)
  }
  names.forEach(follow)
  return [...wanted]
}

function measure(page, most, names) {
  const sizes = loaded(names)
    .map((file) => [file, gzipSync(readFileSync(join(folder, file))).length])
  const total = sizes.reduce((sum, [, size]) => sum + size, 0) / 1000
  for (const [file, size] of sizes.sort((a, b) => b[1] - a[1]))
    console.log(`${(size / 1000).toFixed(1).padStart(8)} kB  ${file}`)
  console.log(`${total.toFixed(1).padStart(8)} kB  first load of the ${page}, at most ${most}`)
  return total <= most
}

const operators = measure('console', 350,
  ['index.html', 'src/i18n/zh-CN/index.ts', 'src/room/today/index.tsx'])
const members = measure('member page', 100, ['m.html', 'src/member-page/words/zh-CN.json'])
if (!operators || !members) process.exit(1)
