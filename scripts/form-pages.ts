import { formDictionary } from '@qianyue/domain/forms/data-dictionary.ts'
import type { Form } from '@qianyue/domain/forms/form.ts'

/** A form's page of docs/forms: its picture, then its part of the data dictionary. */
export function formPage(form: Form): string {
  return [`# ${form.name}`, '', `![${form.name}](${form.code}.jpg)`, '', formDictionary(form)].join('\n')
}

export function formsIndex(forms: readonly Form[]): string {
  const lines = forms.map(({ code, name, source }) => `| [${name}](${code}.md) | \`${code}\` | ${source} |`)
  return `${[
    '# Forms 记录表',
    '',
    'Every form as the workstation draws it, beside its data dictionary. `npm run generate:dictionary` writes the pages,',
    '`npm run generate:forms` takes the pictures.',
    '',
    '| Form | Code | Source |',
    '| --- | --- | --- |',
    ...lines,
  ].join('\n')}\n`
}
