import { addDays, type LocalDate, quarterOf, yearOf } from '@qianyue/domain/days/local-date.ts'
import { answerQuestion, decideQuestion, listQuestions } from '../authenticity/questions.ts'
import { runChecks } from '../authenticity/run-checks.ts'
import { keepMessage } from '../devices/keep-message.ts'
import { refreshResidents } from '../duties/refresh-residents.ts'
import type { Context } from '../http/context.ts'
import { insertResidents } from '../residents/insert-residents.queries.ts'
import { insertEvidence } from '../service-records/evidence.queries.ts'
import { enterIntoLedger } from '../settlement/ledger.ts'
import { alikeToRegister, homeVisitsOnOneDay, staffOfAccount } from './demo.queries.ts'
import { demoId } from './dice.ts'
import { type DemoVillage, demoTownships, demoVillages } from './places.ts'
import { as, type DemoOfficers } from './reports-and-bulletins.ts'

type Officers = DemoOfficers & { finance: DemoOfficers['bureau'] }

/** What waits for somebody's word: services that are asked about, people entered twice, measurements without a name, and grants. */
export async function leaveWorkWaiting(context: Context, officers: Officers): Promise<void> {
  await askAboutVisits(context, officers)
  await registerTwice(context)
  await measureWithoutName(context)
  await receiveGrants(as(context, officers.finance, context.today))
}

/** Visits that a phone dated too close together, at night or by a clock that ran behind: one answered, one decided. */
async function askAboutVisits(context: Context, officers: Officers): Promise<void> {
  const { db, today } = context
  const staffId = await staffOfAccount(db, officers.doctor.accountId)
  const fromDay = addDays(today, -45)
  const pairs = await homeVisitsOnOneDay(db, staffId, { fromDay, toDay: today })
  const phones = [
    [{ at: '09:12' }, { at: '09:14' }],
    [{ at: '15:40' }, { at: '21:35' }],
    [{ at: '10:05', aheadMinutes: -95 }, { at: '10:40' }],
    [{ at: '08:31' }, { at: '08:34' }],
  ]
  for (const [index, seen] of phones.entries()) {
    for (const [place, { at, ...phone }] of seen.entries()) {
      const visit = pairs[index]?.[place]
      if (visit === undefined) continue
      const startedAt = new Date(`${visit.performedOn}T${at}:00+08:00`)
      await insertEvidence(context, visit, {
        startedAt: startedAt.toISOString(),
        endedAt: new Date(startedAt.getTime() + 11 * 60_000).toISOString(),
        clockAheadMs: ('aheadMinutes' in phone ? (phone.aheadMinutes ?? 0) : 0) * 60_000,
      })
    }
  }
  const unitCode = pairs[0]?.[0]?.unitCode
  if (unitCode === undefined) return
  await runChecks(as(context, officers.township, today), { unitCode, fromDay, toDay: today })

  const doctor = as(context, officers.doctor, today)
  const asked = { ...doctor, viewer: { ...doctor.viewer, staffId } }
  const { questions } = await listQuestions(asked, { limit: 100 })
  const [answered, decided] = questions.filter(({ check }) => check === 'interval')
  const night = questions.find(({ check }) => check === 'hours')
  if (answered)
    await answerQuestion(asked, { id: answered.id, words: '两家是隔壁，院门对着，量完一家抬脚就到另一家。' })
  if (night)
    await answerQuestion(asked, { id: night.id, words: '老人白天在地里，约好晚饭后上门，家属在场。' })
  if (decided)
    await decideQuestion(as(context, officers.township, today), {
      id: decided.id,
      verdict: 'genuine',
      words: '电话问过两户，当天上午都做过。',
    })
}

/** Two who live with their children in another village and were entered there again, without their cards at hand. */
async function registerTwice(context: Context): Promise<void> {
  const { db, today } = context
  const [, , , from, to] = demoVillages as [DemoVillage, DemoVillage, DemoVillage, DemoVillage, DemoVillage]
  const alike = await alikeToRegister(db, from.code, to.code)
  await insertResidents(
    context,
    alike.map(({ name, sex, birthDate, householdId }, index) => ({
      id: demoId('registered-twice', index),
      householdId,
      villageCode: to.code,
      name,
      sex,
      birthDate,
      registeredOn: addDays(today, -18 - index),
      relation: '50',
      residency: 'non-registered',
    })),
  )
  await refreshResidents(
    context,
    alike.map((_, index) => demoId('registered-twice', index)),
  )
}

/** Measurements that a device sent with a name only, or with a number that nobody here has. */
async function measureWithoutName(context: Context): Promise<void> {
  const told = [
    { name: '王大娘', values: [148, 88, 76] },
    { name: '刘家奶奶', values: [132, 80, 71] },
    { name: '张凤英', idNumber: '320398193805120021', values: [156, 92, 80] },
  ]
  for (const [index, { values, ...person }] of told.entries()) {
    const message = {
      deviceSerial: 'YTJ-2026-001',
      takenAt: `${addDays(context.today, -1 - index)}T01:4${index}:00Z`,
      person,
      values: ['systolicMmHg', 'diastolicMmHg', 'heartRatePerMinute'].map((code, place) => ({
        code,
        value: values[place]!,
      })),
    }
    await keepMessage(context, message, 'json', JSON.stringify(message))
  }
}

/** What reaches the bureau's account of village labour in a quarter, and each township hospital's of contract fees, in fen. */
const QUARTERLY_FEN = { labour: 4_800_000, fees: 1_600_000 }

/** 到账 quarter by quarter as far as the year has come, and what went back. */
async function receiveGrants(context: Context): Promise<void> {
  const { today, viewer } = context
  const year = yearOf(today)
  const enter = async (
    entry: { unitCode: number; fundCode: string; kind: 'received' | 'returned'; fen: number; words: string },
    happenedOn: LocalDate,
  ) => {
    if (happenedOn > today) return
    const id = demoId('ledger', `${entry.unitCode} ${entry.words}`)
    await enterIntoLedger(context, { ...entry, id, happenedOn })
  }
  const labour = { unitCode: viewer.unitCode, fundCode: 'public-health-labour' }
  const wentBack = { ...labour, kind: 'returned', fen: 120_000, words: '上年度结余退回县财政' } as const
  await enter(wentBack, `${year}-02-20` as LocalDate)
  for (let quarter = 1; quarter <= quarterOf(today); quarter++) {
    const day = `${year}-${String(quarter * 3 - 2).padStart(2, '0')}-15` as LocalDate
    const received = { kind: 'received' } as const
    const words = (fund: string) => `第${quarter}季度${fund}`
    await enter({ ...labour, ...received, fen: QUARTERLY_FEN.labour, words: words('村级公卫劳务经费') }, day)
    for (const { code: unitCode } of demoTownships) {
      const fees = { unitCode, fundCode: 'contract-fee', fen: QUARTERLY_FEN.fees, words: words('签约服务费') }
      await enter({ ...fees, ...received }, day)
    }
  }
}
