import {
  addDays,
  addMonths,
  dayInShanghai,
  dayOf,
  type LocalDate,
  quarterOf,
  yearOf,
} from '@qianyue/domain/days/local-date.ts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { expectAccessible } from './testing/accessible.ts'
import { openBrowser, signedIn } from './testing/browser.ts'
import { inventedServices } from './testing/invented-services.ts'
import { choose, enter, newProfile, openKind, writeNotice } from './testing/notice.ts'
import { copyOfDemo, type Program, removeDataDir, startProgram } from './testing/program.ts'

const NOTICE = '家庭医生签约服务实施方案'
const FUND = '三次拨付专项'
const SHEET = '家庭医生团队季度考核表'

/** The quarter before that of today: the demo county has frozen nothing after it. */
function lastQuarter() {
  const today = dayInShanghai(new Date())
  const fromDay = addMonths(dayOf(yearOf(today), quarterOf(today) * 3 - 2, 1)!, -3)
  const toDay: LocalDate = addDays(addMonths(fromDay, 3), -1)
  const year = yearOf(fromDay)
  const label = `第${quarterOf(fromDay)}季度`
  return { fromDay, toDay, year, label, month: `${year}年${quarterOf(fromDay) * 3}月` }
}

describe('a notice that nobody has seen before', () => {
  const quarter = lastQuarter()
  let dataDir: string
  let program: Program
  let browser: Browser
  let county: Page
  let finance: Page
  beforeAll(async () => {
    dataDir = await copyOfDemo(inject('demoCounty'))
    program = await startProgram(dataDir)
    browser = await openBrowser()
    county = await signedIn(browser, program, 'county')
    finance = await signedIn(browser, program, 'finance')
  })
  afterAll(async () => {
    await browser?.close()
    await program?.stop()
    await removeDataDir(dataDir)
  })

  test('two officers write at one draft: neither overwrites the other unasked', async () => {
    const other = await signedIn(browser, program, 'county')
    const caps = '团队签约上限'
    await newProfile(county, program.address, '两人起草的方案', '县卫健〔2026〕77号')
    await other.goto(county.url())
    await other.getByRole('heading', { name: '两人起草的方案' }).waitFor()
    await openKind(county, '上限与团队', caps)
    await enter(county, '接近上限提醒', '85')
    await county.getByText('正在保存…').waitFor()
    await county.getByText('草稿已保存').waitFor()

    await openKind(other, '上限与团队', caps)
    await enter(other, '每个团队签约人数上限', '1900')
    await other.getByText(/保存过这个草稿/).waitFor()
    await other.getByText(`双方都改了：${caps}`).waitFor()
    await expectAccessible(other)
    await other.getByRole('button', { name: '保留我的修改' }).click()
    await other.getByText('草稿已保存').waitFor()

    await enter(county, '接近上限提醒', '80')
    await county.getByText(/保存过这个草稿/).waitFor()
    await county.getByRole('button', { name: /用对方的/ }).click()
    await county.getByText('草稿已保存').waitFor()
    expect(await county.getByLabel('每个团队签约人数上限').first().inputValue()).toBe('1900')
    expect(await county.getByLabel('接近上限提醒').first().inputValue()).toBe('90')
    await other.context().close()
  })

  test('is written on screen, compared and tried out, and published from the last quarter on', async () => {
    await newProfile(county, program.address, NOTICE, '县卫健〔2026〕99号')
    await writeNotice(county)
    await county.getByText('草稿已保存').waitFor()
    await expectAccessible(county)

    await county.getByRole('tab', { name: '比较' }).click()
    for (const words of [
      '每名医生签约人数上限',
      '高血压患者特级包',
      '首次健康评估率',
      '退役军人',
      FUND,
      '全额退',
    ]) {
      await county.getByRole('cell', { name: words }).first().waitFor()
    }

    await county.getByRole('tab', { name: '试算' }).click()
    await county.getByRole('button', { name: /试\s*算/ }).click()
    const people = await county.getByText(/每人分配（合计：现行/).textContent()
    const [, after] = /方案 ¥([\d,.]+)/.exec(people!)!
    expect(Number(after!.replaceAll(',', ''))).toBeGreaterThan(0)

    await county.getByRole('tab', { name: '发布' }).click()
    const day = county.getByLabel('执行日期')
    await day.fill(quarter.fromDay)
    await day.press('Enter')
    await county.getByRole('button', { name: '发布方案' }).click()
    await county
      .getByRole('dialog')
      .getByRole('button', { name: /发\s*布/ })
      .click()
    await county.getByText(`已发布，${quarter.fromDay} 起执行`).waitFor()
  })

  test('takes over services from a file, and what nobody measured is found, answered and decided', async () => {
    const doctor = await signedIn(browser, program, 'doctor')
    const clinic = '东岭村卫生室'
    const name = (await doctor.locator('header .ant-btn').last().textContent())!
    const file = await inventedServices(county, { clinic, doctor: name, ...quarter })
    const dialog = county.getByRole('dialog')
    await dialog.locator('input[type=file]').setInputFiles(file)
    await dialog.getByText('共 6 行：导入 6 行').waitFor()

    await county.goto(`${program.address}/authenticity`)
    await county.getByRole('button', { name: '开始核查' }).click()
    const running = county.getByRole('dialog')
    await choose(running, '服务期间', `${quarter.year}年${quarter.label}`)
    await running.getByRole('button', { name: '开始核查' }).click()
    await county.getByText(/^核查了[\d,]+次服务/).waitFor()
    const sentence = '给6位居民记录的收缩压127、舒张压79、心率73完全相同'
    await choose(county, '疑点类别', '多人数值相同')
    await county.getByText(sentence).waitFor()

    await doctor.goto(`${program.address}/authenticity`)
    await doctor.getByText(sentence).click()
    await doctor.getByLabel(/^当时的情况/).fill('季末补写的，没有上门。')
    await doctor.getByRole('button', { name: '提交说明' }).click()
    await doctor.locator('.ant-timeline').getByText('季末补写的，没有上门。').waitFor()
    await doctor.context().close()

    await county.reload()
    await county.getByText(sentence).waitFor()
    await expectAccessible(county)
    await county.getByText(sentence).click()
    const question = county.getByRole('dialog')
    await question.getByLabel('不实（不计积分）').check()
    await question.getByLabel('认定的依据').fill('本人承认未上门。')
    await question.getByRole('button', { name: /认\s*定/ }).click()
    await question.getByText('认定：不实').waitFor()
    expect(await question.getByRole('row').filter({ hasText: '不实' }).count()).toBe(6)
  })

  test('assesses the teams of the quarter by its own sheet, and publishes what they scored', async () => {
    await county.goto(`${program.address}/assessment-rounds`)
    await yearShown(county)
    await county.getByRole('button', { name: '发起考核' }).first().click()
    const dialog = county.getByRole('dialog')
    await choose(dialog, '考核表', SHEET)
    await choose(dialog, '考核期', quarter.label)
    await choose(dialog, '单位', '东岭镇卫生院')
    await dialog.getByRole('button', { name: /发\s*起/ }).click()
    await county.waitForURL(/assessment-rounds\/[0-9a-f-]{36}/)
    await county.getByText(SHEET).first().waitFor()
    for (const team of ['东岭镇第一家庭医生团队', '东岭镇第二家庭医生团队']) {
      await county.getByRole('cell', { name: team }).click()
      const drawer = county.getByRole('dialog')
      await drawer.getByRole('radio', { name: '否' }).check()
      await drawer.getByLabel('查实弄虚作假依据').fill('真实性核查记录')
      await drawer.getByRole('button', { name: '提交县级确认' }).click()
      await drawer.getByText('县已确认').waitFor()
      await county.keyboard.press('Escape')
      await drawer.waitFor({ state: 'hidden' })
    }
    await county.getByRole('button', { name: '公布结果' }).click()
    await county
      .getByRole('dialog')
      .getByRole('button', { name: /公\s*布/ })
      .click()
    await county.getByRole('heading', { name: '考核结果' }).waitFor()
  })

  test('pays the quarter in the first of its three parts, answers an appeal, and does not move when the rule changes', async () => {
    await settlementOf(finance)
    const address = finance.url()
    const received = finance.getByLabel(/到账金额$/)
    await received.fill('100000.01')
    await received.blur()
    // 40 % of 100,000.01 is 40,000.004: to the fen 40,000.00.
    await finance.getByText('¥40,000.00').first().waitFor()
    await expectSums(finance)

    const doctor = await signedIn(browser, program, 'doctor')
    await doctor.goto(`${program.address}/points`)
    const row = doctor.getByRole('row').filter({ hasText: FUND })
    await row.getByRole('button', { name: /申\s*诉/ }).click()
    await doctor.getByLabel('申诉内容').fill('九月有两次入户没有计入，请核对。')
    await doctor.getByRole('button', { name: '提交申诉' }).click()
    await row.getByText('已提交，待答复').waitFor()
    await doctor.context().close()

    await county.goto(address)
    const answer = county.getByLabel(/^答复/)
    await answer.fill('已核对，两次入户在十月记录，计入下季度。')
    await county.getByRole('button', { name: /维\s*持/ }).click()
    await county.getByText(/^答复（.+）：已核对，两次入户在十月记录，计入下季度。$/).waitFor()

    await finance.reload()
    const submit = finance.getByRole('button', { name: '提交审批' })
    await submit.click()
    await submit.waitFor({ state: 'hidden' })
    await county.reload()
    await county.getByRole('button', { name: '审批冻结' }).click()
    await county
      .getByRole('dialog')
      .getByRole('button', { name: /冻\s*结/ })
      .click()
    await county.getByRole('link', { name: '通知单' }).waitFor()
    const frozen = await shownShares(county)
    await expectSums(county)

    const slips = await county.getByRole('link', { name: '通知单' }).getAttribute('href')
    await expectPdf(county, slips!)

    await changePoints(county)
    await county.goto(address)
    await county.getByRole('link', { name: '通知单' }).waitFor()
    expect(await shownShares(county)).toEqual(frozen)
  })

  test('is followed by a bulletin of the last month of the quarter, printed', async () => {
    await county.goto(`${program.address}/bulletins`)
    await choose(county, '月份', quarter.month)
    await county.getByRole('button', { name: '起草通报' }).click()
    const drawer = county.getByRole('dialog')
    const wait = county.waitForResponse(/publication/)
    await drawer.getByRole('button', { name: /发\s*布/ }).click()
    await wait
    const paper = await drawer.getByRole('link', { name: /打\s*印/ }).getAttribute('href')
    await expectPdf(county, paper!)
  })

  async function settlementOf(page: Page): Promise<void> {
    await page.goto(`${program.address}/settlements`)
    await yearShown(page)
    await page.getByRole('button', { name: '新建结算单' }).first().click()
    const dialog = page.getByRole('dialog')
    await choose(dialog, '资金', FUND)
    await choose(dialog, '哪一笔', '春季预拨')
    await choose(dialog, '服务期间', quarter.label)
    await dialog.getByRole('button', { name: /计\s*算/ }).click()
    await page.waitForURL(/settlements\/[0-9a-f-]{36}/)
    await page.getByText('应拨').first().waitFor()
  }

  /** In the first quarter of a year the last quarter is of the year before. */
  async function yearShown(page: Page): Promise<void> {
    if (quarter.year !== new Date().getFullYear()) await choose(page, '年度', `${quarter.year}年`)
  }
})

/** 应拨 = 实发 + 考核扣减 + 扣回 + 未分配, as the page shows them. */
async function expectSums(page: Page): Promise<void> {
  const sum = page.locator('.settlement-sum')
  const amounts = (await sum.locator('b').allTextContents()).map((words) =>
    Math.round(Number(words.replaceAll(/[¥,]/g, '')) * 100),
  )
  const [due, ...parts] = amounts
  expect(parts).toHaveLength(4)
  expect(parts.reduce((total, fen) => total + fen, 0)).toBe(due)
}

/** Who gets how much, as the page shows it. */
async function shownShares(page: Page): Promise<string[]> {
  const card = page.locator('.ant-card').filter({ hasText: /每人分配（\d+人）/ })
  await card.locator('tbody tr').nth(2).waitFor()
  return await card.locator('tbody').allTextContents()
}

async function expectPdf(page: Page, address: string): Promise<void> {
  const paper = await page.request.get(new URL(address, page.url()).href)
  expect((await paper.body()).subarray(0, 5).toString()).toBe('%PDF-')
}

/** A later notice about points, from the same quarter on. */
async function changePoints(page: Page): Promise<void> {
  await page.goto(`${new URL(page.url()).origin}/policies?kind=points`)
  await page
    .getByRole('button', { name: /修\s*改/ })
    .first()
    .click()
  await page.getByLabel('上门另加').fill('9')
  await page.getByLabel('上门另加').blur()
  await page.getByLabel('文件', { exact: true }).fill('县卫健〔2026〕100号')
  await page.getByRole('button', { name: '保存为新版本' }).click()
  await page.getByText('县卫健〔2026〕100号').first().waitFor()
}
