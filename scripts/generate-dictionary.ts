import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { dataDictionary } from '@qianyue/domain/forms/data-dictionary.ts'
import { forms } from '@qianyue/domain/forms/forms.ts'

/** Writes docs/data-dictionary.md from the form definitions. */
writeFileSync(join(import.meta.dirname, '../docs/data-dictionary.md'), dataDictionary(forms))
