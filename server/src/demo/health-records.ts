import {
  addDays,
  addYears,
  ageYearsOn,
  type LocalDate,
  later,
  yearOf,
} from '@qianyue/domain/days/local-date.ts'
import { assess } from '@qianyue/domain/follow-ups/assess.ts'
import { nationalFollowUpPolicy } from '@qianyue/domain/follow-ups/follow-up-policy.ts'
import { completed, type Form, type FormValues, type Subject } from '@qianyue/domain/forms/form.ts'
import { consultationRecord } from '@qianyue/domain/forms/health-record/consultation-record.ts'
import { encounterNote } from '@qianyue/domain/forms/health-record/encounter-note.ts'
import { personalInformation } from '@qianyue/domain/forms/health-record/personal-information.ts'
import { bloodPressureScreening } from '@qianyue/domain/forms/hypertension/screening.ts'
import { isComplete, problemsOf } from '@qianyue/domain/forms/problems.ts'
import { openingForms } from '@qianyue/domain/health-records/health-record.ts'
import { profileOf } from '@qianyue/domain/health-records/profile.ts'
import {
  insertHealthRecords,
  insertRecordEvents,
  putClosing,
} from '../health-records/health-records.queries.ts'
import type { Context } from '../http/context.ts'
import { beginEpisode } from '../populations/episodes.queries.ts'
import { putProfiles } from './demo.queries.ts'
import { Dice, demoId } from './dice.ts'
import type { DemoHousehold, DemoPerson } from './people.ts'
import type { DemoRecord, Performers } from './records.ts'

/** 0～6岁: the newborn's visit is their sheet. */
const CHILD_YEARS = 7
const YEARS_BACK = 4

const complaints: readonly { subjective: string; assessment: string; plan: string; diagnosis: string }[] = [
  {
    subjective: '咳嗽、咽痛 3 天，无发热。',
    assessment: '急性上呼吸道感染。',
    plan: '多饮水，对症用药，3 天不好转复诊。',
    diagnosis: '急性上呼吸道感染',
  },
  {
    subjective: '腰痛一周，劳累后加重，休息可缓解。',
    assessment: '腰肌劳损。',
    plan: '避免负重，热敷，指导腰背肌锻炼。',
    diagnosis: '腰肌劳损',
  },
  {
    subjective: '上腹部不适半月，进食后明显。',
    assessment: '慢性胃炎待查。',
    plan: '规律饮食，建议上级医院胃镜检查。',
    diagnosis: '慢性胃炎',
  },
]

/** 个人基本信息表, 接诊记录, 会诊记录 and 血压筛查 of the demo county. */
export function demoHealthSheets(
  today: LocalDate,
  households: readonly DemoHousehold[],
  performers: Performers,
): DemoRecord[] {
  return households.flatMap(({ members, villageCode }, serial) => {
    const doctor = performers.doctorOf(villageCode)
    return members.flatMap((person) => {
      const dice = new Dice(90_000 + serial * 31 + members.indexOf(person))
      return new Sheets(person, today, dice, doctor).all()
    })
  })
}

class Sheets {
  private readonly sheets: DemoRecord[] = []
  private readonly person: DemoPerson
  private readonly today: LocalDate
  private readonly dice: Dice
  private readonly doctor: { id: string; unitCode: number }

  constructor(person: DemoPerson, today: LocalDate, dice: Dice, doctor: { id: string; unitCode: number }) {
    this.person = person
    this.today = today
    this.dice = dice
    this.doctor = doctor
  }

  all(): DemoRecord[] {
    const { dice, today } = this
    const age = ageYearsOn(today, this.person.birthDate)
    if (age < CHILD_YEARS) return []
    if (dice.chance(0.9)) {
      const opened = later(
        this.person.registeredOn,
        addDays(addYears(today, -YEARS_BACK), dice.between(0, 900)),
      )
      this.write(personalInformation, opened, 'home', this.information(opened))
    }
    if (age >= 18 && dice.chance(0.12)) this.encounter(addDays(today, -dice.between(1, 300)))
    if (age >= 35 && !this.belongsTo('hypertension') && dice.chance(0.25))
      this.screening(addDays(today, -dice.between(3, 320)))
    if (age >= 60 && dice.chance(0.01)) this.consultation(addDays(today, -dice.between(5, 200)))
    return this.sheets
  }

  private belongsTo(population: string): boolean {
    return (this.person.populations ?? []).some((one) => one.population === population)
  }

  private information(day: LocalDate): FormValues {
    const { dice, person } = this
    const age = ageYearsOn(day, person.birthDate)
    const lists = {
      hypertension: 2,
      'type2-diabetes': 3,
      copd: 5,
      cancer: 6,
      'severe-mental-disorder': 8,
    } as const
    const had = (Object.keys(lists) as (keyof typeof lists)[])
      .filter((population) => this.belongsTo(population) && dice.chance(0.93))
      .map((population) => lists[population])
    const family = () => [dice.chance(0.2) ? 2 : 1]
    const values: FormValues = {
      bloodAbo: dice.between(1, 5),
      bloodRh: dice.chance(0.7) ? 2 : 3,
      education: age < 20 ? 7 : dice.between(6, 9),
      occupation: age >= 65 || age < 18 ? 8 : 4,
      maritalStatus: age < 22 ? 1 : age >= 75 && dice.chance(0.4) ? 3 : 2,
      paymentMethods: [dice.chance(0.15) ? 1 : 2],
      drugAllergies: [dice.chance(0.06) ? 2 : 1],
      exposures: [1],
      pastDiseases: had.length > 0 ? had : [1],
      ...(had.length > 0
        ? {
            diagnosedDiseases: had.map((disease) => ({
              disease,
              diagnosedIn: String(Math.max(yearOf(day) - dice.between(0, 9), yearOf(person.birthDate) + 20)),
            })),
          }
        : {}),
      hadSurgery: 1,
      hadInjury: 1,
      hadTransfusion: 1,
      fatherDiseases: family(),
      motherDiseases: family(),
      siblingsDiseases: [1],
      childrenDiseases: [1],
      hasGeneticDisease: 1,
      disabilities: [this.belongsTo('disabled') ? 5 : 1],
      kitchenExhaust: 2,
      fuel: dice.chance(0.7) ? 1 : 5,
      water: 1,
      toilet: 1,
      livestockPen: dice.between(1, 4),
    }
    if (dice.chance(0.7)) return values
    const { education: _e, occupation: _o, exposures: _x, livestockPen: _l, ...gaps } = values
    return gaps
  }

  private encounter(day: LocalDate): void {
    const { diagnosis, ...words } = complaints[this.dice.between(0, complaints.length - 1)]!
    this.write(encounterNote, day, 'clinic', {
      ...words,
      objective: '神志清，心肺听诊无异常。',
      temperatureC: 36.6,
      ...(this.dice.chance(0.8) ? this.pressure() : {}),
      diagnoses: [{ name: diagnosis }],
    })
  }

  private screening(day: LocalDate): void {
    this.write(bloodPressureScreening, day, 'clinic', {
      ...this.pressure(),
      causesRemoved: 2,
      heightCm: 162,
      weightKg: Math.round(this.dice.near(61, 6)),
      waistCm: Math.round(this.dice.near(81, 5)),
      familyHypertension: this.dice.chance(0.15) ? 2 : 1,
      saltIntake: this.dice.chance(0.15) ? 3 : 2,
      alcoholLiangPerDay: 0,
    })
  }

  private consultation(day: LocalDate): void {
    this.write(consultationRecord, day, 'clinic', {
      reason: '血压控制不佳，近一月反复头晕，请上级医院心内科会诊。',
      opinion: '调整降压方案，完善动态血压监测，两周后复诊。',
      consultants: [{ institution: '县人民医院', doctors: '心内科值班医师' }],
      responsibleDoctor: '家庭医生团队',
    })
  }

  private pressure(): FormValues {
    const isHigh = this.dice.chance(0.12)
    return {
      systolicMmHg: Math.round(this.dice.near(isHigh ? 148 : 122, 5)),
      diastolicMmHg: Math.round(this.dice.near(isHigh ? 92 : 76, 4)),
    }
  }

  private write(form: Form, day: LocalDate, mode: DemoRecord['mode'], given: FormValues): void {
    const { person, doctor } = this
    if (day < person.registeredOn) return
    const about: Subject = {
      birthDate: person.birthDate,
      sex: person.sex,
      performedOn: day,
      ageYears: ageYearsOn(day, person.birthDate),
    }
    const values = completed(form, given, about)
    const { classification, controlled, nextStep, nextDueOn, referred } = assess(form, values, {
      ...about,
      previous: null,
      policy: nationalFollowUpPolicy,
    })
    this.sheets.push({
      id: demoId('health-sheet', `${person.id} ${this.sheets.length}`),
      residentId: person.id,
      form: form.code,
      protection: null,
      formVersion: form.version,
      service: null,
      performedOn: day,
      mode,
      values,
      complete: isComplete(problemsOf(form, values, about)),
      classification,
      controlled,
      nextStep,
      nextDueOn,
      referred,
      performedBy: doctor.id,
      unitCode: doctor.unitCode,
    })
  }
}

/** Who was found at risk belongs to the list from that day, as if each record had been written at the desk. */
async function listThoseAtRisk(context: Context, records: readonly DemoRecord[]): Promise<void> {
  for (const { id, residentId, performedOn, classification } of records)
    if (classification === 'pressure-risk')
      await beginEpisode(
        context,
        { recordId: id, residentId },
        { change: 'begins', population: 'hypertension-risk', on: performedOn },
      )
}

/** Opens the records that the sheets open, some of paper besides, and closes a few who were lost. */
export async function openDemoRecords(
  context: Context,
  households: readonly DemoHousehold[],
  records: readonly DemoRecord[],
): Promise<void> {
  const sheets = new Map<string, DemoRecord>()
  for (const record of records)
    if (openingForms.includes(record.form) && !sheets.has(record.residentId))
      sheets.set(record.residentId, record)
  const opened = households.flatMap(({ members, villageCode }, serial) =>
    members.flatMap((person, index) => {
      const sheet = sheets.get(person.id)
      const dice = new Dice(95_000 + serial * 31 + index)
      if (sheet === undefined && !dice.chance(0.4)) return []
      return [
        {
          residentId: person.id,
          openedOn: sheet?.performedOn ?? person.registeredOn,
          openedBy: sheet?.performedBy ?? null,
          villageCode,
          responsibleStaffId: sheet?.performedBy ?? null,
          registeredAddress: '',
        },
      ]
    }),
  )
  await insertHealthRecords(context, opened)
  await listThoseAtRisk(context, records)
  const lost = opened.filter((_, index) => index % 400 === 200)
  await insertRecordEvents(context, [
    ...opened.map(({ residentId, openedOn }) => ({
      id: demoId('record-opened', residentId),
      residentId,
      kind: 'opened' as const,
      on: openedOn,
      reason: '',
    })),
    ...lost.map(({ residentId }) => ({
      id: demoId('record-closed', residentId),
      residentId,
      kind: 'closed' as const,
      on: addDays(context.today, -40),
      reason: '三次上门未见，电话停机',
    })),
  ])
  for (const { residentId } of lost)
    await putClosing(context, residentId, { on: addDays(context.today, -40), because: 'lost' })
  await putProfiles(
    context.db,
    [...sheets.values()]
      .filter(({ form }) => form === personalInformation.code)
      .map(({ residentId, values }) => ({ residentId, profile: profileOf(values) })),
  )
}
