/**
 * The deterministic population of the benchmarks: everything follows from the seed and the size, so that the same
 * call gives the same people and records on every machine, and every engine can be asked for the same answer.
 * No real data: names are syllables of a fixed list, ID numbers use region 990101, which is not assigned.
 */
export const EPOCH_MS = Date.UTC(2020, 0, 1)
const DAY_MS = 86_400_000

/** Days since 2020-01-01. */
export const dayNumber = (year: number, month: number, day: number) =>
  Math.round((Date.UTC(year, month - 1, day) - EPOCH_MS) / DAY_MS)
const days = new Map<number, string>()
export const isoDay = (day: number): string => {
  let text = days.get(day)
  if (text === undefined) {
    text = new Date(EPOCH_MS + day * DAY_MS).toISOString().slice(0, 10)
    days.set(day, text)
  }
  return text
}

/** The county of the benchmarks is made from this seed. */
export const SEED = 20260701

/** "Today" of every workload. */
export const TODAY = dayNumber(2026, 7, 1)
/** The assessment year is the 365 days before today. */
export const YEAR_START = TODAY - 365
export const HISTORY_START = dayNumber(2023, 7, 1)

export const TAG = {
  elderly: 1,
  hypertension: 2,
  diabetes: 4,
  child: 8,
  pregnant: 16,
  mental: 32,
  tuberculosis: 64,
  disabled: 128,
  poor: 256,
} as const

export const TYPE = {
  hypertension: 1,
  diabetes: 2,
  examination: 3,
  child: 4,
  antenatal: 5,
  mental: 7,
  tuberculosis: 8,
  general: 10,
  update: 12,
} as const

export type Person = {
  ageYears: number
  female: boolean
  tags: number
  /** Day of signing; 0 when not signed. */
  signedDay: number
  birth: number
  name: string
  sequence: number
  phone: number
}

type OnResident = (resident: number, person: Person) => void

export type OnRecord = (
  resident: number,
  type: number,
  day: number,
  systolic: number,
  diastolic: number,
  glucoseTenths: number,
) => void

/** mulberry32: small, quick, and the same everywhere. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

const SURNAMES = [
  ...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文',
]
const GIVEN = [
  ...'伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂华建国文玉春梅红志海波宁云飞鹏辉浩宇轩梓涵子怡欣雨佳博思俊凯晨旭东升德福贵生长永庆忠义仁和安康宝珍凤琴素贞淑惠慧莲菊香荣光成林山川河江湖石金银铁木火土天地',
]

/** A name; frequent surnames are frequent. */
export function nameFrom(random: () => number): string {
  const surname = SURNAMES[Math.floor(SURNAMES.length * random() * random())]!
  const first = GIVEN[Math.floor(GIVEN.length * random())]!
  return random() < 0.85 ? surname + first + GIVEN[Math.floor(GIVEN.length * random())]! : surname + first
}

/** About normal, mean 0, deviation 1. */
const gauss = (random: () => number) => (random() + random() + random() + random() - 2) * 1.7320508
const poisson = (random: () => number, mean: number) => {
  const limit = Math.exp(-mean)
  let count = 0
  let product = 1
  do {
    count++
    product *= random()
  } while (product > limit)
  return count - 1
}
const clamp = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value))

/** 1,000 residents a village team, 10 teams a township, 20 townships a county. */
export function unitsOf(resident: number) {
  const village = Math.floor(resident / 1000)
  const township = Math.floor(village / 10)
  return { village, township, county: Math.floor(township / 20) }
}

/** Calls `onResident` and then `onRecord` for each record of that resident; about ten records a resident. */
export function generate(count: number, seed: number, onResident: OnResident, onRecord: OnRecord): void {
  startWorkload(seed)(count, onResident, onRecord)
}

/** The same people a piece at a time: each call goes on where the last one ended. */
export function startWorkload(seed: number) {
  const random = randomOf(seed)
  let next = 0
  return (count: number, onResident: OnResident, onRecord: OnRecord): void => {
    for (const end = next + count; next < end; next++) makeResident(random, next, onResident, onRecord)
  }
}

function makeResident(
  random: () => number,
  resident: number,
  onResident: OnResident,
  onRecord: OnRecord,
): void {
  const u = random()
  const ageYears =
    u < 0.06
      ? random() * 7
      : u < 0.18
        ? 7 + random() * 11
        : u < 0.38
          ? 18 + random() * 17
          : u < 0.83
            ? 35 + random() * 30
            : 65 + random() * 28
  const female = random() < 0.49
  let tags = 0
  if (ageYears < 7) tags |= TAG.child
  if (ageYears >= 65) tags |= TAG.elderly
  const hypertension = random()
  const diabetes = random()
  const rare = random()
  if (hypertension < (ageYears >= 65 ? 0.45 : ageYears >= 35 ? 0.12 : 0)) tags |= TAG.hypertension
  if (diabetes < (ageYears >= 65 ? 0.15 : ageYears >= 35 ? 0.05 : 0)) tags |= TAG.diabetes
  if (female && ageYears >= 20 && ageYears < 40 && random() < 0.04) tags |= TAG.pregnant
  if (ageYears >= 18) {
    if (rare < 0.0045) tags |= TAG.mental
    else if (rare < 0.0051) tags |= TAG.tuberculosis
  }
  if (random() < 0.025) tags |= TAG.disabled
  if (random() < 0.03) tags |= TAG.poor
  const signed = random() < (tags ? 0.85 : 0.6)
  const signedDay = signed ? YEAR_START + 1 + Math.floor(random() * 360) : 0
  const birth = TODAY - 1 - Math.floor(ageYears * 365.2425)
  const name = nameFrom(random)
  const sequence = Math.floor(random() * 1000)
  const phone = 19_000_000_000 + Math.floor(random() * 99_999_999)
  onResident(resident, { ageYears, female, tags, signedDay, birth, name, sequence, phone })

  const adherence = random()
  const put = (type: number, day: number, systolic = 0, diastolic = 0, glucose = 0) =>
    onRecord(resident, type, day, systolic, diastolic, glucose)
  const usualPressure = 137 + gauss(random) * 11
  const usualGlucose = 7.2 + gauss(random) * 1.2
  const pressure = (): [number, number] => {
    const systolic = clamp(Math.round(usualPressure + gauss(random) * 8), 90, 220)
    return [systolic, clamp(Math.round(systolic * 0.6 + gauss(random) * 5), 50, 130)]
  }
  const quarterly = (type: number, chance: number) => {
    for (let quarter = 0; quarter < 12; quarter++) {
      if (random() >= chance) continue
      const day = HISTORY_START + quarter * 91 + Math.floor(random() * 91)
      if (type === TYPE.hypertension) {
        const [systolic, diastolic] = pressure()
        put(type, day, systolic, diastolic)
      } else if (type === TYPE.diabetes) {
        const [systolic, diastolic] = pressure()
        put(
          type,
          day,
          systolic,
          diastolic,
          clamp(Math.round((usualGlucose + gauss(random) * 0.8) * 10), 35, 250),
        )
      } else put(type, day)
    }
  }
  const yearly = (type: number, chance: number) => {
    for (let year = 0; year < 3; year++) {
      if (random() < chance) put(type, HISTORY_START + year * 365 + Math.floor(random() * 365))
    }
  }
  if (tags & TAG.hypertension) quarterly(TYPE.hypertension, 0.55 + 0.42 * adherence)
  if (tags & TAG.diabetes) quarterly(TYPE.diabetes, 0.55 + 0.42 * adherence)
  if (tags & TAG.mental) quarterly(TYPE.mental, 0.8)
  if (tags & (TAG.elderly | TAG.hypertension | TAG.diabetes)) yearly(TYPE.examination, 0.72)
  if (tags & TAG.child) {
    const visits = poisson(random, 6)
    const from = Math.max(HISTORY_START, birth)
    for (let visit = 0; visit < visits; visit++) put(TYPE.child, from + Math.floor(random() * (TODAY - from)))
  }
  if (tags & TAG.pregnant) {
    for (let visit = 0; visit < 5; visit++) {
      if (random() < 0.7) put(TYPE.antenatal, TODAY - 250 + visit * 45 + Math.floor(random() * 30))
    }
  }
  if (tags & TAG.tuberculosis) {
    for (let visit = 0; visit < 6; visit++) {
      if (random() < 0.9) put(TYPE.tuberculosis, TODAY - 180 + visit * 30 + Math.floor(random() * 28))
    }
  }
  yearly(TYPE.update, 0.5)
  const general = poisson(random, 5.93)
  for (let visit = 0; visit < general; visit++) {
    put(TYPE.general, HISTORY_START + Math.floor(random() * (TODAY - HISTORY_START)))
  }
}

/** 18 characters with a right check digit. */
export function idNumberOf(person: Person): string {
  const sequence = ((person.sequence & ~1) % 1000) + (person.female ? 0 : 1)
  const digits = `990101${isoDay(person.birth).replaceAll('-', '')}${String(sequence).padStart(3, '0').slice(-3)}`
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = weights.reduce((total, weight, place) => total + weight * Number(digits[place]), 0)
  return digits + '10X98765432'[sum % 11]
}

/** What every engine must find at a million residents (design: bench.md). */
export const TOTALS_OF_A_MILLION = {
  residents: 1_000_000,
  signed: 687_335,
  keyPopulation: 348_456,
  keySigned: 296_028,
  fulfilled: 656_115,
  hypertension: 130_576,
  hypertensionStandard: 30_108,
  hypertensionControlled: 85_522,
  diabetes: 48_038,
  diabetesStandard: 11_171,
  diabetesControlled: 20_733,
} as const
