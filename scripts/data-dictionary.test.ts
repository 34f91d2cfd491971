import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { dataDictionary } from '@qianyue/domain/forms/data-dictionary.ts'
import { forms } from '@qianyue/domain/forms/forms.ts'
import { expect, test } from 'vitest'

test('docs/data-dictionary.md says what the forms say; `npm run generate:dictionary` writes it', () => {
  expect(readFileSync(join(import.meta.dirname, '../docs/data-dictionary.md'), 'utf8')).toBe(
    dataDictionary(forms),
  )
})
