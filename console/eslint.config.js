import js from '@eslint/js'
import globals from 'globals'
import hooks from 'eslint-plugin-react-hooks'
import ts from 'typescript-eslint'

/** Text belongs to the catalogues: letters between tags, or Han anywhere in code, are refused. */
const text = [
  {
    selector: 'JSXText[value=/[\\p{L}]/u]',
    message: 'Text belongs in src/i18n/{zh-CN,en}: use t().',
  },
  {
    selector: 'Literal[value=/\\p{Script=Han}/u]',
    message: 'Text belongs in src/i18n/{zh-CN,en}: use t().',
  },
  {
    selector: 'TemplateElement[value.raw=/\\p{Script=Han}/u]',
    message: 'Text belongs in src/i18n/{zh-CN,en}: use t().',
  },
]

export default ts.config(
  { ignores: ['node_modules', 'dist', 'src/client/schema.d.ts'] },
  js.configs.recommended,
  ...ts.configs.recommended,
  {
    files: ['**/*.{ts,tsx,js,mjs}'],
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    plugins: { 'react-hooks': hooks },
    rules: {
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      'max-lines': ['error', { max: 250 }],
      eqeqeq: ['error', 'smart'],
      'no-console': 'error',
      'no-restricted-syntax': ['error', ...text],
    },
  },
  {
    files: ['**/*.test.{ts,tsx}', 'check/**', 'src/kit/pinyin.ts'],
    rules: { 'no-restricted-syntax': 'off', 'no-console': 'off' },
  },
)
