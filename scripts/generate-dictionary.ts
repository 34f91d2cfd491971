/** Writes docs/data-dictionary.md and the page of each form in docs/forms from the form definitions. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { dataDictionary } from '@qianyue/domain/forms/data-dictionary.ts'
import { forms } from '@qianyue/domain/forms/forms.ts'
import { formPage, formsIndex } from './form-pages.ts'

const docs = join(import.meta.dirname, '../docs')
writeFileSync(join(docs, 'data-dictionary.md'), dataDictionary(forms))
mkdirSync(join(docs, 'forms'), { recursive: true })
writeFileSync(join(docs, 'forms/README.md'), formsIndex(forms))
for (const form of forms) writeFileSync(join(docs, `forms/${form.code}.md`), formPage(form))
