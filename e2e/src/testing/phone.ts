import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { Program } from './program.ts'

export const PIN = '864201'

/** A phone of a village doctor: its storage lasts from page to page, as long as the context does. */
export async function newPhone(browser: Browser): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    deviceScaleFactor: 2,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    acceptDownloads: true,
  })
  context.setDefaultTimeout(30_000)
  return context
}

/** Opens the app: whatever it shows first. */
export async function openApp(phone: BrowserContext, program: Program): Promise<Page> {
  const page = await phone.newPage()
  await page.goto(`${program.address}/phone/`)
  return page
}

export async function typePin(page: Page, pin = PIN): Promise<void> {
  for (const digit of pin) await page.getByRole('button', { name: digit, exact: true }).click()
}

/** 登录 with a network, a PIN twice, and the first list; the app itself is on the phone then. */
export async function signInOnPhone(page: Page, program: Program, username: string): Promise<void> {
  await page.getByLabel('账号').fill(username)
  await page.getByLabel('密码').fill(program.password)
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByRole('heading', { name: '设置 PIN 码' }).waitFor()
  await typePin(page)
  await page.getByRole('heading', { name: '再输入一次' }).waitFor()
  await typePin(page)
  await allSent(page)
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
  })
}

/** Everything that waited has been sent, and the copy is whole. */
export async function allSent(page: Page): Promise<void> {
  await page
    .getByRole('status')
    .filter({ hasText: /^已全部发送$/ })
    .waitFor()
}
