import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { expectAccessible } from './testing/accessible.ts'
import { openBrowser, signedIn } from './testing/browser.ts'
import { copyOfDemo, type Program, removeDataDir, startProgram } from './testing/program.ts'

describe('the papers of a county', () => {
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

  test('the bureau changes the letter: a wrong field is said while it is typed, the new text is previewed and kept', async () => {
    const page = await signedIn(browser, program, 'county')
    await page.goto(`${program.address}/document-templates?kind=resident-letter`)
    await page.getByRole('button', { name: '修改文本' }).click()
    const text = page.getByLabel('文书文本')
    await text.fill('# 示范县致居民的信\n您好，{{居民名字}}')
    await page.getByText('第 2 行：没有“居民名字”这个字段。是不是“居民姓名”？').waitFor()
    expect(await page.getByRole('button', { name: '保存新版本' }).isDisabled()).toBe(true)

    await text.fill('# 示范县致居民的信\n您好，')
    await text.press('End')
    await page.getByRole('button', { name: '居民姓名', exact: true }).click()
    await page.getByLabel('预览').getByText('示范县致居民的信').waitFor()
    // The preview follows what is typed by a moment.
    await expect.poll(() => page.getByLabel('预览').textContent()).toContain('您好，王秀英')
    await page.getByRole('button', { name: '保存新版本' }).click()
    await page.getByText('本县文本').waitFor()

    await expectAccessible(page)
    await page.context().close()
  })

  test('the township prints a whole village from one page', async () => {
    const page = await signedIn(browser, program, 'township')
    await page.goto(`${program.address}/print-village`)
    await page.getByLabel('村（社区）').click()
    await page.getByTitle('东岭镇 东岭村').click()
    await page.getByLabel('家庭医生签约服务卡').check()
    const address = await page.getByRole('link', { name: '生成并打开' }).getAttribute('href')
    const reply = await page.request.get(`${program.address}${address}`)
    expect(reply.headers()['content-type']).toBe('application/pdf')
    expect((await reply.body()).subarray(0, 5).toString()).toBe('%PDF-')
    expect(await page.getByRole('link', { name: '下载 Word' }).count(), 'a card has a code on it').toBe(0)
    await page.getByLabel('致居民一封信').check()
    const letters = await page.getByRole('link', { name: '下载 Word' }).getAttribute('href')
    const zip = await page.request.get(`${program.address}${letters}`)
    expect(zip.headers()['content-type']).toBe('application/zip')
    await page.context().close()
  })

  test('a lost service card is replaced from the resident’s page, and the old one is known as void', async () => {
    const page = await signedIn(browser, program, 'township')
    const get = async (address: string) => await page.request.get(`${program.address}/api/v1${address}`)
    const [resident] = (await (await get('/residents?signed=true&limit=1')).json()).items
    await page.goto(`${program.address}/residents/${resident.id}`)
    await page.getByRole('button', { name: '打印' }).click()
    await page.getByText('服务卡遗失补发…').click()
    await page.getByRole('button', { name: /补\s*发/ }).click()
    await page.getByText('旧卡已作废，请打印新的服务卡').waitFor()
    await page.getByRole('button', { name: '打印' }).click()
    const card = await page.getByRole('link', { name: '服务卡', exact: true }).getAttribute('href')
    const printed = await page.request.get(`${program.address}${card}`)
    expect(printed.headers()['content-type']).toBe('application/pdf')
    await page.context().close()
  })
})
