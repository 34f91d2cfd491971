import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { openBrowser, signedIn } from './testing/browser.ts'
import { allSent, newPhone, openApp, signInOnPhone } from './testing/phone.ts'
import { copyOfDemo, type Program, removeDataDir, startProgram } from './testing/program.ts'
import { signOnGlass } from './testing/signing.ts'

describe('signing at the door', () => {
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

  const faults = async (page: Page) => (await new AxeBuilder({ page }).analyze()).violations
  const place = (page: Page, name: string) =>
    page.getByRole('navigation').getByText(name, { exact: true }).click()

  test('signs a family of five offline; the server confirms; a second team’s signing of one of them loses by the rule and both see why', async () => {
    const phone = await newPhone(browser)
    const page = await openApp(phone, program)
    await signInOnPhone(page, program, 'doctor')
    await allSent(page)
    await phone.setOffline(true)

    await place(page, '签约')
    expect(await faults(page), 'who is not signed').toEqual([])
    const family = page.locator('a.agreement-card', { hasText: '5 人未签' }).first()
    const names = (await family.locator('p').last().textContent())!.split('、')
    await family.click()
    await page.getByRole('heading', { name: '入户签约' }).waitFor()
    const doorId = /doors\/([0-9a-f-]+)\/sign/.exec(page.url())![1]!
    expect(await faults(page), 'signing').toEqual([])
    // Few presses: to the signature, the signature, done.
    await page.getByRole('button', { name: /签字（5 人）/ }).click()
    expect(await faults(page), 'signature').toEqual([])
    await signOnGlass(page)
    await page.getByRole('button', { name: '签好了' }).click()
    await page.getByRole('button', { name: '完成签约（5 人）' }).click()
    await page.getByRole('heading', { name: /签约协议/ }).waitFor()
    await page.getByText('待确认', { exact: true }).waitFor()
    await page.getByText('两个团队签了同一位居民的').waitFor()
    await page.getByText('未发送 2').waitFor()

    // Meanwhile the other team signs one of the five, and that arrives first.
    const office = await signedIn(browser, program, 'township')
    const theirs = await signByOtherTeam(office, doorId, names[0]!)
    expect(theirs).toMatchObject({ status: 200, body: { status: 'active' } })

    await phone.setOffline(false)
    await page.getByText('已确认', { exact: true }).waitFor({ timeout: 60_000 })
    await allSent(page)
    const ours = /agreements\/([0-9a-f-]+)/.exec(page.url())![1]!

    await office.goto(`${program.address}/agreements/${ours}`)
    await office.getByText('重复签约，认定本协议有效').first().waitFor()
    await office
      .getByText(/另一份：东岭镇第二家庭医生团队.*居民所在村由该团队负责/)
      .first()
      .waitFor()
    await office.goto(`${program.address}/agreements/${theirs.body.id}`)
    await office.getByText('重复签约未生效').first().waitFor()
    await office.getByText(/未生效：由东岭镇第一家庭医生团队签约（.*居民所在村由该团队负责/).waitFor()

    // The signature has come behind its agreement.
    const kept = await office.evaluate(async (id) => {
      const reply = await fetch(`/api/v1/attachments?subjectKind=agreement&subjectId=${id}`)
      return (await reply.json()) as { kind: string; mediaType: string }[]
    }, ours)
    expect(kept).toMatchObject([{ kind: 'signature', mediaType: 'image/png' }])
    await phone.close()
  })

  test('a newcomer is registered and signed offline, and an absence noted; all of it arrives in order', async () => {
    const phone = await newPhone(browser)
    const page = await openApp(phone, program)
    await signInOnPhone(page, program, 'doctor')
    await allSent(page)
    await phone.setOffline(true)

    await place(page, '居民')
    await page.getByLabel('找居民').fill('wxy')
    await page.getByRole('link', { name: /王秀英/ }).waitFor()
    expect(await faults(page), 'residents').toEqual([])
    await page.getByRole('link', { name: '登记新居民' }).click()
    await page.getByLabel('姓名', { exact: true }).fill('单远山')
    await page.getByLabel('身份证号').fill('320399195503020019')
    await page.getByText(/校验位不对/).waitFor()
    await page.getByLabel('身份证号').fill('11010519491231002X')
    await page.getByText('女，1949-12-31 出生，号码校验无误').waitFor()
    await page.getByLabel('门牌、住址').fill('东岭村9组9号')
    expect(await faults(page), 'newcomer').toEqual([])
    await page.getByRole('button', { name: '登记', exact: true }).click()
    await page.getByRole('heading', { name: /单远山/ }).waitFor()
    expect(await faults(page), 'resident').toEqual([])
    await page.getByRole('link', { name: '签约', exact: true }).click()
    await page.getByRole('button', { name: /签字（1 人）/ }).click()
    await signOnGlass(page)
    await page.getByRole('button', { name: '签好了' }).click()
    await page.getByRole('button', { name: '完成签约（1 人）' }).click()
    await page.getByText('待确认', { exact: true }).waitFor()
    await page.getByRole('link', { name: '单远山' }).click()
    await page.getByRole('link', { name: '登记变动' }).click()
    await page.getByLabel('去了哪里').fill('女儿家')
    await page.getByText(/登记后/).waitFor()
    expect(await faults(page), 'event').toEqual([])
    await page.getByRole('button', { name: '登记外出' }).click()
    await page.getByText(/起外出/).waitFor()
    await page.getByText('未发送 4').waitFor()

    await phone.setOffline(false)
    await allSent(page)
    const office = await signedIn(browser, program, 'township')
    const found = await office.evaluate(async () => {
      const reply = await fetch('/api/v1/residents?q=单远山')
      return (await reply.json()) as { items: { signed: boolean; presence: string }[] }
    })
    expect(found.items).toMatchObject([{ signed: true, presence: 'away' }])
    await phone.close()
  })

  /** The office signs somebody of a household with the township's other team, as of today. */
  async function signByOtherTeam(office: Page, householdId: string, name: string) {
    return await office.evaluate(
      async ({ householdId, name, id }) => {
        const get = async (address: string) => (await fetch(`/api/v1${address}`)).json()
        const teams = (await get('/teams')) as { id: string; name: string }[]
        const prepared = (await get(`/signing-preparation?householdId=${householdId}`)) as {
          startsOn: string
          members: { residentId: string; name: string; proposals: { packageId: string }[] }[]
        }
        const member = prepared.members.find((one) => one.name === name)!
        const reply = await fetch('/api/v1/agreements', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({
            id,
            unit: 'person',
            residentId: member.residentId,
            teamId: teams.find((team) => team.name.includes('第二'))!.id,
            signatoryId: member.residentId,
            startsOn: prepared.startsOn,
            signedOn: prepared.startsOn,
            termMonths: 12,
            signedVia: 'home',
            members: [
              {
                residentId: member.residentId,
                packageIds: member.proposals.map(({ packageId }) => packageId),
              },
            ],
          }),
        })
        return { status: reply.status, body: (await reply.json()) as { id: string; status: string } }
      },
      { householdId, name, id: newId() },
    )
  }
})
