/**
 * Takes the pictures of docs/forms: every form as the workstation draws it. Starts the program with the demo county in a folder
 * of its own; `FORM=code` takes one.
 */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { forms } from '../domain/src/forms/forms.ts'
import { openBrowser, signedIn } from '../e2e/src/testing/browser.ts'
import { newDataDir, removeDataDir, startProgram } from '../e2e/src/testing/program.ts'

const folder = join(import.meta.dirname, '../docs/forms')
await mkdir(folder, { recursive: true })
const wanted = forms.filter(({ code }) => process.env.FORM === undefined || process.env.FORM === code)

const dataDir = await newDataDir()
const program = await startProgram(dataDir)
const browser = await openBrowser()
try {
  const page = await signedIn(browser, program, 'county')
  // As high as the longest form: what lies below a window would not be in the picture.
  await page.setViewportSize({ width: 1100, height: 5600 })
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
