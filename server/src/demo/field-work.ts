import { addDays, type LocalDate, monthOf, yearOf } from '@qianyue/domain/days/local-date.ts'
import { assignSlots } from '@qianyue/domain/examination-days/slots.ts'
import type { EducationKind } from '@qianyue/domain/health-education/education-policy.ts'
import { insertLog } from '../devices/devices.queries.ts'
import { putDevice } from '../devices/devices.ts'
import { keepMessage } from '../devices/keep-message.ts'
import {
  insertDay,
  insertInvitations,
  updateInvitation,
} from '../examination-days/examination-days.queries.ts'
import { insertActivity } from '../health-education/health-education.queries.ts'
import type { Context } from '../http/context.ts'
import { insertDelivery, insertPrescription } from '../long-prescriptions/long-prescriptions.queries.ts'
import { insertConsultation } from '../phone-consultations/phone-consultations.queries.ts'
import { familyDoctorsIn, insertRound } from '../village-rounds/village-rounds.queries.ts'
import { Dice, demoId } from './dice.ts'
import type { DemoPerson } from './people.ts'
import { type DemoTownship, demoTownships } from './places.ts'
import { helpSupervise } from './supervision-assist.ts'

type Doctors = (villageCode: number) => { id: string; unitCode: number }

/** What clinics do beside their records: devices, examination days, health education, rounds and the telephone. */
export async function demoFieldWork(
  context: Context,
  people: readonly DemoPerson[],
  doctorOf: Doctors,
): Promise<void> {
  const dice = new Dice(77)
  await measureWithDevices(context, people, dice)
  await planExaminations(context, people)
  for (const township of demoTownships) {
    await educate(context, township, dice)
    await goRound(context, township, doctorOf, dice)
    await helpSupervise(context, township)
  }
  await answerCalls(context, people, doctorOf, dice)
  await prescribeForLong(context, people, doctorOf)
}

const villagesOf = (people: readonly DemoPerson[]) => [
  ...new Set(people.map(({ villageCode }) => villageCode)),
]

async function measureWithDevices(
  context: Context,
  people: readonly DemoPerson[],
  dice: Dice,
): Promise<void> {
  for (const [index, unitCode] of villagesOf(people).slice(0, 4).entries()) {
    const serial = `YTJ-2026-${String(index + 1).padStart(3, '0')}`
    await putDevice(context, {
      id: demoId('device', index),
      unitCode,
      serial,
      kind: 'all-in-one',
      model: 'HC-600',
      since: addDays(context.today, -300),
      state: index === 3 ? 'repair' : 'in-use',
    })
    await insertLog(context.db, {
      id: demoId('device-log', index),
      deviceId: demoId('device', index),
      happenedOn: addDays(context.today, -7 - index),
      recordedBy: context.viewer.accountId,
      ...(index === 3
        ? { kind: 'fault', quantity: null, words: '袖带漏气，测不出血压，已报修' }
        : { kind: 'consumable', quantity: 50, words: '血糖试纸' }),
    })
    if (index === 3) continue
    const old = people.filter((person) => person.villageCode === unitCode && isOld(person, context.today))
    for (const [at, { idNumber, name }] of old.slice(0, 10).entries()) {
      const takenAt = `${addDays(context.today, -(at % 5))}T0${1 + (at % 3)}:20:00Z`
      const values = [
        { code: 'systolicMmHg', value: Math.round(dice.near(136, 12)) },
        { code: 'diastolicMmHg', value: Math.round(dice.near(82, 7)) },
        { code: 'heartRatePerMinute', value: Math.round(dice.near(74, 6)) },
        { code: 'weightKg', value: Math.round(dice.near(62, 7) * 10) / 10 },
      ]
      const told = { deviceSerial: serial, takenAt, person: { idNumber, name }, values }
      await keepMessage(context, told, 'json', JSON.stringify(told))
    }
  }
}

/** One day that is over next week's: a village of the first township, half of the invited have answered. */
async function planExaminations(context: Context, people: readonly DemoPerson[]): Promise<void> {
  const { db, today, viewer, now } = context
  const plan = { firstMinute: 450, slotMinutes: 30, slotCapacity: 6, slots: 6 }
  for (const [index, villageCode] of villagesOf(people).slice(0, 2).entries()) {
    const id = demoId('examination-day', index)
    const heldOn = index === 0 ? today : addDays(today, 6)
    await insertDay(db, { id, villageCode, heldOn, place: '村卫生室', ...plan, createdBy: viewer.accountId })
    const invited = people
      .filter((person) => person.villageCode === villageCode && isOld(person, today))
      .slice(0, 24)
    const slots = assignSlots(
      plan,
      [],
      invited.map(({ id: residentId, householdId }) => ({ residentId, householdId: householdId ?? null })),
    )
    await insertInvitations(db, id, slots)
    for (const [at, residentId] of [...slots.keys()].entries()) {
      const arrivedAt = index === 0 && at % 3 === 0 ? now : null
      await updateInvitation(
        db,
        { dayId: id, residentId },
        {
          answer: at % 5 === 4 ? 'not-coming' : at % 2 === 0 ? 'coming' : 'open',
          ...(arrivedAt ? { arrivedAt } : {}),
        },
      )
    }
  }
}

const topics = [
  '科学控盐',
  '糖尿病足部护理',
  '冬季防跌倒',
  '合理用药',
  '预防接种',
  '孕产期保健',
  '戒烟限酒',
  '结核病防治',
]
const kinds: readonly EducationKind[] = ['material', 'audio-visual', 'board', 'consultation', 'lecture']

async function educate(
  { db, today, viewer }: Context,
  { code, villages }: DemoTownship,
  dice: Dice,
): Promise<void> {
  const units = [code, ...villages.slice(0, 3).map((village) => village.code)]
  for (const unitCode of units) {
    for (let month = 1; month <= monthOf(today); month++) {
      for (const kind of unitCode === code ? kinds : (['material', 'lecture'] as const)) {
        if (!dice.chance(unitCode === code ? 0.9 : 0.6)) continue
        const heldOn =
          `${yearOf(today)}-${String(month).padStart(2, '0')}-${String(dice.between(1, 20)).padStart(2, '0')}` as LocalDate
        if (heldOn > today) continue
        await insertActivity(db, {
          id: demoId('education', `${unitCode} ${month} ${kind}`),
          unitCode,
          kind,
          heldOn,
          topic: `${topics[(month + kinds.indexOf(kind)) % topics.length]}${kind === 'material' ? `（${month}月）` : ''}`,
          place: unitCode === code ? '卫生院宣教室' : '村卫生室',
          audience: null,
          attendance: kind === 'lecture' || kind === 'consultation' ? dice.between(18, 60) : 0,
          copies: kind === 'material' ? dice.between(50, 200) : 0,
          speaker: '',
          summary: '',
          recordedBy: viewer.accountId,
        })
      }
    }
  }
}

async function goRound(
  { db, today, viewer }: Context,
  { villages }: DemoTownship,
  doctorOf: Doctors,
  dice: Dice,
): Promise<void> {
  for (const [index, { code }] of villages.slice(0, 4).entries()) {
    const span = { from: addDays(today, -60), to: today }
    const [doctor] = await familyDoctorsIn(db, { from: code, to: code }, span)
    for (const back of index % 2 === 0 ? [3, 12, 33, 47] : [33]) {
      await insertRound(db, {
        id: demoId('round', `${code} ${back}`),
        villageCode: code,
        staffId: doctor?.staffId ?? doctorOf(code).id,
        heldOn: addDays(today, -back),
        people: dice.between(8, 22),
        households: dice.between(4, 10),
        done: '入户测血压、血糖，核对用药，发放资料',
        problems: dice.chance(0.3) ? '两户独居老人药品过期，已更换' : '',
        recordedBy: viewer.accountId,
      })
    }
  }
}

/** Long prescriptions of patients with hypertension: some last, some end this week, some have ended. */
async function prescribeForLong(
  { db, today, viewer }: Context,
  people: readonly DemoPerson[],
  doctorOf: Doctors,
): Promise<void> {
  const ill = people.filter(({ populations = [] }) =>
    populations.some(({ population }) => population === 'hypertension'),
  )
  for (const [serial, { id: residentId, villageCode, name }] of ill.slice(0, 18).entries()) {
    const { id: prescribedBy, unitCode } = doctorOf(villageCode)
    const id = demoId('long-prescription', serial)
    const weeks = serial % 3 === 0 ? 8 : 4
    const prescribedOn = addDays(today, -((serial * 5) % 34))
    await insertPrescription(db, {
      id,
      residentId,
      unitCode,
      condition: 'hypertension',
      prescribedOn,
      weeks,
      medicines: [{ name: '氨氯地平片', dose: '5 mg', timesPerDay: 1 }],
      assessment: weeks > 4 ? '血压平稳三个月，能自测并记录' : '',
      educated: weeks > 4,
      confirmed: weeks > 4,
      prescribedBy,
      recordedBy: viewer.accountId,
    })
    if (serial % 2 === 0)
      await insertDelivery(db, {
        id: demoId('delivery', serial),
        prescriptionId: id,
        deliveredOn: prescribedOn,
        how: serial % 4 === 0 ? 'home' : 'clinic',
        receivedBy: name,
        remark: '',
        recordedBy: viewer.accountId,
      })
  }
}

const calls = [
  ['降压药忘了吃怎么办', '当天想起就补，次日不加量', 'answered'],
  ['夜里血压 172/98，头有点胀', '静坐 15 分钟复测，仍高来院', 'come-to-clinic'],
  ['老人摔了一下站不起来', '不要搬动，已叫 120', 'emergency'],
  ['孩子打完疫苗发热 38.2', '多喝水观察，超过 38.5 来院', 'answered'],
] as const

async function answerCalls(
  { db, today, viewer }: Context,
  people: readonly DemoPerson[],
  doctorOf: Doctors,
  dice: Dice,
): Promise<void> {
  for (let serial = 0; serial < 16; serial++) {
    const [question, answer, outcome] = calls[serial % calls.length]!
    const person = people[(serial * 97) % people.length]!
    const { id: answeredBy, unitCode } = doctorOf(person.villageCode)
    await insertConsultation(db, {
      id: demoId('call', serial),
      residentId: null,
      caller: `${person.name}家属`,
      calledAt: new Date(
        `${addDays(today, -dice.between(1, 20))}T${String(dice.between(0, 23)).padStart(2, '0')}:15:00+08:00`,
      ),
      question,
      answer,
      outcome,
      unitCode,
      answeredBy,
      recordedBy: viewer.accountId,
    })
  }
}

function isOld({ birthDate }: DemoPerson, today: LocalDate): boolean {
  return yearOf(today) - yearOf(birthDate) >= 65
}
