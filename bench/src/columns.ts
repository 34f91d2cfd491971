import { dayNumber, startWorkload, TAG, TODAY, TYPE, unitsOf, YEAR_START } from './workload.ts'

/** Who is 65 in the assessment year. */
const BORN_UNTIL = dayNumber(1961, 7, 1)

/** What is counted, in this order, for each organisation. */
const KINDS = [
  'residents',
  'signed',
  'keyPopulation',
  'keySigned',
  'fulfilled',
  'hypertension',
  'hypertensionStandard',
  'hypertensionControlled',
  'diabetes',
  'diabetesStandard',
  'diabetesControlled',
] as const

export type Totals = Record<(typeof KINDS)[number], number>

/** The workload as plain columns, in order of day: as little as can be read to answer. */
export type Columns = {
  tags: Uint16Array
  signed: Uint8Array
  isOld: Uint8Array
  resident: Uint32Array
  type: Uint8Array
  day: Uint16Array
  systolic: Uint8Array
  diastolic: Uint8Array
  glucose: Uint8Array
}

export function columnsOf(residents: number, seed: number): Columns {
  const tags = new Uint16Array(residents)
  const signed = new Uint8Array(residents)
  const isOld = new Uint8Array(residents)
  // Of records only those of the assessment year are counted, about a third of eleven a resident.
  const room = residents * 8
  const made = {
    resident: new Uint32Array(room),
    type: new Uint8Array(room),
    day: new Uint16Array(room),
    systolic: new Uint8Array(room),
    diastolic: new Uint8Array(room),
    glucose: new Uint8Array(room),
  }
  let records = 0
  startWorkload(seed)(
    residents,
    (resident, person) => {
      tags[resident] = person.tags
      signed[resident] = person.signedDay ? 1 : 0
      isOld[resident] = person.birth <= BORN_UNTIL ? 1 : 0
    },
    (resident, type, day, systolic, diastolic, glucose) => {
      if (day < YEAR_START || day >= TODAY) return
      made.resident[records] = resident
      made.type[records] = type
      made.day[records] = day
      made.systolic[records] = systolic
      made.diastolic[records] = diastolic
      made.glucose[records] = glucose
      records++
    },
  )
  return {
    tags,
    signed,
    isOld,
    resident: made.resident.subarray(0, records),
    type: made.type.subarray(0, records),
    day: made.day.subarray(0, records),
    systolic: made.systolic.subarray(0, records),
    diastolic: made.diastolic.subarray(0, records),
    glucose: made.glucose.subarray(0, records),
  }
}

/** The eleven counts behind the seven rates, for every village, township and county: one pass over the year's records. */
export function countColumns(columns: Columns): { organisations: number; totals: Totals } {
  const { tags, signed, isOld, resident, type, day, systolic, diastolic, glucose } = columns
  const people = tags.length
  const quarters = new Uint8Array(people)
  const served = new Uint8Array(people)
  const pressure = new Uint32Array(people)
  const sugar = new Uint32Array(people)
  for (let at = 0; at < resident.length; at++) {
    const who = resident[at]!
    const since = day[at]! - YEAR_START
    const quarter = since < 92 ? 0 : since < 184 ? 1 : since < 274 ? 2 : 3
    let is = served[who]! | 1
    if (type[at] === TYPE.hypertension) {
      quarters[who]! |= 1 << quarter
      const value = (day[at]! << 16) | (systolic[at]! << 8) | diastolic[at]!
      if (value > pressure[who]!) pressure[who] = value
    } else if (type[at] === TYPE.diabetes) {
      quarters[who]! |= 16 << quarter
      const value = (day[at]! << 8) | glucose[at]!
      if (value > sugar[who]!) sugar[who] = value
    } else if (type[at] === TYPE.examination) is |= 2
    served[who] = is
  }
  const wide = KINDS.length
  const villages = new Uint32Array(Math.ceil(people / 1000) * wide)
  for (let who = 0; who < people; who++) {
    const at = Math.floor(who / 1000) * wide
    const tag = tags[who]!
    const isSigned = signed[who] === 1
    villages[at]!++
    if (isSigned) villages[at + 1]!++
    if (tag) villages[at + 2]!++
    if (tag && isSigned) villages[at + 3]!++
    if (isSigned && served[who]) villages[at + 4]!++
    if (tag & TAG.hypertension) {
      villages[at + 5]!++
      if ((quarters[who]! & 15) === 15 && served[who]! & 2) villages[at + 6]!++
      const last = pressure[who]!
      if (last && (last & 255) < 90 && ((last >> 8) & 255) < (isOld[who] ? 150 : 140)) villages[at + 7]!++
    }
    if (tag & TAG.diabetes) {
      villages[at + 8]!++
      if (quarters[who]! >> 4 === 15 && served[who]! & 2) villages[at + 9]!++
      if (sugar[who] && (sugar[who]! & 255) < 70) villages[at + 10]!++
    }
  }
  const sums = new Map<string, Uint32Array>()
  for (let village = 0; village * wide < villages.length; village++) {
    const { township, county } = unitsOf(village * 1000)
    for (const unit of [`township ${township}`, `county ${county}`, 'all']) {
      const sum = sums.get(unit) ?? new Uint32Array(wide)
      sums.set(unit, sum)
      for (let kind = 0; kind < wide; kind++) sum[kind]! += villages[village * wide + kind]!
    }
  }
  const all = sums.get('all')!
  return {
    organisations: villages.length / wide + sums.size,
    totals: Object.fromEntries(KINDS.map((kind, at) => [kind, all[at]])) as Totals,
  }
}
