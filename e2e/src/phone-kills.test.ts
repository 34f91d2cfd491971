import { type ChildProcess, spawn } from 'node:child_process'
import { createServer, request as forward, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { chromiumPath, openBrowser, signedIn } from './testing/browser.ts'
import { allSent, newPhone, openApp, signInOnPhone, typePin } from './testing/phone.ts'
import { copyOfDemo, newDataDir, type Program, removeDataDir, startProgram } from './testing/program.ts'
import { beginAtDoor, fillIn } from './testing/visits.ts'

describe('the phone goes off in the middle', () => {
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

  test('a visit is kept when the browser is killed right after saving, and reaches the workstation once', async () => {
    const profile = await newDataDir()
    try {
      let phone = await startBrowser(profile)
      let page = await openApp(phone.context, program)
      await signInOnPhone(page, program, 'doctor')
      await phone.context.setOffline(true)
      const { residentId } = await beginAtDoor(page, '高血压患者随访', ['2型'])
      await fillIn(page, { 收缩压: '131', 舒张压: '79', 心率: '72' })
      await page.locator('.review-foot').getByRole('button').first().click()
      await page.getByRole('heading', { name: '已存在手机上' }).waitFor()
      await phone.kill()

      phone = await startBrowser(profile)
      page = await openApp(phone.context, program)
      await page.getByText('有 1 条记录还没有送达').waitFor()
      await typePin(page)
      await allSent(page)
      await phone.kill()
      const desk = await signedIn(browser, program, 'doctor')
      const all: { summary: string }[] = await (
        await desk.request.get(`${program.address}/api/v1/residents/${residentId}/service-records?limit=100`)
      ).json()
      expect(all.filter(({ summary }) => summary.includes('131/79'))).toHaveLength(1)
      await desk.context().close()
    } finally {
      await removeDataDir(profile)
    }
  })

  test('an app that stayed open heard of no new version; it is told on any page, takes it in the middle of a visit, and what was filled in is there', async () => {
    const issuing = await behindIssuer(program)
    try {
      const phone = await newPhone(browser)
      const page = await openApp(phone, { ...program, address: issuing.address })
      await signInOnPhone(page, program, 'doctor')
      await beginAtDoor(page, '高血压患者随访', ['2型'])
      await page.getByRole('button', { name: '全部未见异常' }).click()
      const keypad = page.locator('.keypad')
      await keypad.waitFor()
      for (const digit of '147') await keypad.getByRole('button', { name: digit, exact: true }).click()
      await page
        .getByRole('button', { name: /收缩压/ })
        .getByText('147')
        .waitFor()

      await page.goto(`${issuing.address}/phone/`)
      await typePin(page)
      issuing.issue()
      const news = page.getByRole('navigation').getByText('新版本')
      const isToldWithTheSignal = async () => {
        await phone.setOffline(true)
        await phone.setOffline(false)
        return await news.isVisible()
      }
      await expect.poll(isToldWithTheSignal, { timeout: 60_000, interval: 2_000 }).toBe(true)
      await page.getByRole('navigation').getByText('我的', { exact: true }).click()
      await page.getByRole('button', { name: /有新版本，立即更新/ }).click()
      await typePin(page)
      await page.getByRole('navigation').getByText('今日', { exact: true }).click()
      await page
        .getByRole('link', { name: /继续未完成的随访/ })
        .first()
        .click()
      await page.getByText('147').first().waitFor()
      await phone.close()
    } finally {
      await issuing.close()
    }
  })
})

/** A browser of its own, whose storage lies in a folder: it can be killed as a phone is by an empty battery. */
async function startBrowser(profile: string) {
  const child = spawn(
    chromiumPath(),
    [
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      '--window-size=390,844',
      '--no-first-run',
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      'about:blank',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'], detached: true },
  )
  const browser = await chromium.connectOverCDP(await debuggingAddress(child))
  const [context] = browser.contexts()
  context!.setDefaultTimeout(30_000)
  return {
    context: context!,
    kill: async () => {
      const gone = new Promise((done) => child.once('exit', done))
      process.kill(-child.pid!, 'SIGKILL')
      await gone
    },
  }
}

async function debuggingAddress(child: ChildProcess): Promise<string> {
  return await new Promise((found, failed) => {
    let said = ''
    child.stderr!.on('data', (piece) => {
      said += piece
      const address = /DevTools listening on (ws:\S+)/.exec(said)
      if (address) found(address[1]!)
    })
    child.once('exit', () => failed(new Error(`the browser ended: ${said}`)))
  })
}

/** The program behind a line on which, once told to, a newer version of the app arrives. */
async function behindIssuer(program: Program) {
  const to = new URL(program.address)
  let isIssued = false
  const server: Server = createServer((asked, reply) => {
    const isWorker = asked.url === '/phone/sw.js'
    // The worker is always asked for whole: what is added must arrive.
    const { 'if-none-match': _tag, 'if-modified-since': _since, ...whole } = asked.headers
    const headers = isWorker ? { ...whole, 'accept-encoding': 'identity' } : asked.headers
    const onward = forward(
      { host: to.hostname, port: to.port, method: asked.method, path: asked.url, headers },
      (answer) => {
        const newer = isWorker && isIssued
        const { 'content-length': _length, ...rest } = answer.headers
        reply.writeHead(answer.statusCode!, newer ? { ...rest, etag: 'newer' } : answer.headers)
        if (newer) answer.on('end', () => reply.end('\n// newer')).pipe(reply, { end: false })
        else answer.pipe(reply)
      },
    )
    asked.pipe(onward)
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    issue: () => {
      isIssued = true
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}
