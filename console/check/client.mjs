// Writes src/client/schema.d.ts from the API's own OpenAPI document. With --check it only compares,
// and fails when the two have drifted apart.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import openapi, { astToString } from 'openapi-typescript'

const root = new URL('../../', import.meta.url)
const place = new URL('../src/client/schema.d.ts', import.meta.url)
const python = process.env.SHUKE_PYTHON ?? new URL('.venv/bin/python', root).pathname
const program = 'import json; from shuke.api import document; print(json.dumps(document()))'

const document = JSON.parse(
  execFileSync(python, ['-c', program], { cwd: root, maxBuffer: 64 * 1024 * 1024 }),
)
const head = '/* Made by `npm run client` from the OpenAPI document of the API; never edited. */\n'
const text = head + astToString(await openapi(document, {
  alphabetize: true, emptyObjectsUnknown: true, defaultNonNullable: false,
}))

if (process.argv.includes('--check')) {
  if (readFileSync(place, 'utf8') !== text) {
    console.error('src/client/schema.d.ts is not what the API says: run `npm run client`.')
    process.exit(1)
  }
} else writeFileSync(place, text)
