import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { expectAccessible } from './testing/accessible.ts'
import { openBrowser, signedIn } from './testing/browser.ts'
import { copyOfDemo, type Program, removeDataDir, startProgram } from './testing/program.ts'

describe('recording a service from the work list', () => {
  let dataDir: string
  let program: Program
  let browser: Browser
  beforeAll(async () => {
    dataDir = await copyOfDemo(inject('demoCounty'))
    program = await startProgram(dataDir)
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await program?.stop()
    await removeDataDir(dataDir)
  })

  /** Opens the first hypertension follow-up of the list beside it. */
  async function openFollowUp(page: Page) {
    await page.goto(`${program.address}/work-list`)
    await page
      .locator('.work-table')
      .getByText(/高血压患者随访/)
      .first()
      .click()
    const sheet = page.getByRole('dialog', { name: '高血压患者随访服务记录表' })
    await sheet.getByLabel(/^收缩压（mmHg）/).waitFor()
    await sheet.evaluate((drawer) =>
      Promise.all(drawer.getAnimations({ subtree: true }).map((motion) => motion.finished)),
    )
    return sheet
  }

  const keptDrafts = (page: Page) =>
    page.evaluate(() => Object.entries(localStorage).filter(([key]) => key.startsWith('qianyue-draft')))

  test('a doctor fills it with number keys, Enter and Tab alone, and reads the class and the next day at once', async () => {
    const page = await signedIn(browser, program, 'doctor')
    const sheet = await openFollowUp(page)
    await sheet.locator('.code-option:focus').waitFor()
    await page.keyboard.press('1')
    await sheet.getByRole('checkbox', { name: /无症状/, checked: true }).waitFor()
    for (const key of ['Enter', 'Tab', '1', 'Enter']) await page.keyboard.press(key)
    await page.keyboard.type('168')
    await page.keyboard.press('Enter')
    await page.keyboard.type('96')
    await page.keyboard.press('Enter')
    const result = sheet.getByRole('status').filter({ hasText: '下次不晚于' })
    await result.getByText('2 控制不满意').waitFor()
    expect(await result.textContent()).toMatch(/下次不晚于 \d{4}-\d{2}-\d{2}/)

    await page.keyboard.press('Control+Enter')
    await sheet.getByText(/规范要求的 \d+ 项未填/).waitFor()
    await page.keyboard.press('Control+Enter')
    await sheet.getByText('已保存').first().waitFor()
    await page.keyboard.press('Enter')
    await sheet.waitFor({ state: 'hidden' })
    expect(page.url()).toContain('/work-list')
    expect(await keptDrafts(page)).toEqual([])
    await page.context().close()
  })

  test('impossible values are said at their field, and a danger sign before anything else', async () => {
    const page = await signedIn(browser, program, 'doctor')
    const sheet = await openFollowUp(page)
    await sheet.getByLabel(/^收缩压（mmHg）/).fill('96')
    await sheet.getByLabel(/^舒张压（mmHg）/).fill('168')
    await page.keyboard.press('Tab')
    await sheet.getByText('舒张压应低于收缩压，请核对是否填反。').waitFor()
    await sheet.getByRole('button', { name: /^保\s*存$/ }).click()
    await sheet.getByText(/1 处需要修改/).waitFor()
    await sheet.getByLabel(/^收缩压（mmHg）/).fill('186')
    await sheet.getByLabel(/^舒张压（mmHg）/).fill('96')
    await sheet.getByText('收缩压达到 180 mmHg，属危急情况，请复测。').waitFor()
    await sheet.getByText(/危急：收缩压 186 mmHg/).waitFor()
    await page.context().close()
  })

  test('who is to be referred gets a slip that begins with what was found, and is asked after until something is known', async () => {
    const page = await signedIn(browser, program, 'doctor')
    const sheet = await openFollowUp(page)
    const name = (await sheet.locator('.recording-person strong').textContent())!
    await sheet.getByLabel(/^收缩压（mmHg）/).fill('186')
    await sheet.getByLabel(/^舒张压（mmHg）/).fill('112')
    await sheet.getByRole('button', { name: /^保\s*存$/ }).click()
    await sheet.getByRole('button', { name: '仍然保存' }).click()
    const print = sheet.getByRole('link', { name: /^打\s*印$/ })
    const recordId = /service-records\/([0-9a-f-]{36})\//.exec((await print.getAttribute('href')) ?? '')![1]!
    await sheet.getByRole('button', { name: '开转诊单' }).click()
    const slip = page.getByRole('dialog', { name: '双向转诊（转出）单' })
    const reason = slip.getByLabel('主要现病史（转出原因）')
    await expect.poll(() => reason.inputValue()).toContain('收缩压 186 mmHg；舒张压 112 mmHg')
    await page.goto(`${program.address}/service-records/${recordId}`)
    await page.getByRole('button', { name: '开转诊单' }).click()
    await expect.poll(() => reason.inputValue()).toContain('收缩压 186 mmHg；舒张压 112 mmHg')
    await slip.getByRole('textbox', { name: '转入单位' }).fill('县人民医院')
    await slip.getByRole('textbox', { name: '初步印象' }).fill('高血压')
    await slip.getByRole('button', { name: /^保\s*存$/ }).click()
    await slip.getByRole('button', { name: '仍然保存' }).click()
    await slip.waitFor({ state: 'hidden' })

    await page.goto(`${program.address}/referrals`)
    const row = page.getByRole('row').filter({ hasText: name })
    await row.getByText('已开转诊单').waitFor()
    expect(await row.textContent()).toContain('县人民医院')
    await row.getByRole('button', { name: `登记${name}的转诊去向` }).click()
    await page.getByRole('menuitem', { name: '已就诊' }).click()
    await page
      .getByRole('dialog', { name: `${name}：已就诊` })
      .getByRole('button', { name: /^保\s*存$/ })
      .click()
    await row.waitFor({ state: 'hidden' })
    await page.getByText(/^已了结/).click()
    await row.getByText('已就诊').waitFor()
    await page.context().close()
  })

  test('a closed window loses nothing, and keeps no name', async () => {
    const page = await signedIn(browser, program, 'doctor')
    const sheet = await openFollowUp(page)
    const name = (await sheet.locator('.recording-person strong').textContent())!
    await sheet.getByLabel(/^收缩压（mmHg）/).fill('151')
    await expect.poll(() => keptDrafts(page)).toHaveLength(1)
    expect(JSON.stringify(await keptDrafts(page))).not.toContain(name)
    await page.reload()
    const again = await openFollowUp(page)
    await again.getByText('已恢复上次没有保存的内容').waitFor()
    expect(await again.getByLabel(/^收缩压（mmHg）/).inputValue()).toBe('151')
    await page.context().close()
  })

  test('a half-filled merged visit survives a closed window, and is gone once it is begun anew', async () => {
    const page = await signedIn(browser, program, 'doctor')
    const read = async (path: string) => (await page.request.get(`${program.address}/api/v1${path}`)).json()
    const [{ residentId }] = await read(
      '/duties?service=hypertension-follow-up&state=due&state=overdue&limit=1',
    )
    const { householdId } = await read(`/residents/${residentId}`)
    await page.goto(`${program.address}/households/${householdId}/visit?who=${residentId}`)
    const systolic = page.getByLabel(/^收缩压（mmHg）/).first()
    await systolic.fill('153')
    expect(await keptDrafts(page)).toHaveLength(1)
    await page.reload()
    await page.getByText('已恢复上次没有保存的内容').waitFor()
    expect(await systolic.inputValue()).toBe('153')
    await page.getByRole('button', { name: '重新填写' }).click()
    await expect.poll(() => systolic.inputValue()).toBe('')
    expect(await keptDrafts(page)).toEqual([])
    await page.context().close()
  })

  test('what was done last time is taken over at one press and marked; a record is corrected and keeps its past', async () => {
    const page = await signedIn(browser, program, 'township')
    await page.goto(`${program.address}/service-records?form=hypertension-follow-up`)
    await page
      .getByRole('link', { name: /^\d{4}-\d{2}-\d{2}$/ })
      .first()
      .click()
    await page.getByRole('heading', { name: '高血压患者随访服务记录表' }).waitFor()
    await expectAccessible(page)
    await page.getByRole('button', { name: /更\s*正/ }).click()
    const sheet = page.getByRole('dialog')
    await sheet.getByLabel(/^收缩压（mmHg）/).fill('128')
    await sheet.getByLabel(/^舒张压（mmHg）/).fill('76')
    await sheet.getByLabel('更正原因').fill('血压抄错，以门诊日志为准')
    await sheet.getByRole('button', { name: '保存更正' }).click()
    await page.getByText('原因：血压抄错，以门诊日志为准').waitFor()
    await page.getByText('第 1 版').waitFor()

    const person = await page.getByRole('link', { name: /岁$/ }).getAttribute('href')
    await page.goto(`${program.address}${person}/record/hypertension-follow-up`)
    await page.getByRole('button', { name: /填入上次的/ }).click()
    expect(await page.getByText('照上次', { exact: true }).count()).toBeGreaterThan(3)
    await expectAccessible(page)
    await page.context().close()
  })

  test('on the width of a phone nothing runs off the page', async () => {
    const page = await signedIn(browser, program, 'doctor', 390)
    await openFollowUp(page)
    const overflow = await page.evaluate(() => {
      const body = document.querySelector('.ant-drawer-body')!
      return body.scrollWidth - body.clientWidth
    })
    expect(overflow).toBeLessThanOrEqual(0)
    await expectAccessible(page, '[role="dialog"]')
    await page.context().close()
  })
})
