import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openBrowser, signedIn } from './testing/browser.ts'
import { copyOfDemo, type Program, removeDataDir, startProgram } from './testing/program.ts'
import { standsOut } from './testing/screens.ts'

const register = join(import.meta.dirname, '../fixtures/register-messy.xlsx')
/** A household of four of the register: 谢天静, 77, has hypertension. */
const FAMILY = ['欧阳明', '谢天静', '蒋晓波', '谭海静']

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

/** 分子 and 分母 of a figure of one's own unit, as the page shows them. */
async function figure(page: Page, name: string): Promise<[numerator: number, denominator: number]> {
  await page.goto(`${program.address}/figures`)
  const numbers = page.getByRole('button', { name: new RegExp(` ${name} `) })
  await numbers.nth(1).waitFor()
  const [numerator, denominator] = await Promise.all([
    numbers.nth(0).textContent(),
    numbers.nth(1).textContent(),
  ])
  return [Number(numerator!.replaceAll(',', '')), Number(denominator!.replaceAll(',', ''))]
}

/** Whom the numerator of a figure counts. */
async function namesBehind(page: Page, name: string): Promise<string[]> {
  await page.goto(`${program.address}/figures`)
  await page
    .getByRole('button', { name: new RegExp(` ${name} `) })
    .first()
    .click()
  const links = page.getByRole('dialog').getByRole('link')
  await links.nth(1).waitFor()
  return await links.allTextContents()
}

async function openResident(page: Page, name: string) {
  await page.keyboard.press('Control+k')
  const search = page.getByRole('dialog')
  const typed = search.getByRole('textbox').or(search.getByRole('combobox')).first()
  await typed.fill(name)
  await search.getByText(name).first().waitFor()
  await typed.press('Enter')
  await page.getByRole('heading', { name }).waitFor()
}

async function recordPressure(page: Page, systolic: string, diastolic: string) {
  await page.getByRole('button', { name: '记录服务' }).click()
  await page.getByRole('menuitem', { name: '高血压随访' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel(/^收缩压/).fill(systolic)
  await sheet.getByLabel(/^舒张压/).fill(diastolic)
  await sheet.getByRole('button', { name: /^保\s*存$/ }).click()
  const again = sheet.getByRole('button', { name: /仍然保存/ })
  const saved = sheet.getByText('已保存').first()
  await again.or(saved).first().waitFor()
  if (await again.isVisible()) await again.click()
  await saved.waitFor()
  await sheet.getByText(/^完成 \d 项应尽服务：.*高血压患者随访/).waitFor()
  return sheet
}

test('a township officer brings in a messy register, signs a family, records a grandmother’s follow-ups, and the figures move by exactly those people', async () => {
  const page = await signedIn(browser, program, 'township')
  const before = { signed: await figure(page, '签约率'), served: await figure(page, '签约服务率') }

  await page.goto(`${program.address}/register-imports`)
  await page.locator('input[type=file]').setInputFiles(register)
  await page.getByText('问题清单 39').waitFor()
  // 傅德雪 stays out with her number and leaves her family without a head.
  await page.getByText('有不能导入的人').click()
  await page.getByText('户主不导入，同户其他人照常导入').first().waitFor()
  // The same on a narrow screen, where no line of it pushes the page sideways.
  await page.setViewportSize({ width: 390, height: 844 })
  expect(await standsOut(page)).toBe(0)
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.getByText('问题清单 39').click()
  await page.getByText('性别与身份证号').first().waitFor()
  await page.getByRole('button', { name: '导入 387 人' }).click()
  await page.getByText('已导入：新增 387 人').waitFor()
  expect((await figure(page, '签约率'))[1]).toBe(before.signed[1] + 387)

  await openResident(page, '谢天静')
  await page.getByRole('button', { name: '认定' }).click()
  const declare = page.getByRole('dialog')
  await declare.getByLabel('人群').fill('建档立卡')
  await declare.getByLabel('人群').press('Enter')
  await declare.getByLabel('认定来源').click()
  await page.getByTitle('民政部门').click()
  await declare.getByRole('button', { name: /认\s*定/ }).click()
  await declare.waitFor({ state: 'hidden' })

  // From her page the whole family is signed, as from the search.
  await page.getByRole('link', { name: /^签\s*约$/ }).click()
  for (const name of FAMILY) await page.getByText(name).first().waitFor()
  await page.getByText('高血压患者初级包').first().waitFor()
  await page.getByText('欧阳明户', { exact: true }).waitFor()
  // What the family asks for besides is owed as well, and stands on the paper.
  await page.getByRole('button', { name: '补充约定' }).first().click()
  await page.getByLabel('欧阳明的补充约定：服务').fill('中医药保健')
  await page.getByLabel('欧阳明的补充约定：服务').press('Enter')
  // Once signed, nobody is told in red that this family has signed already.
  const refused: string[] = []
  page.on('response', (response) => response.status() === 409 && refused.push(response.url()))
  await page.getByRole('button', { name: '签约（4 人）' }).click()
  await page.getByText('已签约，编号').waitFor()
  expect(refused).toEqual([])
  await page.getByText('高血压患者随访').first().waitFor()
  await page.getByText('中医药保健 每年 1 次').waitFor()
  await page.getByRole('rowheader', { name: '中医药保健' }).waitFor()

  const [paper] = await Promise.all([
    page
      .context()
      .waitForEvent('page')
      .catch(() => null),
    page
      .getByRole('link', { name: '打印协议' })
      .or(page.getByRole('button', { name: '打印协议' }))
      .click(),
  ])
  expect(paper).not.toBeNull()
  await paper!.close()

  expect(await figure(page, '签约率')).toEqual([before.signed[0] + 4, before.signed[1] + 387])
  expect((await figure(page, '签约服务率'))[1]).toBe(before.served[1] + 4)

  await openResident(page, '谢天静')
  await page.getByText('签约服务包“高血压患者初级包”').first().waitFor()
  const first = await recordPressure(page, '168', '96')
  const inTwoWeeks = new Date(Date.now() + (8 + 14 * 24) * 3600_000).toISOString().slice(0, 10)
  await first.getByText(inTwoWeeks).first().waitFor()
  await first.getByRole('button', { name: '知道了' }).click()

  const second = await recordPressure(page, '164', '94')
  await second.getByText('建议转诊').first().waitFor()
  await second.getByRole('button', { name: '开转诊单' }).click()
  const slip = page.locator('.ant-drawer').filter({ hasText: '双向转诊（转出）单' })
  await expect
    .poll(() => slip.getByLabel('主要现病史（转出原因）').inputValue())
    .toMatch(/收缩压 164 mmHg；舒张压 94 mmHg；.*控制不满意/)
  await slip.getByRole('textbox', { name: '转入单位' }).fill('县人民医院')
  await slip.getByLabel('初步印象').fill('高血压，连续两次控制不满意')
  await slip.getByLabel('主要既往史').fill('无其他慢性病')
  await slip.getByLabel('治疗经过').fill('硝苯地平缓释片 每日 2 次')
  await slip.getByRole('button', { name: /^保\s*存$/ }).click()
  await slip.waitFor({ state: 'hidden' })
  await page.locator('.ant-timeline-item').filter({ hasText: '双向转诊（转出）单' }).waitFor()
  // All of it on one day: she was registered before anything was done for her.
  const told = page.locator('.ant-timeline-item')
  expect(await told.last().textContent()).toContain('登记')
  expect(await told.first().textContent()).not.toContain('登记')

  expect(await figure(page, '签约服务率')).toEqual([before.served[0] + 1, before.served[1] + 4])
  expect(await namesBehind(page, '贫困慢病患者初级包签约率')).toContain('谢天静')
})
