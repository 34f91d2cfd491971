import { whole } from '@qianyue/domain/health-records/whole-sheet.fixture.ts'
import type { Browser, Page } from 'playwright-core'
import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { expectAccessible } from './testing/accessible.ts'
import { openBrowser, signedIn } from './testing/browser.ts'
import { copyOfDemo, type Program, removeDataDir, startProgram } from './testing/program.ts'
import { fillSheet } from './testing/sheets.ts'

const DONGLING_VILLAGE = 320399101201

/** With an allergy, and one box left empty. */
const { education: _, ...filled } = whole
const sheet = { ...filled, drugAllergies: [2] }

describe('a health record from its first sheet to its last flaw', () => {
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

  const register = async (page: Page): Promise<string> => {
    const id = newId()
    const reply = await page.request.post(`${program.address}/api/v1/residents`, {
      headers: { origin: program.address },
      data: {
        id,
        name: '单玲珑',
        sex: 'female',
        birthDate: '1960-03-02',
        phone: '13800138000',
        householdId: newId(),
        newHousehold: { villageCode: DONGLING_VILLAGE, address: '东岭村7组77号' },
        isNoDuplicate: true,
      },
    })
    expect(reply.status(), await reply.text()).toBe(200)
    return id
  }

  test('the sheet opens the record, the list opens to the missing box, and the points rise', async () => {
    const page = await signedIn(browser, program, 'township')
    const id = await register(page)
    await page.goto(`${program.address}/residents/${id}/health-record`)
    await page.getByText('未建档').first().waitFor()

    await page.goto(`${program.address}/residents/${id}/record/personal-information`)
    await fillSheet(page, 'personal-information', sheet)
    await page.keyboard.press('Control+Enter')
    await page
      .getByText(/规范要求的 1 项未填|已保存/)
      .first()
      .waitFor()
    if (await page.getByText('规范要求的 1 项未填').count()) await page.keyboard.press('Control+Enter')
    await page.getByText('已保存').first().waitFor()

    await page.goto(`${program.address}/residents/${id}/health-record`)
    await page.getByText('无动态记录').first().waitFor()
    await page.getByText('青霉素').first().waitFor()
    const flaw = page.getByRole('link', { name: '缺项：文化程度' })
    await flaw.waitFor()
    await expectAccessible(page)

    await flaw.click()
    const drawer = page.getByRole('dialog', { name: /更正/ })
    await drawer.waitFor()
    await drawer.locator('[role="radiogroup"][aria-label="文化程度"]').locator('[data-code="8"]').click()
    await drawer.getByLabel('更正原因').fill('补填文化程度')
    await drawer.getByRole('button', { name: '保存更正' }).click()
    await page.getByText('已更正，原内容可在“更正记录”中查看').waitFor()

    await page.goto(`${program.address}/residents/${id}/health-record`)
    await page.getByText('档案质控').waitFor()
    await expect.poll(() => page.getByRole('link', { name: '缺项：文化程度' }).count()).toBe(0)

    const cover = await page.request.get(
      `${program.address}/api/v1/residents/${id}/health-record/papers/cover`,
    )
    expect((await cover.body()).subarray(0, 5).toString()).toBe('%PDF-')
  })

  test('a rate opens to the names behind it', async () => {
    const page = await signedIn(browser, program, 'township')
    await page.goto(`${program.address}/health-records`)
    const rate = page.locator('.record-figure').filter({ hasText: '健康档案动态使用率' })
    await rate.getByRole('button', { name: /^差/ }).click()
    await page.getByText(/共 \d+ 人/).waitFor()
    await expect.poll(() => page.locator('tbody .ant-tag').first().textContent()).toBe('无动态记录')
  })
})
