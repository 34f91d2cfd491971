import { addDays } from '../days/local-date.ts'
import type { AuthenticityPolicy } from './authenticity-policy.ts'
import { groupsBy, monthAndDay, type Question, type ServiceSeen } from './question.ts'

/** With fewer readings two people are alike by chance: 120/80 alone says nothing. */
const READINGS_ALIKE = 3

/** 多人数值相同: one doctor, the same three or more readings on several people within some weeks. */
export function sameValues(
  services: readonly ServiceSeen[],
  { sameValues: limit }: AuthenticityPolicy,
): Question[] {
  const measured = services.filter((service) => readingsOf(service).length >= READINGS_ALIKE)
  return groupsBy(measured, (service) => `${service.staffId} ${readingsKey(service)}`).flatMap((alike) =>
    windowsOf(alike, limit.withinDays).flatMap((group) => {
      const residents = new Set(group.map(({ residentId }) => residentId)).size
      if (residents < limit.residents) return []
      const [first] = group
      return question('same-values', group, [
        `${monthAndDay(first!.performedOn)}起${limit.withinDays}天内，您给${residents}位居民记录的${readingsText(first!)}完全相同，`,
        '请说明是怎样测量的。',
      ])
    }),
  )
}

/** 与上次数值完全相同: the readings of one person are those of the time before. */
export function copiedValues(services: readonly ServiceSeen[]): Question[] {
  const measured = services.filter((service) => readingsOf(service).length >= READINGS_ALIKE)
  return groupsBy(measured, ({ residentId, form }) => `${residentId} ${form}`).flatMap((ofOne) =>
    ofOne.flatMap((service, index) => {
      const before = ofOne[index - 1]
      if (!before || before.performedOn === service.performedOn) return []
      if (readingsKey(before) !== readingsKey(service)) return []
      return question(
        'copied-values',
        [service],
        [
          `${monthAndDay(service.performedOn)}记录的${readingsText(service)}与${monthAndDay(before.performedOn)}那一次完全相同，`,
          '请确认是当天测量的。',
        ],
      )
    }),
  )
}

/** Readings whose last digit a device gives by chance. */
const DIGIT_OF = ['systolicMmHg', 'diastolicMmHg'] as const

/** 尾数集中: most of a doctor's blood pressures end in 0, as guessed or rounded values do. */
export function digitPreference(
  services: readonly ServiceSeen[],
  { digitPreference: limit }: AuthenticityPolicy,
): Question[] {
  return groupsBy(services, ({ staffId }) => staffId).flatMap((ofOne) => {
    const read = ofOne.filter(({ readings }) => DIGIT_OF.some((reading) => readings[reading] !== undefined))
    const digits = read.flatMap(({ readings }) => DIGIT_OF.flatMap((reading) => readings[reading] ?? []))
    const zeros = digits.filter((value) => value % 10 === 0).length
    if (digits.length < limit.readings || zeros * 100 < digits.length * limit.zeroPercent) return []
    return question('digit-preference', read, [
      `这段时间您记录的${digits.length}个血压值中有${zeros}个尾数是0，电子血压计的尾数应当有0到9，`,
      '请说明用什么血压计、怎样读数。',
    ])
  })
}

/**
 * Readings of an instrument, by what a form's field measures. Height is not among them: an adult's is the same every time.
 */
const instruments = {
  systolicMmHg: '收缩压',
  diastolicMmHg: '舒张压',
  heartRatePerMinute: '心率',
  fastingGlucoseMmolL: '空腹血糖',
  weightKg: '体重',
  waistCm: '腰围',
  temperatureC: '体温',
} as const

const instrumentReadings = Object.keys(instruments) as (keyof typeof instruments)[]

function readingsOf({ readings }: ServiceSeen): (keyof typeof instruments)[] {
  return instrumentReadings.filter((reading) => readings[reading] !== undefined)
}

function readingsKey(service: ServiceSeen): string {
  return readingsOf(service)
    .map((reading) => `${reading}=${service.readings[reading]}`)
    .join(' ')
}

function readingsText(service: ServiceSeen): string {
  return readingsOf(service)
    .map((reading) => `${instruments[reading]}${service.readings[reading]}`)
    .join('、')
}

/** Cuts services of one kind, in the order of their days, into runs that lie within so many days of their first. */
function windowsOf(services: readonly ServiceSeen[], days: number): ServiceSeen[][] {
  const windows: ServiceSeen[][] = []
  for (const service of services) {
    const current = windows.at(-1)
    if (current && service.performedOn < addDays(current[0]!.performedOn, days)) current.push(service)
    else windows.push([service])
  }
  return windows
}

function question(
  check: Question['check'],
  services: readonly ServiceSeen[],
  sentence: readonly string[],
): Question[] {
  return [
    {
      check,
      staffId: services[0]!.staffId,
      recordIds: services.map(({ recordId }) => recordId),
      sentence: sentence.join(''),
    },
  ]
}
