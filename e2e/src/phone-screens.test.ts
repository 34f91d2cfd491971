import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { openBrowser } from './testing/browser.ts'
import { onlyWhatChrome100Has } from './testing/older-browser.ts'
import { allSent, newPhone, openApp, signInOnPhone, typePin } from './testing/phone.ts'
import { copyOfDemo, type Program, removeDataDir, startProgram } from './testing/program.ts'
import { fine, type Look, lookOver } from './testing/screens.ts'
import { signOnGlass } from './testing/signing.ts'
import { beginAtDoor, fillIn } from './testing/visits.ts'

/**
 * Every screen, in a browser that has nothing newer than Chrome 100 had: at 390 and 360 px, with the largest letters, for a
 * thumb and for a screen reader. SCREENSHOTS=docs/screenshots keeps the pictures.
 */
describe('every screen of the phone', () => {
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

  /** A phone, and what was seen on it; all that is wrong with any screen is said at the end. */
  async function walk() {
    const phone = await newPhone(browser)
    await phone.addInitScript(onlyWhatChrome100Has)
    const page = await openApp(phone, program)
    const looked: Record<string, Look> = {}
    const look = async (name: string) => {
      looked[name] = await lookOver(page, name)
    }
    const end = async () => {
      await phone.close()
      expect(looked).toEqual(Object.fromEntries(Object.keys(looked).map((name) => [name, fine])))
    }
    return { phone, page, look, end }
  }
  const place = (page: Page, name: string) =>
    page.getByRole('navigation').getByText(name, { exact: true }).click()
  const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name }).first().waitFor()

  test('signing in, the day, a door, a visit of every kind of question, danger and result', async () => {
    const { page, look, end } = await walk()
    await page.getByLabel('账号').fill('doctor')
    await look('sign-in')
    await page.getByLabel('密码').fill(program.password)
    await page.getByRole('button', { name: '登录' }).click()
    await heading(page, '设置 PIN 码')
    await look('pin-first')
    await typePin(page)
    await heading(page, '再输入一次')
    await typePin(page)
    await allSent(page)
    await look('today')
    await page.locator('.door-card-main').first().click()
    await page.locator('.member').first().waitFor()
    await look('door')
    await page.getByRole('link', { name: '暂时不能做…' }).first().click()
    await page.getByRole('radio', { name: '本人拒绝' }).click()
    const photo = { name: 'door.png', mimeType: 'image/png', buffer: await page.screenshot() }
    await page.locator('input[type=file]').setInputFiles(photo)
    await page.getByRole('img', { name: '现场照片第 1 张' }).waitFor()
    await look('not-possible')
    await page.goBack()
    await place(page, '今日')

    await beginAtDoor(page, '2型糖尿病患者随访')
    await look('visit-choices')
    await page.getByRole('button', { name: '全部未见异常' }).click()
    await page.locator('.keypad').waitFor()
    await look('visit-numbers')
    await fillIn(page, { 收缩压: '132', 舒张压: '84', 心率: '72', 体重: '62', 空腹血糖: '7.8' })
    await look('review')
    await page.locator('.review-foot').getByRole('button').last().click()
    await heading(page, /已存在手机上/)
    await look('result')
    await page.getByRole('link', { name: '回到今日' }).click()

    await beginAtDoor(page, '高血压患者随访', ['2型'])
    await fillIn(page, { 收缩压: '186' })
    await look('danger')
    await end()
  })

  test('who is not signed, signing at the door, what waits, and the lock before it', async () => {
    const { phone, page, look, end } = await walk()
    await signInOnPhone(page, program, 'doctor')
    await place(page, '签约')
    await page.locator('a.agreement-card').first().waitFor()
    await look('agreements')
    await page.locator('a.agreement-card').filter({ hasText: '人未签' }).first().click()
    await heading(page, '入户签约')
    await look('sign-at-door')
    await page.getByRole('button', { name: /签字（/ }).click()
    await signOnGlass(page)
    await look('signature')
    await page.getByRole('button', { name: '签好了' }).click()
    await page.getByRole('button', { name: /完成签约/ }).waitFor()
    await look('sign-papers')
    await phone.setOffline(true)
    await page.getByRole('button', { name: /完成签约/ }).click()
    await heading(page, /签约协议/)
    await look('agreement')
    await page.getByRole('link', { name: /未发送/ }).click()
    await heading(page, '发送情况')
    await look('outbox')
    await page.reload()
    await page.getByText(/有 \d 条记录还没有送达/).waitFor()
    await look('pin')
    await end()
  })

  test('finding somebody, the person, what changed with them, a newcomer and the camera', async () => {
    const { page, look, end } = await walk()
    await signInOnPhone(page, program, 'doctor')
    await place(page, '居民')
    await page.locator('.residents-list a').first().waitFor()
    await look('residents')
    await page.getByLabel('找居民').fill('wxy')
    await page.getByRole('link', { name: /王秀英/ }).waitFor()
    await look('find')
    await page.getByRole('link', { name: /王秀英/ }).click()
    await page.getByText('服务经过').waitFor()
    await look('resident')
    await page.getByRole('link', { name: '改联系方式' }).click()
    await page.getByLabel('电话', { exact: true }).waitFor()
    await look('contact')
    await page.goBack()
    await page.getByRole('link', { name: '登记变动' }).click()
    await page.getByLabel('去了哪里').waitFor()
    await look('event')
    await page.goBack()
    await page.getByRole('link', { name: '填记录表' }).click()
    await heading(page, /填记录表/)
    await look('choose-sheet')

    // Back to the place from within it.
    await place(page, '居民')
    await page.getByRole('link', { name: '登记新居民' }).click()
    await page.getByLabel('姓名', { exact: true }).fill('单远山')
    await look('newcomer')
    const card = { name: 'card.png', mimeType: 'image/png', buffer: await page.screenshot() }
    await page.locator('input[type=file]').first().setInputFiles(card)
    const copying = page.getByRole('dialog', { name: /对着照片/ })
    const press = async (digits: string) => {
      for (const digit of digits) await copying.getByRole('button', { name: digit, exact: true }).click()
    }
    await press('110105194912310021')
    await copying.getByText(/校验位不对/).waitFor()
    await look('id-number')
    await copying.getByRole('button', { name: '删除' }).click()
    await copying.getByRole('button', { name: '删除' }).click()
    await press('2X')
    await copying.getByRole('button', { name: '用这个号码' }).click()
    await page.getByText('女，1949-12-31 出生，号码校验无误').waitFor()

    await place(page, '居民')
    await page.getByRole('link', { name: '扫码' }).click()
    await heading(page, '扫码找居民')
    await look('scan')
    await place(page, '居民')
    await openMeasuredChild(page, program)
    await look('growth')
    await end()
  })

  test('oneself, the month and the cards', async () => {
    const { page, look, end } = await walk()
    await signInOnPhone(page, program, 'doctor')
    await place(page, '我的')
    await page.getByText(/\d+ 户 \d+ 人/).waitFor()
    await look('me')
    await page.getByRole('link', { name: '我的本月' }).click()
    await page.getByText('已完成').waitFor()
    await page.locator('summary').first().click()
    await look('month')
    await place(page, '我的')
    await page.getByRole('link', { name: '学习卡' }).click()
    await page.locator('summary').first().click()
    await look('cards')
    await end()
  })
})

/** The first child of whom there is a curve. */
async function openMeasuredChild(page: Page, program: Program): Promise<void> {
  const desk = page.context().request
  const account = { username: 'doctor', password: program.password }
  await desk.post(`${program.address}/api/v1/session`, { data: account })
  const children = await desk.get(`${program.address}/api/v1/residents?population=child&limit=50`)
  const { items } = (await children.json()) as { items: { name: string }[] }
  for (const { name } of items) {
    await page.getByLabel('找居民').fill(name)
    await page.locator('.residents-list a').first().click()
    await page.getByText('服务经过').waitFor()
    const curve = page.getByRole('region', { name: '生长曲线' })
    if ((await curve.count()) > 0) return await curve.scrollIntoViewIfNeeded()
    await page.goBack()
    await page.getByLabel('找居民').waitFor()
  }
  throw new Error('no child was measured')
}
