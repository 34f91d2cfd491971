import { type Field, type FormValue, fieldsOf, type RowValue } from '@qianyue/domain/forms/form.ts'
import { findForm } from '@qianyue/domain/forms/forms.ts'
import type { Page } from 'playwright-core'

/** Fills a sheet of the specification on its page, box by box, as somebody at the keyboard does. */
export async function fillSheet(page: Page, form: string, values: Record<string, FormValue>): Promise<void> {
  const definition = findForm(form)
  if (!definition) throw new Error(`no form ${form}`)
  await page.locator('.recording .form-view').waitFor()
  for (const field of fieldsOf(definition)) {
    const value = values[field.code]
    if (value !== undefined) await fillBox(page, field, value)
  }
}

async function fillBox(page: Page, field: Field, value: FormValue): Promise<void> {
  const box = page.locator(`#field-${field.code}`)
  switch (field.kind) {
    case 'choice':
      if (await box.and(page.getByRole('combobox')).count()) {
        await box.fill(field.options.find(({ code }) => code === value)!.name)
        await page.keyboard.press('Enter')
        return
      }
      await press(page, field.name, [value as number | string])
      return
    case 'choices':
      await press(page, field.name, value as (number | string)[])
      return
    case 'date':
    case 'moment':
      await box.fill(asTyped(value))
      await page.keyboard.press('Enter')
      return
    case 'rows':
      await fillRows(page, field, value as readonly RowValue[])
      return
    default:
      await box.fill(String(value))
  }
}

/** A moment is kept as 2026-11-21T14:05 and typed as 2026-11-21 14:05. */
function asTyped(value: FormValue): string {
  return String(value).replace(/^(\d{4}-\d{2}-\d{2})T/, '$1 ')
}

async function press(page: Page, name: string, codes: readonly (number | string)[]): Promise<void> {
  const group = page.locator(
    `[role="radiogroup"][aria-label="${name}"], [role="group"][aria-label="${name}"]`,
  )
  for (const code of codes) await group.first().locator(`[data-code="${code}"]`).click()
}

async function fillRows(
  page: Page,
  field: Extract<Field, { kind: 'rows' }>,
  rows: readonly RowValue[],
): Promise<void> {
  for (const [index, row] of rows.entries()) {
    for (const column of field.columns) {
      const value = row[column.code]
      if (value === undefined) continue
      const cell = page.getByLabel(`${field.name}第${index + 1}行${column.name}`)
      if (column.kind === 'choice') {
        await cell.click()
        await page.getByTitle(`${value} ${column.options.find(({ code }) => code === value)!.name}`).click()
      } else {
        await cell.fill(asTyped(value))
        if (column.kind === 'date' || column.kind === 'moment') await page.keyboard.press('Enter')
      }
    }
  }
}
