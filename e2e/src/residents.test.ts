import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { expectAccessible } from './testing/accessible.ts'
import { openBrowser, signedIn } from './testing/browser.ts'
import { copyOfDemo, type Program, removeDataDir, startProgram } from './testing/program.ts'

describe('a township officer and the residents', () => {
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

  async function registerOld(page: Page, name: string) {
    await page.goto(`${program.address}/residents/new`)
    await page.getByLabel('村（社区）').click()
    await page.getByTitle('东岭村', { exact: true }).click()
    await page.getByLabel('住址').fill('东岭村7组77号')
    await page.getByLabel('姓名').fill(name)
    await page.getByLabel('女', { exact: true }).click()
    await page.getByLabel('出生日期').fill('1950-03-02')
    await page.getByRole('button', { name: /^登\s*记$/ }).click()
    await page.getByText(`已登记 ${name}`).waitFor()
  }

  test('registers a newcomer, finds her by initials from anywhere, and says what an absence will change', async () => {
    const page = await signedIn(browser, program, 'township')
    await registerOld(page, '单玲珑')

    await page.goto(program.address)
    await page.locator('#content').waitFor()
    await page.getByRole('button', { name: /查找居民/ }).waitFor()
    await page.keyboard.press('Control+k')
    await page.getByPlaceholder(/拼音/).fill('sll')
    await page.getByRole('option', { name: /单玲珑/ }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: '单玲珑' }).waitFor()
    await page.getByText('老年人健康体检').first().waitFor()
    await expectAccessible(page)

    await page.getByRole('button', { name: '人口变动' }).click()
    await page.getByRole('menuitem', { name: '外出' }).click()
    const drawer = page.getByRole('dialog', { name: /外出/ })
    await drawer.getByText('暂停应尽服务').waitFor()
    await drawer.getByLabel('去向').fill('去苏州打工')
    await drawer.getByRole('button', { name: '登记外出' }).click()
    await page.getByText(/起外出，应尽服务暂停/).waitFor()
    await page.getByText('目前没有待做的服务。').waitFor()
    await page.getByText('去苏州打工').waitFor()
  })

  test('is warned of a duplicate before registering, and shows a number only with a reason', async () => {
    const page = await signedIn(browser, program, 'township')
    await registerOld(page, '欧阳玲珑')
    await page.goto(`${program.address}/residents/new`)
    await page.getByLabel('姓名').fill('欧阳玲珑')
    await page.getByLabel('女', { exact: true }).click()
    await page.getByLabel('出生日期').fill('1950-03-02')
    await page.getByText('可能已有此人的档案，请先核对').waitFor()

    await page.goto(`${program.address}/residents?q=w&presence=here`)
    await page.locator('.resident-table').getByRole('link').first().click()
    await page.getByRole('button', { name: '显示完整身份证号' }).click()
    await page.getByRole('dialog').getByLabel('核对证件').click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^显\s*示$/ })
      .click()
    await page.getByText(/^\d{17}[\dX]$/).waitFor()
  })

  test('narrows the list with chips that a link keeps, at the desk and on a phone', async () => {
    for (const width of [1440, 390]) {
      const page = await signedIn(browser, program, 'township', width)
      await page.goto(`${program.address}/residents?population=hypertension&signed=false`)
      await page.getByText('高血压', { exact: true }).first().waitFor()
      await page.getByText(/^共 \d+ 人$/).waitFor()
      if (width > 600) await page.getByRole('checkbox', { name: '全选' }).waitFor()
      await expectAccessible(page)
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect(overflow).toBeLessThanOrEqual(0)
    }
  })

  test('a doctor chose the only village there is anew for every newcomer', async () => {
    const page = await signedIn(browser, program, 'doctor')
    await page.goto(`${program.address}/residents/new`)
    await page.locator('form').getByText('东岭村', { exact: true }).waitFor()
  })

  test('this month had no call while its calls were still on their way', async () => {
    const page = await signedIn(browser, program, 'township')
    let release = () => {}
    const released = new Promise<void>((resolve) => {
      release = resolve
    })
    await page.route('**/api/v1/phone-consultations?*', async (route) => {
      await released
      await route.continue()
    })
    await page.goto(`${program.address}/phone-consultations`)
    await page.getByRole('button', { name: '登记来电' }).waitFor()
    expect(await page.getByText(/^本月 \d+ 个来电/).count()).toBe(0)
    release()
    await page.getByText(/^本月 \d+ 个来电/).waitFor()
  })

  test('a press beside a dialog threw away what had been typed into it', async () => {
    const page = await signedIn(browser, program, 'township')
    await page.goto(`${program.address}/phone-consultations`)
    await page.getByRole('button', { name: '登记来电' }).click()
    const dialog = page.getByRole('dialog', { name: '登记来电' })
    await dialog.getByLabel('咨询内容').fill('夜里血压 172/98，头有点胀')
    await page.mouse.click(20, 450)
    expect(await dialog.getByLabel('咨询内容').inputValue()).toBe('夜里血压 172/98，头有点胀')
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'hidden' })
  })

  test('a dialog opened at 关闭, and when it was closed the keyboard was back at the top of the page', async () => {
    const page = await signedIn(browser, program, 'township')
    const focused = () =>
      page.evaluate(
        () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent,
      )
    await page.goto(`${program.address}/phone-consultations`)
    await page.getByRole('button', { name: '登记来电' }).press('Enter')
    await expect.poll(focused).toBe('输入姓名、证件号或电话')
    await page.keyboard.press('Escape')
    await expect.poll(focused).toBe('登记来电')

    await page.goto(`${program.address}/residents?presence=here`)
    await page.locator('.resident-table').getByRole('link').first().click()
    await page.getByRole('button', { name: '人口变动' }).press('Enter')
    await page.getByRole('menuitem', { name: '外出' }).click()
    await expect.poll(focused).toBe('日期')
    await page.keyboard.press('Escape')
    await expect.poll(focused).toBe('人口变动')

    // What Esc closes is the menu, not the page under it.
    const person = page.url()
    const choice = page.getByRole('menuitem', { name: '外出' })
    await page.getByRole('button', { name: '人口变动' }).press('Enter')
    await choice.waitFor()
    await page.keyboard.press('Escape')
    await choice.waitFor({ state: 'hidden' })
    expect(page.url()).toBe(person)
    await page.keyboard.press('Escape')
    await page.waitForURL(/residents\?/)
  })

  test('Tab stopped twice at every button of a household that leads to another page', async () => {
    const page = await signedIn(browser, program, 'doctor')
    const { items } = await (await page.request.get(`${program.address}/api/v1/residents?limit=1`)).json()
    await page.goto(`${program.address}/households/${items[0].householdId}`)
    await page.getByRole('link', { name: '合并随访' }).waitFor()
    await expectAccessible(page)
  })

  test('on a phone nothing showed that a table goes on to the right', async () => {
    const page = await signedIn(browser, program, 'township', 390)
    await page.goto(`${program.address}/organisation`)
    const table = page.locator('.ant-table-content').first()
    const fades = () => table.evaluate((one) => getComputedStyle(one).getPropertyValue('--fades'))
    await expect.poll(fades).toBe('40px')
    await table.evaluate((one) => one.scrollTo(one.scrollWidth, 0))
    await expect.poll(fades).toBe('0px')
  })

  test('the telephone of her doctor stood in small letters, and a resident of seventy could not dial it', async () => {
    const page = await signedIn(browser, program, 'resident', 390)
    const dial = page.getByRole('link', { name: /打电话/ })
    await dial.waitFor()
    expect(await dial.getAttribute('href')).toMatch(/^tel:[\d-]+$/)
    expect((await dial.boundingBox())!.height).toBeGreaterThanOrEqual(60)
    await expectAccessible(page)
    await page.getByRole('link', { name: '看我的健康档案' }).click()
    const own = page
      .getByRole('link', { name: '全年计划' })
      .or(page.getByRole('button', { name: '全年计划' }))
    await own.waitFor()
    expect((await own.boundingBox())!.height).toBeGreaterThanOrEqual(48)
    const letters = page.getByText('户主', { exact: false }).first()
    expect(await letters.evaluate((one) => getComputedStyle(one).fontSize)).toBe('18px')
  })

  test('a resident was offered the work list, the forms and the search of those who work here', async () => {
    const page = await signedIn(browser, program, 'resident')
    await page.getByRole('link', { name: '看我的健康档案' }).waitFor()
    expect(await page.getByRole('menuitem').allTextContents()).toEqual(['首页'])
    expect(await page.getByRole('button', { name: /查找居民/ }).count()).toBe(0)
    await page.getByRole('link', { name: '看我的健康档案' }).click()
    await page.getByRole('heading', { name: '王秀英' }).waitFor()
  })

  test('without a network the list turned for ever, and a page not yet fetched left nothing but a white window', async () => {
    const page = await signedIn(browser, program, 'township')
    await page.goto(`${program.address}/residents`)
    await page.getByText(/^共 [\d,]+ 人$/).waitFor()
    await page.getByRole('menuitem', { name: '统计' }).click()
    await page.context().setOffline(true)

    await page.getByLabel('查找居民', { exact: true }).fill('王')
    await page.getByText('没有连上服务器，请检查网络后重试。').waitFor()
    await page.getByRole('menuitem', { name: '透视表' }).click()
    await page.getByRole('heading', { name: '这一页没有打开' }).waitFor()
    await page.goBack()
    await page.getByRole('heading', { name: '居民' }).waitFor()

    await page.context().setOffline(false)
    await page.getByRole('menuitem', { name: '透视表' }).click()
    await page.getByRole('button', { name: '重新打开' }).click()
    await page.getByRole('heading', { name: '透视表' }).waitFor()
  })

  test('a day typed by keys, 2026-11-20, became 2026-11-020 on the way, and its calendar spoke the language of the browser', async () => {
    const page = await signedIn(browser, program, 'township')
    const typed = async (label: string, text: string) => {
      const field = page.getByRole('dialog').getByLabel(label, { exact: true })
      await field.fill('')
      await field.pressSequentially(text)
      await field.press('Tab')
      return await field.inputValue()
    }
    await page.goto(`${program.address}/village-rounds`)
    await page.getByRole('button', { name: '登记巡诊' }).click()
    expect(await typed('日期', '2026-11-20')).toBe('2026-11-20')
    expect(await typed('日期', '20261119')).toBe('2026-11-19')
    expect(await typed('日期', '2026.11.18')).toBe('2026-11-18')
    expect(await typed('日期', '2026-1-5')).toBe('2026-01-05')
    expect(await typed('日期', '2026年1月15日')).toBe('2026-01-15')
    await page.getByRole('dialog').getByLabel('日期', { exact: true }).click()
    await page.getByText('今天', { exact: true }).first().waitFor()

    await page.goto(`${program.address}/phone-consultations`)
    await page.getByRole('button', { name: '登记来电' }).click()
    expect(await typed('来电时间', '2026-11-19 18:30')).toBe('2026-11-19 18:30')
    expect(await typed('来电时间', '202611200805')).toBe('2026-11-20 08:05')
    await page.getByRole('dialog').getByLabel('不在名册的来电人').fill('邻村村民')
    await page.getByRole('dialog').getByLabel('咨询内容').fill('问体检日期')
    await page.getByRole('dialog').getByLabel('答复').fill('已告知')
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /保\s*存/ })
      .click()
    await page
      .getByText(/2026-11-20 08:05/)
      .first()
      .waitFor()
  })

  test('behind a day of a sheet Tab went to the button that clears it, not to the next box', async () => {
    const page = await signedIn(browser, program, 'doctor')
    const { items } = await (await page.request.get(`${program.address}/api/v1/residents?limit=1`)).json()
    await page.goto(`${program.address}/residents/${items[0].id}/record/tuberculosis-first-visit`)
    const [notified, visited] = [page.getByLabel('接到通知时间'), page.getByLabel('入户时间')]
    await notified.click()
    await page.keyboard.type('202611200930')
    await page.keyboard.press('Tab')
    await page.keyboard.type('202611211405')
    await page.keyboard.press('Tab')
    expect([await notified.inputValue(), await visited.inputValue()]).toEqual([
      '2026-11-20 09:30',
      '2026-11-21 14:05',
    ])
    await page.getByText('28.6').first().waitFor()
  })
})
