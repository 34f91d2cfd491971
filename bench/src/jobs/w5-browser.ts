import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { chromium, type Page } from 'playwright-core'
import { fillIn } from '../../../e2e/src/testing/visits.ts'
import { hashPassword } from '../../../server/src/session/passwords.ts'
import type { BenchCounty } from '../county.ts'
import { residentId } from '../ids.ts'
import { type Line, percentileOf, spreadOf } from '../measure.ts'
import { startServer } from '../program.ts'
import { doctorOfFirstVillage } from './w5-phone.ts'

const CPU_SLOWER = 6
const MBIT_PER_SECOND = 5
const ROUND_TRIP_MS = 60
const OFTEN = { starts: 5, doors: 20, savings: 10 }
const GLANCE = { starts: 1, doors: 3, savings: 1 }
const PASSWORD = 'bench password 1'
const PIN = '864201'
const DIST = join(import.meta.dirname, '../../../mobile-web/dist')

/**
 * W5c: the shipped app in a real Chromium whose processor is slowed sixfold, over 5 Mbit/s: the doctor of a village of
 * 1,000 residents with their services signs in, and opens the app every day after.
 */
export async function phoneInBrowser(county: BenchCounty, isGlance: boolean): Promise<Line[]> {
  const times = isGlance ? GLANCE : OFTEN
  const server = await startServer(county.dataDir)
  const username = `doctor-${Date.now()}`
  await doctorOfFirstVillage(county, { username, hash: await hashPassword(PASSWORD) })
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  })
  try {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true })
    const page = await slowPage(await context.newPage())
    const begun = performance.now()
    await page.goto(`${server.address}/phone/`)
    await page.getByLabel('账号').fill(username)
    await page.getByLabel('密码').fill(PASSWORD)
    await page.getByRole('button', { name: '登录' }).click()
    await page.getByText('设置 PIN 码').waitFor()
    await typePin(page)
    await page.getByText('再输入一次').waitFor()
    await typePin(page)
    await page.locator('a[href^="/phone/doors/"]').first().waitFor({ timeout: 120_000 })
    const toList = (performance.now() - begun) / 1000
    await page.getByRole('status').filter({ hasText: '已全部发送' }).waitFor({ timeout: 300_000 })
    const toEnd = (performance.now() - begun) / 1000
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => null))

    const starts: number[] = []
    let opened = page
    for (let start = 0; start < times.starts; start++) {
      await opened.close()
      opened = await slowPage(await context.newPage())
      const from = performance.now()
      await opened.goto(`${server.address}/phone/`)
      await typePin(opened)
      await opened.locator('a[href^="/phone/doors/"]').first().waitFor()
      starts.push((performance.now() - from) / 1000)
    }

    const doors = await opened
      .locator('a[href^="/phone/doors/"]')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')!))
    const openings: number[] = []
    for (const door of doors.slice(0, times.doors)) {
      openings.push(await timeOfOpening(opened, door))
      await opened.goBack()
      await opened.locator('.today-figures').waitFor()
    }
    const savings = await timesOfSaving(opened, times.savings)
    return [
      limit('shell and pages, compressed', 'kB', [shellKilobytes()], 250, '≤ 250 kB'),
      limit('sign-in to today’s list', 's', [toList], 30, '≤ 30 s'),
      limit('sign-in to the whole copy', 's', [toEnd], 90, '≤ 90 s'),
      limit('a later start, PIN included', 's', starts, 3, '≤ 3 s'),
      limit('open a household, p95', 'ms', [percentileOf(openings, 0.95)], 500, 'p95 ≤ 500 ms'),
      limit(
        'save a visit so that it survives a kill (OpenSRP 9.5–45 s, CHT 19 s), p95',
        'ms',
        [percentileOf(savings, 0.95)],
        300,
        'p95 ≤ 300 ms',
      ),
    ]
  } finally {
    await browser.close()
    await server.stop()
  }
}

async function slowPage(page: Page): Promise<Page> {
  page.setDefaultTimeout(60_000)
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWER })
  await devtools.send('Network.enable')
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: ROUND_TRIP_MS,
    downloadThroughput: (MBIT_PER_SECOND * 1e6) / 8,
    uploadThroughput: (MBIT_PER_SECOND * 1e6) / 8,
  })
  return page
}

async function typePin(page: Page): Promise<void> {
  for (const digit of PIN) await page.getByRole('button', { name: digit, exact: true }).click()
}

/** From the press to the household on screen, by the page's own clock. */
async function timeOfOpening(page: Page, href: string): Promise<number> {
  return await page.evaluate(async (address) => {
    const link = document.querySelector<HTMLAnchorElement>(`a[href="${address}"]`)!
    const from = performance.now()
    link.click()
    while (document.querySelector('.today-figures') || !document.querySelector('main h1')) {
      await new Promise(requestAnimationFrame)
    }
    await new Promise(requestAnimationFrame)
    return performance.now() - from
  }, href)
}

/** Follow-ups without a network, one after the other: from the press on 保存 until the screen says that it is on the phone. */
async function timesOfSaving(page: Page, people: number): Promise<number[]> {
  await page.context().setOffline(true)
  const times: number[] = []
  for (let person = 0; person < people; person++) {
    // Within the opened app: a page that is loaded anew asks for the PIN.
    await page.evaluate(
      (path) => {
        history.pushState({}, '', path)
        dispatchEvent(new PopStateEvent('popstate'))
      },
      `/phone/residents/${residentId(person * 4)}/record`,
    )
    await page.getByRole('button', { name: '高血压患者随访服务记录表' }).click()
    await page.locator('.visit').waitFor()
    await fillIn(page, { 收缩压: '132', 舒张压: '84', 心率: '72', 体重: '62' })
    times.push(await timeOfSaving(page))
  }
  await page.context().setOffline(false)
  return times
}

/** By the page's own clock. The page goes on once the browser has kept the record. */
async function timeOfSaving(page: Page): Promise<number> {
  return await page.evaluate(async () => {
    const from = performance.now()
    document.querySelector<HTMLButtonElement>('.review-foot button')!.click()
    while (!document.querySelector('main.saved h1')) await new Promise(requestAnimationFrame)
    return performance.now() - from
  })
}

/** What the first page loads, as it travels. */
function shellKilobytes(): number {
  const page = readFileSync(join(DIST, 'index.html'), 'utf8')
  const named = [...page.matchAll(/(?:src|href)="\/phone\/(assets\/[^"]+)"/g)].map((match) => match[1]!)
  const today = readdirSync(join(DIST, 'assets'))
    .filter((name) => /^TodayPage-.*\.(js|css)$/.test(name))
    .map((name) => `assets/${name}`)
  const bytes = [...named, ...today].reduce(
    (sum, name) => sum + brotliCompressSync(readFileSync(join(DIST, name))).length,
    0,
  )
  return bytes / 1000
}

function limit(what: string, unit: string, values: number[], most: number, words: string): Line {
  const ours = spreadOf(values)
  return {
    job: 'W5c',
    what: `${what}, Chromium ${CPU_SLOWER}× slower, ${MBIT_PER_SECOND} Mbit/s`,
    unit,
    ours,
    yardstick: null,
    ratio: null,
    promise: { words, kept: ours.median <= most },
  }
}
