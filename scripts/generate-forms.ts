/**
 * Writes docs/forms: a picture of every form as the workstation draws it, beside its part of the data dictionary. Starts the
 * program with the demo county in a folder of its own; `FORM=code` does one form.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { formDictionary } from '../domain/src/forms/data-dictionary.ts'
import { forms } from '../domain/src/forms/forms.ts'
import { openBrowser, signedIn } from '../e2e/src/testing/browser.ts'
import { newDataDir, removeDataDir, startProgram } from '../e2e/src/testing/program.ts'

const folder = join(import.meta.dirname, '../docs/forms')
await mkdir(folder, { recursive: true })
const wanted = forms.filter(({ code }) => process.env.FORM === undefined || process.env.FORM === code)

for (const form of wanted) {
  const text = [`# ${form.name}`, '', `![${form.name}](${form.code}.jpg)`, '', formDictionary(form)].join(
    '\n',
  )
  await writeFile(join(folder, `${form.code}.md`), text)
}
if (process.env.FORM === undefined) {
  const lines = forms.map(({ code, name, source }) => `| [${name}](${code}.md) | \`${code}\` | ${source} |`)
  await writeFile(
    join(folder, 'README.md'),
    `${['# Forms 记录表', '', 'Every form as it is filled, beside its data dictionary; `npm run generate:forms` writes this folder.', '', '| Form | Code | Source |', '| --- | --- | --- |', ...lines].join('\n')}\n`,
  )
}

const dataDir = await newDataDir()
const program = await startProgram(dataDir)
const browser = await openBrowser()
try {
  const page = await signedIn(browser, program, 'county')
  await page.setViewportSize({ width: 1100, height: 900 })
  for (const { code, name } of wanted) {
    await page.goto(`${program.address}/forms?form=${code}`)
    const sheet = page.locator('.form-view')
    await sheet.waitFor()
    await page.waitForTimeout(400)
    await sheet.screenshot({ path: join(folder, `${code}.jpg`), type: 'jpeg', quality: 55 })
    process.stdout.write(`${name}\n`)
  }
} finally {
  await browser.close()
  await program.stop()
  await removeDataDir(dataDir)
}
