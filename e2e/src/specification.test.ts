import {
  addDays,
  addMonths,
  addYears,
  dayInShanghai,
  type LocalDate,
} from '@qianyue/domain/days/local-date.ts'
import type { FormValue } from '@qianyue/domain/forms/form.ts'
import type { IndicatorCode } from '@qianyue/domain/indicators/indicator.ts'
import type { Population } from '@qianyue/domain/populations/population.ts'
import type { Browser, Page } from 'playwright-core'
import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { expectAccessible } from './testing/accessible.ts'
import { openBrowser, signedIn } from './testing/browser.ts'
import { copyOfDemo, type Program, removeDataDir, startProgram } from './testing/program.ts'
import { fillSheet } from './testing/sheets.ts'

type Values = Record<string, FormValue>
type Duty = { service: string; state: string; dueFrom: string; dueBy: string }

/** One row of the specification's overview: who becomes eligible, what is owed, what is filled, what is said, what is counted. */
type Row = {
  what: string
  born: LocalDate
  sex?: 'male' | 'female'
  population?: Population
  /** What was recorded before, by call. */
  before?: readonly [form: string, on: LocalDate, values: Values][]
  service: string
  /** The last day in time, where the rule names it. */
  by?: LocalDate
  form: string
  values: Values
  /** What the rule answers on the screen. */
  says?: RegExp
  figure: IndicatorCode
}

const today = dayInShanghai(new Date())
const adult = addYears(today, -50)
const elder = addYears(today, -72)
const at = (day: LocalDate, time: string) => `${day}T${time}`

const constitution = Object.fromEntries(
  Array.from({ length: 33 }, (_, index) => [`q${String(index + 1).padStart(2, '0')}`, index === 0 ? 5 : 1]),
)
const lastPeriodOn = addDays(today, -80)
const examined = { leftSystolicMmHg: 128, leftDiastolicMmHg: 78, healthEvaluation: 1, healthGuidance: [] }

const rows: readonly Row[] = [
  {
    what: '高血压患者',
    born: adult,
    population: 'hypertension',
    service: 'hypertension-follow-up',
    form: 'hypertension-follow-up',
    values: { systolicMmHg: 168, diastolicMmHg: 96 },
    says: new RegExp(`控制不满意[\\s\\S]*下次不晚于 ${addDays(today, 14)}`),
    figure: 'on-time',
  },
  {
    what: '2型糖尿病患者',
    born: adult,
    population: 'type2-diabetes',
    service: 'fasting-glucose',
    form: 'type2-diabetes-follow-up',
    values: { fastingGlucoseMmolL: 6.9 },
    says: new RegExp(`控制满意[\\s\\S]*下次不晚于 ${addMonths(today, 3)}`),
    figure: 'diabetes-controlled',
  },
  {
    what: '严重精神障碍',
    born: adult,
    population: 'severe-mental-disorder',
    service: 'severe-mental-disorder-follow-up',
    form: 'severe-mental-disorder-follow-up',
    values: {
      visited: 1,
      dangerGrade: 0,
      symptomState: 1,
      insight: 1,
      selfCare: 1,
      housework: 1,
      work: 9,
      learning: 2,
      socialContact: 2,
      adverseDrugReaction: 1,
      physicalIllness: 1,
    },
    says: new RegExp(`稳定[\\s\\S]*下次不晚于 ${addMonths(today, 3)}`),
    figure: 'smd-stable',
  },
  {
    what: '肺结核患者',
    born: adult,
    population: 'tuberculosis',
    service: 'tuberculosis-first-visit',
    by: addDays(today, 3),
    form: 'tuberculosis-first-visit',
    values: {
      notifiedAt: at(addDays(today, -1), '09:00'),
      visitedAt: at(today, '00:10'),
      patientType: 1,
      stage: 1,
      supervisor: 2,
    },
    says: new RegExp(`及时[\\s\\S]*下次不晚于 ${addDays(today, 10)}`),
    figure: 'tb-managed',
  },
  {
    what: '慢阻肺患者',
    born: adult,
    population: 'copd',
    service: 'copd-follow-up',
    form: 'copd-follow-up',
    values: { symptoms: [1], mmrc: 1, exacerbationsSinceLast: 0, exacerbatedNow: 1 },
    says: new RegExp(`病情稳定[\\s\\S]*下次不晚于 ${addMonths(today, 3)}`),
    figure: 'copd-standardised',
  },
  {
    what: '老年人中医药',
    born: elder,
    service: 'tcm-constitution',
    form: 'tcm-constitution',
    values: constitution,
    says: /平和质/,
    figure: 'tcm-elderly',
  },
  {
    what: '老年人健康管理',
    born: elder,
    service: 'elderly-examination',
    form: 'health-assessment',
    values: examined,
    says: /体检无异常|健康/,
    figure: 'on-time',
  },
  {
    what: '新生儿家庭访视',
    born: addDays(today, -5),
    service: 'newborn-home-visit',
    form: 'newborn-home-visit',
    values: { birthWeightKg: 2.4, weightKg: 2.5, birthKind: [1], temperatureC: 36.8 },
    says: /高危儿[\s\S]*/,
    figure: 'newborn-visited',
  },
  {
    what: '0～6岁儿童',
    born: addMonths(today, -8),
    service: 'child-health-check',
    form: 'child-check-1-8-months',
    values: { weightKg: 9, heightCm: 72, headCm: 45, warningSigns8m: [5] },
    says: /不会独坐[\s\S]*复查/,
    figure: 'child-managed',
  },
  {
    what: '0～36个月儿童中医药',
    born: addMonths(today, -12),
    service: 'tcm-child',
    form: 'tcm-child',
    values: { dailyLife: [1, 2], abdomenAndSpine: 1 },
    figure: 'tcm-child',
  },
  {
    what: '预防接种',
    born: addDays(today, -40),
    service: 'vaccination',
    form: 'vaccination',
    values: {
      contraindications: [1],
      bookletOn: addDays(today, -30),
      doses: [{ vaccine: 'BCG', givenOn: addDays(today, -40) }],
    },
    says: /下次接种[\s\S]*乙肝第1剂/,
    figure: 'vaccination-booklet',
  },
  {
    what: '孕产妇',
    born: addYears(today, -28),
    sex: 'female',
    before: [['pregnancy-registration', addDays(today, -10), { lastPeriodOn }]],
    service: 'antenatal-booking',
    by: addDays(lastPeriodOn, 90),
    form: 'first-antenatal-check',
    values: { lastPeriodOn, weightKg: 58, systolicMmHg: 142, diastolicMmHg: 80, overall: 1 },
    says: new RegExp(`下次不晚于 ${addDays(today, 14)}[\\s\\S]*血压达到 140/90`),
    figure: 'on-time',
  },
  {
    what: '居家传染病患者',
    born: adult,
    population: 'infectious-disease',
    service: 'infectious-disease-visit',
    by: addDays(today, 7),
    form: 'infectious-disease-visit',
    values: { disease: '流行性腮腺炎', course: 1, outcome: 1 },
    says: new RegExp(`下次不晚于 ${addDays(today, 7)}`),
    figure: 'on-time',
  },
  {
    what: '残疾人',
    born: adult,
    population: 'disabled',
    service: 'yearly-home-visit',
    form: 'yearly-home-visit',
    values: { groups: [1], education: [1] },
    figure: 'special-visited',
  },
]

/** In a window as wide as a phone no box runs off the page. */
async function expectFitsPhone(page: Page): Promise<void> {
  await page.setViewportSize({ width: 390, height: 844 })
  const cut = await page.evaluate(() =>
    [...document.querySelectorAll('.recording .field, .recording .recording-foot')]
      .filter((box) => box.getBoundingClientRect().right > innerWidth + 1)
      .map((box) => box.textContent),
  )
  await page.setViewportSize({ width: 1440, height: 900 })
  expect(cut).toEqual([])
}

describe('every row of the specification, from becoming eligible to the figure', () => {
  let dataDir: string
  let program: Program
  let browser: Browser
  let page: Page
  let villageCode: number
  beforeAll(async () => {
    dataDir = await copyOfDemo(inject('demoCounty'))
    program = await startProgram(dataDir)
    browser = await openBrowser()
    page = await signedIn(browser, program, 'doctor')
    villageCode = (await read<{ reach: { unitCode: number } }>('/me')).reach.unitCode
  })
  afterAll(async () => {
    await browser?.close()
    await program?.stop()
    await removeDataDir(dataDir)
  })

  async function read<Reply>(path: string): Promise<Reply> {
    const reply = await page.request.get(`${program.address}/api/v1${path}`)
    expect(reply.ok(), `${path}: ${await reply.text()}`).toBe(true)
    return (await reply.json()) as Reply
  }
  async function send(path: string, data: object): Promise<void> {
    const reply = await page.request.post(`${program.address}/api/v1${path}`, { data })
    expect(reply.ok(), `${path}: ${await reply.text()}`).toBe(true)
  }

  async function becomesEligible({
    what,
    born,
    sex = 'male',
    population,
    before = [],
  }: Row): Promise<string> {
    const id = newId()
    await send('/residents', {
      id,
      name: what.replace(/[^\p{Script=Han}]/gu, ''),
      sex,
      birthDate: born,
      householdId: newId(),
      newHousehold: { villageCode },
      isNoDuplicate: true,
      populations: population
        ? [{ id: newId(), population, since: today, declaredBy: 'clinic-diagnosis' }]
        : [],
    })
    for (const [form, performedOn, values] of before)
      await send('/service-records', {
        id: newId(),
        residentId: id,
        form,
        performedOn,
        mode: 'clinic',
        values,
      })
    return id
  }

  const owed = async (residentId: string, service: string) =>
    (await read<Duty[]>(`/duties?residentId=${residentId}`)).filter((duty) => duty.service === service)
  const counted = async (figure: string) => {
    const [found] = await read<{ numerator: number; denominator: number }[]>(
      `/indicators?code=${figure}&below=false`,
    )
    return found!
  }

  test.each(rows.map((row) => [row.what, row] as const))('%s', async (_what, row) => {
    const residentId = await becomesEligible(row)
    const open = (await owed(residentId, row.service)).filter(
      ({ state }) => state === 'due' || state === 'overdue',
    )
    expect(open).toHaveLength(1)
    expect(open[0]!.dueFrom).toBe(today)
    if (row.by) expect(open[0]!.dueBy).toBe(row.by)
    const before = await counted(row.figure)

    await page.goto(`${program.address}/residents/${residentId}/record/${row.form}`)
    await fillSheet(page, row.form, row.values)
    if (row.says) await expect.poll(() => page.locator('.recording-foot').textContent()).toMatch(row.says)
    await expectAccessible(page, '.recording')
    await expectFitsPhone(page)
    const answered = page.waitForResponse(
      (reply) => reply.url().endsWith('/service-records') && reply.request().method() === 'POST',
    )
    await page.keyboard.press('Control+Enter')
    await page
      .getByText(/规范要求的 \d+ 项未填|已保存/)
      .first()
      .waitFor()
    if ((await page.getByText('已保存').count()) === 0) await page.keyboard.press('Control+Enter')
    const saved = (await (await answered).json()) as { id: string }
    await page.getByText('已保存').first().waitFor()

    const after = await owed(residentId, row.service)
    expect(after.some(({ state }) => state === 'done')).toBe(true)
    const sheet = await page.request.get(`${program.address}/api/v1/service-records/${saved.id}/document`)
    expect(sheet.headers()['content-type']).toContain('application/pdf')
    const now = await counted(row.figure)
    expect(now).not.toEqual(before)
  })

  test('卫生监督协管', async () => {
    const year = Number(today.slice(0, 4))
    await send('/supervision-assist/places', {
      id: newId(),
      unitCode: villageCode,
      area: 'water',
      name: '故事村供水站',
      since: addYears(today, -1),
    })
    const told = async () =>
      (
        await read<{ units: { unitCode: number; reports: { numerator: number; denominator: number } }[] }>(
          `/supervision-assist/counts?year=${year}`,
        )
      ).units.find(({ unitCode }) => unitCode === villageCode)!.reports
    const before = await told()
    await page.goto(`${program.address}/supervision-assist`)

    await page.getByRole('button', { name: '登记巡查' }).click()
    await page.getByLabel('巡查单位').click()
    await page.getByTitle(/故事村供水站/).click()
    await page.getByLabel('发现的主要问题').fill('消毒记录三天未写')
    await page.getByLabel('处置方式及结果').fill('当场补写，告知负责人')
    await page.getByRole('button', { name: '保 存' }).click()
    await page.getByRole('tab', { name: '巡查登记' }).click()
    await page.getByText('消毒记录三天未写').waitFor()

    await page.getByRole('button', { name: '登记信息' }).click()
    await page.getByLabel('信息类别').click()
    await page.getByTitle('饮用水卫生安全').last().click()
    await page.getByLabel('信息内容').fill('故事村供水站余氯不足')
    await page.getByRole('button', { name: '保 存' }).click()
    await page.getByRole('button', { name: /^未报告 1$/ }).click()
    const line = page.getByRole('row').filter({ hasText: '故事村供水站余氯不足' })
    await line.getByText('待报告').waitFor()
    expect(await told()).toEqual({ ...before, denominator: before.denominator + 1 })
    await line.getByRole('button', { name: '已报告' }).click()
    await page.getByRole('button', { name: '保 存' }).click()
    await expect.poll(told).toEqual({
      numerator: before.numerator + 1,
      denominator: before.denominator + 1,
    })
    const sheet = await page.request.get(
      `${program.address}/api/v1/supervision-assist/registers/information/document?unitCode=${villageCode}&year=${year}`,
    )
    expect(sheet.headers()['content-type']).toContain('application/pdf')
  })
})
