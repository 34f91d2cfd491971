import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { expectAccessible } from './testing/accessible.ts'
import { openBrowser, signedIn } from './testing/browser.ts'
import { copyOfDemo, type Program, removeDataDir, startProgram } from './testing/program.ts'

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

/** The screen that most offices of townships have. */
async function officeScreen(username: string): Promise<Page> {
  const page = await signedIn(browser, program, username)
  await page.setViewportSize({ width: 1366, height: 768 })
  return page
}

/** Columns of the table on screen that stand, or end, outside the place the table has. */
async function columnsOutOfSight(page: Page): Promise<string[]> {
  return await page
    .locator('.ant-table')
    .first()
    .evaluate((table) => {
      const end = table.getBoundingClientRect().right
      return [...table.querySelectorAll('th')]
        .filter((head) => head.getBoundingClientRect().right > end + 1)
        .map(({ textContent }) => textContent)
    })
}

test.each([
  ['/residents', '熊永贵'],
  ['/agreements', '签约代表与成员'],
  ['/work-list', '同户'],
  ['/service-records', '按期随访'],
  ['/teams', '东岭镇第一家庭医生团队'],
  ['/outside-lists', '持证残疾人名单'],
  ['/cockpit', '最近服务日'],
  ['/device-messages', '待认人'],
])('on an office screen of 1366 px no column of %s is out of sight', async (path, shown) => {
  const page = await officeScreen('township')
  await page.goto(`${program.address}${path}`)
  await page.locator('.ant-table', { hasText: shown }).first().waitFor()
  expect(await columnsOutOfSight(page)).toEqual([])
  await page.context().close()
})

test('one agreement is told from another by its number, which is not cut off', async () => {
  const page = await officeScreen('township')
  await page.goto(`${program.address}/agreements`)
  const numbers = page.locator('.ant-table-row td:nth-child(2) a')
  await numbers.nth(20).waitFor()
  const cut = await numbers.evaluateAll((all) =>
    all
      .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
      .map(({ textContent }) => textContent),
  )
  expect(cut).toEqual([])
  await page.context().close()
})

test('the work list ends where the window ends, also when what is owed fills three lines above it', async () => {
  const page = await officeScreen('township')
  await page.goto(`${program.address}/work-list`)
  await page.locator('.service-chips').getByText('高血压患者随访').waitFor()
  await page.locator('.work-name').first().waitFor()
  const over = () => page.evaluate(() => document.documentElement.scrollHeight - window.innerHeight)
  await expect.poll(over).toBeLessThanOrEqual(0)
  await page.context().close()
})

test('who is chosen by the keys stays in sight, and once served the keys go on with who comes next', async () => {
  const page = await officeScreen('township')
  await page.goto(`${program.address}/work-list`)
  await page.locator('.service-chips').getByText('高血压患者随访').click()
  await page.getByRole('button', { name: '高血压患者随访' }).first().waitFor()
  const chosen = page.locator('.work-row-selected')
  const nameOf = () => chosen.locator('.work-name').textContent()
  // Far below the first screen: somebody who is owed this one service only, and leaves the list with it.
  for (let down = 0; down < 24; down++) await page.keyboard.press('ArrowDown')
  while ((await chosen.locator('.duty-chip').count()) !== 1) await page.keyboard.press('ArrowDown')
  const served = await nameOf()
  const box = (await chosen.boundingBox())!
  expect(box.y).toBeGreaterThan(0)
  expect(box.y + box.height).toBeLessThanOrEqual(768)
  await page.keyboard.press('ArrowDown')
  const next = await nameOf()
  await page.keyboard.press('ArrowUp')
  expect(await nameOf()).toBe(served)

  await page.keyboard.press('Enter')
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel(/^收缩压/).fill('128')
  await sheet.getByLabel(/^舒张压/).fill('80')
  await page.keyboard.press('Control+Enter')
  await sheet.getByRole('button', { name: '仍然保存' }).waitFor()
  await page.keyboard.press('Control+Enter')
  await sheet.waitFor({ state: 'hidden' })
  await expect.poll(nameOf).toBe(next)
  await page.context().close()
})

test('what left the account of a fund stands under 支出, and the balance is what came less what left', async () => {
  const page = await officeScreen('county')
  await page.goto(`${program.address}/fund-ledger`)
  const fund = page.locator('.ant-card', { hasText: '村级基本公共卫生劳务经费' })
  await fund.locator('.ant-table-row').first().waitFor()
  const heads = await fund.locator('th').allTextContents()
  const sum = async (column: string) => {
    const cells = await fund
      .locator(`.ant-table-row td:nth-child(${heads.indexOf(column) + 1})`)
      .allTextContents()
    return cells.map(fen).reduce((a, b) => a + b, 0)
  }
  const balance = await fund.getByText(/^结余/).textContent()
  expect(await sum('支出')).toBeGreaterThan(0)
  expect((await sum('收入')) - (await sum('支出'))).toBe(fen(balance!))
  await page.context().close()
})

/** ¥1,234.56 → 123456; nothing → 0. */
function fen(words: string): number {
  return Math.round(Number(words.replaceAll(/[^\d.]/g, '')) * 100)
}

test('a page of figures is printed without the menu, the search and the buttons', async () => {
  const page = await officeScreen('county')
  await page.goto(`${program.address}/reports`)
  await page.getByText('示范县合计').waitFor()
  const menu = page.getByRole('navigation', { name: '主菜单' })
  const download = page.getByText('导出 Excel')
  expect([await menu.isVisible(), await download.isVisible()]).toEqual([true, true])
  await page.emulateMedia({ media: 'print' })
  expect([await menu.isVisible(), await download.isVisible()]).toEqual([false, false])
  expect(await page.locator('.shell-header').isVisible()).toBe(false)
  // Black on white, also where the screen is dark.
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  const colour = () => page.locator('.page-title h1').evaluate((title) => getComputedStyle(title).color)
  await expect.poll(colour).toMatch(/^rgba?\(0, 0, 0/)
  // Of which month the figures are stays on the paper.
  expect(
    await page
      .locator('.page-title')
      .getByText(/^\d{4}年\d+月$/)
      .isVisible(),
  ).toBe(true)
  await page.context().close()
})

test('in the dark what is overdue, soon and done is read as well as in the light', async () => {
  const page = await officeScreen('township')
  await page.emulateMedia({ colorScheme: 'dark' })
  for (const [path, shown] of [
    ['/', '逾期未服务'],
    ['/residents', '熊永贵'],
    ['/work-list', '同户'],
    ['/service-records', '按期随访'],
  ] as const) {
    await page.goto(`${program.address}${path}`)
    await page.getByText(shown).first().waitFor()
    await expectAccessible(page)
  }
  await page.context().close()
})

test('a link to what is gone leads back to its list, and without an answer the page can be opened once more', async () => {
  const page = await officeScreen('county')
  await page.goto(`${program.address}/settlements/00000000-0000-4000-8000-000000000000`)
  await page.getByText(/^没有找到/).waitFor()
  await page.getByRole('button', { name: '回到结算' }).click()
  await page.waitForURL(/\/settlements$/)

  const oneOf = /\/api\/v1\/settlements\/[0-9a-f-]+$/
  await page.route(oneOf, (route) => route.abort())
  await page.locator('.ant-table-row a').first().click()
  await page.getByRole('button', { name: '回到结算' }).waitFor()
  await page.unroute(oneOf)
  await page.getByRole('button', { name: '重新打开' }).click()
  await page.getByText('应拨', { exact: true }).waitFor()
  await page.context().close()
})

test('a name of fifteen characters stood over the sex and the age beside it', async () => {
  const page = await officeScreen('township')
  await page.route(/\/duties\/work-list\?/, async (route) => {
    const reply = await route.fetch()
    const body = await reply.json()
    body.rows[0].name = '买买提·阿不都热合曼·艾合买提江'
    await route.fulfill({ response: reply, json: body })
  })
  await page.goto(`${program.address}/work-list`)
  const name = page.locator('.work-name', { hasText: '买买提' })
  await name.waitFor()
  const beside = page.locator('.work-table .ant-table-row, .work-table [class*=ant-table-row]').first()
  const [its, cell] = await Promise.all([
    name.boundingBox(),
    beside.locator('.ant-table-cell').nth(2).boundingBox(),
  ])
  expect(its!.x + its!.width).toBeLessThanOrEqual(cell!.x)
  await page.context().close()
})
