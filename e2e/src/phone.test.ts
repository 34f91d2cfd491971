import { AxeBuilder } from '@axe-core/playwright'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { openBrowser, signedIn } from './testing/browser.ts'
import { allSent, newPhone, openApp, PIN, signInOnPhone, typePin } from './testing/phone.ts'
import { copyOfDemo, type Program, removeDataDir, startProgram } from './testing/program.ts'
import { openDoor } from './testing/visits.ts'

describe('a village doctor’s phone', () => {
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

  test('signed in once, it opens with the PIN and shows today with the network off, again and again', async () => {
    const phone = await newPhone(browser)
    const page = await openApp(phone, program)
    expect((await new AxeBuilder({ page }).analyze()).violations, 'sign-in').toEqual([])
    await signInOnPhone(page, program, 'doctor')
    const owed = page.locator('.today-figures strong').first()
    const doors = await owed.textContent()
    expect(Number(doors)).toBeGreaterThan(10)
    await page.close()

    await phone.setOffline(true)
    for (const attempt of ['first', 'second']) {
      const closedAndOpened = await openApp(phone, program)
      expect(await closedAndOpened.getByText('应访').count(), 'nothing before the PIN').toBe(0)
      await typePin(closedAndOpened)
      expect(await closedAndOpened.locator('.today-figures strong').first().textContent(), attempt).toBe(
        doors,
      )
      await closedAndOpened.getByRole('status').filter({ hasText: '未连接' }).waitFor()
      if (attempt === 'first')
        expect((await new AxeBuilder({ page: closedAndOpened }).analyze()).violations, 'today').toEqual([])
      await closedAndOpened.close()
    }
    await phone.close()
  })

  test('what is kept on the phone cannot be read without the PIN', async () => {
    const phone = await newPhone(browser)
    const page = await openApp(phone, program)
    await signInOnPhone(page, program, 'doctor')
    const kept = await page.evaluate(async () => {
      const texts: string[] = []
      for (const { name } of await indexedDB.databases()) {
        const database = await new Promise<IDBDatabase>((done) => {
          const opening = indexedDB.open(name!)
          opening.onsuccess = () => done(opening.result)
        })
        for (const store of database.objectStoreNames) {
          const rows = await new Promise<unknown[]>((done) => {
            const reading = database.transaction(store).objectStore(store).getAll()
            reading.onsuccess = () => done(reading.result)
          })
          for (const row of rows as { sealed?: { data: ArrayBuffer } }[]) {
            texts.push(JSON.stringify(row), new TextDecoder().decode(row.sealed?.data ?? new ArrayBuffer()))
          }
        }
      }
      return texts
    })
    expect(kept.length).toBeGreaterThan(50)
    const text = kept.join('\n')
    for (const secret of ['residentId', 'birthDate', 'headId', 'systolicMmHg', 'qyp_', PIN])
      expect(text).not.toContain(secret)
    await phone.close()
  })

  test('wrong PINs: it says how many are left, then waits, and signing in opens it again', async () => {
    const phone = await newPhone(browser)
    const page = await openApp(phone, program)
    await signInOnPhone(page, program, 'doctor')
    await page.reload()
    await typePin(page, '975310')
    await page.getByText('PIN 码不正确，还可以试 9 次。').waitFor()
    for (const left of [8, 7, 6]) {
      await typePin(page, '975310')
      await page.getByText(`还可以试 ${left} 次`).waitFor()
    }
    await typePin(page, '975310')
    await page.getByText(/输错次数过多，请在 .* 后再试/).waitFor()
    await typePin(page)
    await page.getByText(/输错次数过多，请在 .* 后再试/).waitFor()
    await page.getByRole('button', { name: '忘记 PIN 码，用账号密码登录' }).click()
    await signInOnPhone(page, program, 'doctor')
    await page.getByText('应访').waitFor()
    await phone.close()
  })

  test('its fingerprint opens it beside the PIN with the network off, until that is switched off again', async () => {
    const phone = await newPhone(browser)
    // WebAuthn needs a name: a bare number has none.
    const named = { ...program, address: program.address.replace('127.0.0.1', 'localhost') }
    const page = await openApp(phone, named)
    const devtools = await phone.newCDPSession(page)
    await devtools.send('WebAuthn.enable')
    await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        ctap2Version: 'ctap2_1',
        transport: 'internal',
        hasUserVerification: true,
        hasResidentKey: true,
        hasPrf: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    })
    await signInOnPhone(page, program, 'doctor')
    await page.getByText('我的', { exact: true }).first().click()
    await page.getByRole('button', { name: '启用指纹或面容解锁' }).click()
    expect((await new AxeBuilder({ page }).analyze()).violations, 'device lock').toEqual([])
    await typePin(page)
    const remove = page.getByRole('button', { name: '停用指纹或面容解锁' })
    await remove.waitFor()

    await phone.setOffline(true)
    await page.getByRole('button', { name: '锁定' }).click()
    await page.getByRole('button', { name: '用指纹或面容打开' }).click()
    await remove.click()
    await page.getByRole('button', { name: '启用指纹或面容解锁' }).waitFor()
    await page.getByRole('button', { name: '锁定' }).click()
    await page.getByRole('button', { name: '忘记 PIN 码，用账号密码登录' }).waitFor()
    expect(await page.getByRole('button', { name: '用指纹或面容打开' }).count()).toBe(0)
    await typePin(page)
    await page.getByRole('button', { name: '启用指纹或面容解锁' }).waitFor()
    await phone.close()
  })

  test('the photograph of a visit that was not possible is looked at on the workstation', async () => {
    const phone = await newPhone(browser)
    const page = await openApp(phone, program)
    await signInOnPhone(page, program, 'doctor')
    const { member, name } = await openDoor(page, '健康评估')
    await member.getByRole('link', { name: '暂时不能做…' }).click()
    await page.getByRole('radio', { name: '本人拒绝' }).click()
    const photo = { name: 'door.png', mimeType: 'image/png', buffer: await page.screenshot() }
    await page.locator('input[type=file]').setInputFiles(photo)
    await page.getByRole('img', { name: '现场照片第 1 张' }).waitFor()
    await page.getByRole('button', { name: /保存/ }).click()
    await allSent(page)

    const desk = await signedIn(browser, program, 'doctor')
    await desk.goto(`${program.address}/work-list?when=all&q=${encodeURIComponent(name)}`)
    await desk.getByRole('button', { name, exact: true }).first().click()
    await desk.getByRole('button', { name: '看照片（1 张）' }).first().click()
    const picture = desk.getByRole('img', { name: '现场照片第 1 张' })
    await expect
      .poll(() => picture.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth))
      .toBeGreaterThan(100)
    expect((await new AxeBuilder({ page: desk }).include('.ant-drawer').analyze()).violations).toEqual([])
    await phone.close()
    await desk.context().close()
  })

  test('lost and told to forget from the workstation, it forgets at its next contact, locked as it is', async () => {
    const phone = await newPhone(browser)
    const page = await openApp(phone, program)
    await signInOnPhone(page, program, 'doctor')
    await page.goto('about:blank')

    const desk = await signedIn(browser, program, 'doctor')
    await desk.goto(`${program.address}/account`)
    const row = desk.locator('tr').filter({ hasText: '使用中' }).first()
    await row.getByRole('button', { name: /清\s*除/ }).click()
    await desk
      .locator('.ant-popconfirm')
      .getByRole('button', { name: /清\s*除/ })
      .click()
    await desk.getByText('等待清除').first().waitFor()

    await page.goto(`${program.address}/phone/`)
    await page.getByLabel('账号').waitFor()
    const left = await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))
    expect(left.filter((name) => name !== 'qianyue-phone')).toEqual([])
    await desk.reload()
    await desk.getByText('已清除').first().waitFor()
    await phone.close()
    await desk.context().close()
  })

  test('the workstation’s change comes to the phone, and what the phone holds is said to its doctor', async () => {
    const phone = await newPhone(browser)
    const page = await openApp(phone, program)
    await signInOnPhone(page, program, 'doctor')
    await page
      .getByRole('link', { name: '我的' })
      .or(page.getByText('我的', { exact: true }))
      .first()
      .click()
    await page.getByText(/\d+ 户 \d+ 人/).waitFor()
    await page.getByText('与服务器一致').waitFor()
    expect((await new AxeBuilder({ page }).analyze()).violations, 'my page').toEqual([])
    await page.getByRole('button', { name: '立即同步' }).click()
    await allSent(page)
    await page.getByRole('button', { name: '锁定' }).click()
    await page.getByRole('button', { name: '删除' }).waitFor()
    await phone.close()
  })
})
