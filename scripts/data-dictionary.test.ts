import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { dataDictionary } from '@qianyue/domain/forms/data-dictionary.ts'
import { forms } from '@qianyue/domain/forms/forms.ts'
import { expect, test } from 'vitest'
import { formPage, formsIndex } from './form-pages.ts'

const docs = join(import.meta.dirname, '../docs')

test('docs/data-dictionary.md and docs/forms say what the forms say; `npm run generate:dictionary` writes them', () => {
  expect(readFileSync(join(docs, 'data-dictionary.md'), 'utf8')).toBe(dataDictionary(forms))
  expect(readFileSync(join(docs, 'forms/README.md'), 'utf8')).toBe(formsIndex(forms))
  for (const form of forms)
    expect(readFileSync(join(docs, `forms/${form.code}.md`), 'utf8')).toBe(formPage(form))
})

test.each(forms.map(({ code }) => code))('the form %s has its picture', (code) => {
  expect(existsSync(join(docs, `forms/${code}.jpg`))).toBe(true)
})
