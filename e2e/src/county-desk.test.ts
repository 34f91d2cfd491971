import { readXlsx } from 'hucre/xlsx'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { expectAccessible } from './testing/accessible.ts'
import { openBrowser, signedIn } from './testing/browser.ts'
import { copyOfDemo, type Program, removeDataDir, startProgram } from './testing/program.ts'

describe("a county officer's desk", () => {
  let dataDir: string
  let program: Program
  let browser: Browser
  let page: Page
  beforeAll(async () => {
    dataDir = await copyOfDemo(inject('demoCounty'))
    program = await startProgram(dataDir)
    browser = await openBrowser()
    page = await signedIn(browser, program, 'county')
  })
  afterAll(async () => {
    await browser?.close()
    await program?.stop()
    await removeDataDir(dataDir)
  })

  const sheetBehind = async (link: ReturnType<Page['getByRole']>) => {
    const file = await page.request.get(`${program.address}${await link.getAttribute('href')}`)
    expect(file.status()).toBe(200)
    return (await readXlsx(new Uint8Array(await file.body()))).sheets
  }

  test('the cockpit opens the people with whom a gap closes, a township, and the wall without a name on it', async () => {
    await page.goto(`${program.address}/cockpit`)
    const gap = page.getByRole('button', { name: /^签约率 东岭镇 [\d,]+人，查看名单$/ })
    await gap.click()
    await page
      .getByRole('dialog')
      .getByText(/已列出/)
      .waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await expectAccessible(page)
    await page.getByRole('button', { name: '东岭镇', exact: true }).click()
    await page.getByRole('button', { name: '河湾村', exact: true }).waitFor()
    await page.getByRole('link', { name: '大屏' }).click()
    await page.getByRole('heading', { name: /东岭镇.*家庭医生签约服务/ }).waitFor()
    await page.getByRole('button', { name: '各单位' }).click()
    await page.getByRole('rowheader', { name: '河湾村' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('heading', { name: '驾驶舱' }).waitFor()
  })

  test("the county's own sheet is filled for last quarter, each township on a row, and the total follows in Excel", async () => {
    await page.goto(`${program.address}/reports`)
    await page.getByText('季报', { exact: true }).click()
    const sheets = await sheetBehind(page.getByRole('link', { name: '生成本期' }))
    const { rows } = sheets[0]!
    expect(String(rows[0]![0])).toMatch(/第[一二三四]季度报表$/)
    expect(rows.slice(3, 6).map((row) => row[1])).toEqual(['东岭镇', '青河镇', '云台乡'])
    expect(rows.slice(3, 6).every((row) => Number(row[4]) > 0 && Number(row[4]) <= 1)).toBe(true)
    const official = await sheetBehind(page.getByRole('link', { name: '导出 Excel' }))
    expect(official.map(({ name }) => name)).toEqual(['签约季报', '慢病服务工作量', '逻辑校验'])
    await expectAccessible(page)
  })

  test('a kept list opens with its conditions, and its Excel has as many rows', async () => {
    await page.goto(`${program.address}/lists`)
    await page.getByRole('button', { name: '未签约的高血压患者' }).click()
    await page.waitForURL(/hypertension/)
    await page.getByText(/已列出 [1-9]\d* 行/).waitFor()
    const shown = Number(/已列出 (\d+) 行/.exec((await page.getByText(/已列出/).textContent())!)![1])
    const [sheet] = await sheetBehind(page.getByRole('link', { name: '导出 Excel' }))
    const heading = sheet!.rows.findIndex(([first]) => first === '姓名')
    const rows = sheet!.rows.slice(heading + 1)
    expect(Math.min(rows.length, 100)).toBe(shown)
    expect(rows.every((row) => String(row[7]).includes('高血压'))).toBe(true)
    await expectAccessible(page)
  })

  test('a number of the pivot opens as many names', async () => {
    await page.goto(`${program.address}/pivot?codes=coverage&populations=elderly`)
    const cell = page.getByRole('button', { name: /^青河镇 签约率 老年人/ })
    const [signed, all] = (await cell.textContent())!.split(' / ').map(Number)
    await cell.click()
    await page
      .getByRole('dialog')
      .getByText(`共 ${all! - signed!} 人`)
      .waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await expectAccessible(page)
  })
})
