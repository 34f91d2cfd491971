import { existsSync } from 'node:fs'
import { type Browser, chromium, type Page } from 'playwright-core'
import { onlyWhatChrome100Has } from './older-browser.ts'
import type { Program } from './program.ts'

/** A real Chromium, the one `npm test` found. */
export function chromiumPath(): string {
  const path = [
    process.env.CHROMIUM,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
  ].find((one) => one && existsSync(one))
  if (!path) throw new Error('no Chromium: set CHROMIUM to its path')
  return path
}

export async function openBrowser(): Promise<Browser> {
  return await chromium.launch({
    executablePath: chromiumPath(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

/**
 * A window of its own (its own cookies), in which an account has signed in, with no more than a browser of an old office
 * computer has. Nothing slides in it: what is clicked on the way to its place may be missed.
 */
export async function signedIn(
  browser: Browser,
  program: Program,
  username: string,
  width = 1440,
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height: width < 600 ? 844 : 900 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    acceptDownloads: true,
    reducedMotion: 'reduce',
  })
  await context.addInitScript(onlyWhatChrome100Has)
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  await page.goto(program.address)
  await page.getByLabel('账号').fill(username)
  await page.getByLabel('密码', { exact: true }).fill(program.password)
  await page.getByRole('button', { name: /登\s*录/ }).click()
  await page.locator('#content').waitFor()
  return page
}
