import { readXlsx } from 'hucre/xlsx'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { expectAccessible } from './testing/accessible.ts'
import { openBrowser, signedIn } from './testing/browser.ts'
import { copyOfDemo, type Program, removeDataDir, startProgram } from './testing/program.ts'

describe('figures, from the county to the names', () => {
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

  test('the bureau goes from the county to a village, to the people missing for its target, and to Excel', async () => {
    const page = await signedIn(browser, program, 'county')
    await page
      .getByRole('heading', { name: /进展如何/ })
      .or(page.getByText('进展如何'))
      .first()
      .waitFor()
    await page.goto(`${program.address}/figures?code=key-coverage`)
    await page.getByRole('button', { name: '东岭镇', exact: true }).click()
    await page.getByRole('button', { name: '河湾村', exact: true }).click()
    await page.getByText(/河湾村卫生室 · 重点人群签约率/).waitFor()

    // The village's own: what stood here for the township may still be on screen for a moment.
    const missing = page
      .getByRole('button', { name: /河湾村.*重点人群签约率 差\d+人，查看未签约名单/ })
      .first()
    const count = Number(/差([\d,]+)人/.exec((await missing.textContent())!)![1]!.replace(',', ''))
    await missing.click()
    const list = page.getByRole('dialog')
    await list.getByText(`还差${count}人`).waitFor()
    const total = await shownTotal(list)
    expect(await list.getByRole('row').count()).toBeGreaterThanOrEqual(total)
    expect(total).toBeGreaterThanOrEqual(count)
    await expectAccessible(page)

    const address = await list.getByRole('link', { name: '导出 Excel' }).getAttribute('href')
    const file = await page.request.get(`${program.address}${address}`)
    const rows = (await readXlsx(new Uint8Array(await file.body()))).sheets[0]!.rows
    const names = rows.slice(rows.findIndex(([first]) => first === '村') + 1)
    expect(names).toHaveLength(total)

    await page.keyboard.press('Escape')
    await list.waitFor({ state: 'hidden' })
    await page.getByText(/河湾村卫生室 · 重点人群签约率/).waitFor()
    await page.context().close()
  })

  test('a number on the home page opens just as many names', async () => {
    const page = await signedIn(browser, program, 'township')
    const overdue = page.getByRole('button', { name: /逾期未服务/ })
    const count = Number(/([\d,]+)\s*人/.exec((await overdue.textContent())!)![1]!.replace(',', ''))
    expect(count).toBeGreaterThan(0)
    await overdue.click()
    expect(await shownTotal(page.getByRole('dialog'))).toBe(count)
    await page.keyboard.press('Escape')
    await expectAccessible(page)
    await page.context().close()
  })

  test('on a phone the figures of the bureau hid how far each is from its target', async () => {
    const page = await signedIn(browser, program, 'county', 390)
    const figures = page.locator('.figure-scroll').first()
    await figures
      .getByText(/^(差|达标)/)
      .first()
      .waitFor()
    expect(await figures.evaluate((one) => one.scrollWidth - one.clientWidth)).toBe(0)
    await page.context().close()
  })

  test('the heading of a group was marked along with the figure of its name', async () => {
    const page = await signedIn(browser, program, 'township')
    await page.goto(`${program.address}/figures?code=fulfilment`)
    await page.locator('.figure-row-chosen').first().waitFor()
    expect(await page.locator('.figure-row-chosen').allTextContents()).toEqual([
      expect.stringContaining('履约率'),
    ])
    await page.context().close()
  })

  test.each(['/', '/figures', '/figures?code=coverage'])(
    'at the width of a phone %s does not run over',
    async (path) => {
      const page = await signedIn(browser, program, 'doctor', 390)
      await page.goto(`${program.address}${path}`)
      await page
        .getByText(/^(.* · )?签约率$/)
        .first()
        .waitFor()
      const width = await page.evaluate(() => document.documentElement.scrollWidth)
      expect(width).toBeLessThanOrEqual(390)
      await page.context().close()
    },
  )
})

/** 已列出 12 / 12: how many the list says there are. */
async function shownTotal(list: ReturnType<Page['getByRole']>): Promise<number> {
  const words = list.getByText(/已列出 [\d,]+ \/ [\d,]+/)
  await words.waitFor()
  await list.locator('tbody tr').nth(1).waitFor()
  return Number(/\/ ([\d,]+)/.exec((await words.textContent())!)![1]!.replace(',', ''))
}
