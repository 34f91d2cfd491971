import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { openBrowser, signedIn } from './testing/browser.ts'
import { allSent, newPhone, openApp, signInOnPhone, typePin } from './testing/phone.ts'
import { copyOfDemo, type Program, removeDataDir, startProgram } from './testing/program.ts'
import { signOnGlass } from './testing/signing.ts'
import { beginAtDoor, fillIn, openDoor, Thumb } from './testing/visits.ts'

describe('visits with the phone', () => {
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

  async function save(page: Page, thumb = new Thumb()) {
    await thumb.tap(page.locator('.review-foot').getByRole('button').first())
    await page.getByRole('heading', { name: '已存在手机上' }).waitFor()
  }
  const toToday = (page: Page) => page.getByRole('link', { name: '回到今日' }).click()
  const faultsOf = async (page: Page) => (await new AxeBuilder({ page }).analyze()).violations

  test('three homes and a family of five with the network off; closed, opened, connected halfway, cut, connected: the workstation shows exactly that work', async () => {
    const phone = await newPhone(browser)
    const first = await openApp(phone, program)
    await signInOnPhone(first, program, 'doctor')
    await first.close()
    await phone.setOffline(true)
    let page = await openApp(phone, program)
    await typePin(page)

    const high = await beginAtDoor(page, '高血压患者随访', ['2型'])
    await fillIn(page, { 收缩压: '168', 舒张压: '102', 心率: '76' })
    await page.getByText('控制不满意').first().waitFor()
    await save(page)
    await toToday(page)

    const sweet = await beginAtDoor(page, '2型糖尿病患者随访', [high.name])
    await fillIn(page, { 收缩压: '128', 舒张压: '78', 空腹血糖: '7.8' })
    await page.getByText('控制不满意').first().waitFor()
    await save(page)
    await toToday(page)

    const refusing = await openDoor(page, '健康评估', [high.name, sweet.name])
    await refusing.member.getByRole('link', { name: '暂时不能做…' }).click()
    const refusingId = new URL(page.url()).searchParams.get('who')!
    await page.getByRole('radio', { name: '本人拒绝' }).click()
    await page.getByLabel(/说明/).fill('本人说年底再查')
    await page.getByRole('button', { name: /保存/ }).click()
    await page.getByText('在手机上，待发送').first().waitFor()

    await page.getByRole('navigation').getByText('签约', { exact: true }).click()
    await page.locator('a.agreement-card', { hasText: '5 人未签' }).first().click()
    const familyId = /doors\/([0-9a-f-]+)\/sign/.exec(page.url())![1]!
    await page.getByRole('button', { name: /签字（5 人）/ }).click()
    await signOnGlass(page)
    await page.getByRole('button', { name: '签好了' }).click()
    await page.getByRole('button', { name: '完成签约（5 人）' }).click()
    await page.getByText('待确认', { exact: true }).waitFor()
    const agreementId = /agreements\/([0-9a-f-]+)/.exec(page.url())![1]!
    await page.close()

    page = await openApp(phone, program)
    await page.getByText(/有 \d+ 条记录还没有送达/).waitFor()
    await typePin(page)
    await page
      .getByRole('status')
      .filter({ hasText: /未发送 \d/ })
      .waitFor()
    // Connected halfway: cut as soon as the first answer is there.
    const answered = page.waitForResponse((reply) => reply.url().endsWith('/api/v1/sync/calls'))
    await phone.setOffline(false)
    await answered
    await phone.setOffline(true)
    await phone.setOffline(false)
    await allSent(page)

    const desk = await signedIn(browser, program, 'doctor')
    const get = async (path: string) => (await desk.request.get(`${program.address}/api/v1${path}`)).json()
    // What the clinic did for the same people today is not the phone's.
    const recordsOf = async (residentId: string, of: string) => {
      const today = (await get(`/residents/${residentId}/forms/hypertension-follow-up`)).today
      const all: {
        id: string
        form: string
        performedOn: string
        mode: string
        summary: string
        nextDueOn: string
      }[] = await get(`/residents/${residentId}/service-records?limit=100`)
      return all.filter(
        ({ form, mode, performedOn }) => form === of && mode === 'home' && performedOn === today,
      )
    }
    const pressure = await recordsOf(high.residentId, 'hypertension-follow-up')
    expect(pressure).toMatchObject([{ mode: 'home', summary: expect.stringContaining('168/102') }])
    const glucose = await recordsOf(sweet.residentId, 'type2-diabetes-follow-up')
    expect(glucose).toMatchObject([{ mode: 'home', summary: expect.stringContaining('7.8') }])
    expect(await recordsOf(refusingId, 'health-assessment')).toEqual([])

    for (const { residentId, records } of [
      { ...high, records: pressure },
      { ...sweet, records: glucose },
    ]) {
      const owed: { state: string; dueBy: string; because: { kind: string }[] }[] = await get(
        `/duties?residentId=${residentId}`,
      )
      const returns = owed.filter(
        ({ state, because, dueBy }) =>
          state === 'due' && because.some(({ kind }) => kind === 'result') && dueBy === records[0]!.nextDueOn,
      )
      expect(returns, 'the return visit that the result asks for').toHaveLength(1)
    }
    const refused: { obstacle: { reasonName: string; remark: string } | null }[] = await get(
      `/duties?residentId=${refusingId}&state=due,overdue`,
    )
    expect(refused.map(({ obstacle }) => obstacle?.remark)).toContain('本人说年底再查')

    const family: { members: { id: string; signed: boolean }[] } = await get(`/households/${familyId}`)
    expect(family.members.map(({ signed }) => signed)).toEqual([true, true, true, true, true])
    const promised: { because: { kind: string }[] }[] = await get(
      `/duties?residentId=${family.members[0]!.id}`,
    )
    expect(promised.flatMap(({ because }) => because.map(({ kind }) => kind))).toContain('agreement')
    const papers: { kind: string }[] = await get(
      `/attachments?subjectKind=agreement&subjectId=${agreementId}`,
    )
    expect(papers.filter(({ kind }) => kind === 'signature')).toHaveLength(1)

    await desk.goto(`${program.address}/service-records/${pressure[0]!.id}`)
    await desk.getByRole('heading', { name: '高血压患者随访服务记录表' }).waitFor()
    const sheet = (await desk.locator('main, #content').first().textContent())!
    for (const words of [high.name, '168', '102', '控制不满意', '手机记录']) expect(sheet).toContain(words)
    await phone.close()
    await desk.context().close()
  })

  test('a hypertension follow-up with normal values takes at most 12 taps from today’s list, and is kept at once', async () => {
    const phone = await newPhone(browser)
    const page = await openApp(phone, program)
    await signInOnPhone(page, program, 'doctor')
    await phone.setOffline(true)
    // Somebody of whom nothing else is owed at the doorstep, and who was weighed last time.
    const thumb = new Thumb()
    await beginAtDoor(page, '高血压患者随访', ['2型'])
    // The door and its start: what the list needs is one press more when other things are owed as well.
    thumb.taps = 2
    await fillIn(page, { 收缩压: '132', 舒张压: '84', 心率: '72' }, thumb)
    await page.getByText('控制满意').first().waitFor()
    expect(await faultsOf(page), 'looking it over').toEqual([])
    await save(page, thumb)
    expect(thumb.taps).toBeLessThanOrEqual(12)
    await phone.close()
  })

  test('a danger sign stops and says what to do; half-filled, it is there again after the phone went off', async () => {
    const phone = await newPhone(browser)
    const page = await openApp(phone, program)
    await signInOnPhone(page, program, 'doctor')
    const { doorId } = await beginAtDoor(page, '高血压患者随访', ['2型'])
    await fillIn(page, { 收缩压: '186' })
    const stop = page.getByRole('alertdialog')
    await stop.getByText('收缩压 186 mmHg', { exact: false }).first().waitFor()
    expect(await stop.getByRole('link', { name: '拨打 120' }).getAttribute('href')).toBe('tel:120')
    expect(await faultsOf(page), 'danger').toEqual([])
    await stop.getByRole('button', { name: '返回复测' }).click()
    await page.getByText('收缩压达到 180 mmHg，属危急情况，请复测。').waitFor()
    await page.close()

    const again = await openApp(phone, program)
    await typePin(again)
    await again
      .getByRole('link', { name: /继续未完成的随访/ })
      .first()
      .click()
    await again.waitForURL(new RegExp(doorId))
    await again.getByRole('alertdialog').getByRole('button', { name: '返回复测' }).click()
    await again
      .getByRole('button', { name: /收缩压/ })
      .getByText('186')
      .waitFor()
    await phone.close()
  })

  test('a telephone number corrected here and at the clinic meanwhile: both are shown, and the doctor chooses', async () => {
    const phone = await newPhone(browser)
    const page = await openApp(phone, program)
    await signInOnPhone(page, program, 'doctor')
    await page.getByText('居民', { exact: true }).first().click()
    await page.locator('.residents-list a').first().click()
    await page.locator('.resident').waitFor()
    const residentId = new URL(page.url()).pathname.split('/').at(-1)!
    await phone.setOffline(true)
    await page.getByRole('link', { name: '改联系方式' }).click()
    await page.getByLabel('电话', { exact: true }).fill('13900001111')
    await page.getByRole('button', { name: '保存' }).click()
    await page.locator('.resident a[href="tel:13900001111"]').waitFor()

    const desk = await signedIn(browser, program, 'doctor')
    const address = `${program.address}/api/v1/residents/${residentId}`
    const { version } = await (await desk.request.get(address)).json()
    const meanwhile = { version, reason: '本人来电更正', phone: '13700002222' }
    expect((await desk.request.patch(address, { data: meanwhile })).status()).toBe(200)

    await phone.setOffline(false)
    await page.getByRole('link', { name: /未被接受 1/ }).click()
    await page.getByRole('link', { name: /联系方式/ }).click()
    const sides = page.locator('.both-sides').getByRole('row').filter({ hasText: '电话' })
    await sides.filter({ hasText: '13900001111' }).filter({ hasText: '13700002222' }).waitFor()
    await page.getByRole('button', { name: '用我填的' }).click()
    await allSent(page)
    const { items } = await (
      await desk.request.get(`${program.address}/api/v1/residents?q=13900001111`)
    ).json()
    expect(items.map(({ id }: { id: string }) => id)).toContain(residentId)
    await phone.close()
    await desk.context().close()
  })
})
