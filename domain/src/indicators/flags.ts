import { type Population, populations } from '../populations/population.ts'
import { type CourseCode, courses } from '../vaccination/vaccines.ts'

/**
 * What is true of one resident on a day, as far as any figure asks. A figure is then two lists of these: who is
 * asked about, and what must also be true to count. The order is the order of the stored bits: add at the end only.
 */
export const traits = [
  /** 常住: alive, registered, has not moved out. Everybody who is counted anywhere. */
  'resident',
  /** 签约: under an agreement in force. */
  'signed',
  /** 重点人群: in at least one population that the policy calls key; each person once. */
  'key',
  /** 特殊人群: in at least one population that the policy wants covered in full. */
  'special',
  /** 签约服务: signed and given at least one service this year while under an agreement. */
  'served',
  /** 履约: signed and given at least one agreed item this year. */
  'fulfilled',
  /** Signed, and at least one agreed item had to be done by now this year. */
  'agreed-item-fallen-due',
  /** …and none of them is overdue or was missed. */
  'agreed-items-kept',
  /** Some service had to be done by now this year. */
  'service-fallen-due',
  /** …and every one of them was done by its last day. */
  'services-on-time',
  /** Some service is owed this year, done or not. */
  'service-owed',
  /** …and none of them is overdue today. */
  'nothing-overdue',
  /** 个性化: under an agreement with a personalised or paid package. */
  'personalised',
  /** An agreement of theirs ran to its end this year. */
  'agreement-expired',
  /** …and was followed by another. */
  'agreement-renewed',
  /** 首次健康评估: assessed since the agreement in force began. */
  'first-assessed',
  /** 健康体检: examined this year. */
  'examined',
  'hypertension-standardised',
  'hypertension-controlled',
  'diabetes-standardised',
  'diabetes-controlled',
  /** Registered poor at home with hypertension or diabetes, for whom the primary package is meant. */
  'poor-with-chronic-disease',
  /** 户: stands for the household in figures that count households. */
  'household',
  /** …which is signed. */
  'household-signed',
  /** 待办: some service can be done today and is not late yet. */
  'service-due',
  /** 即将到期: the agreement in force ends within the days that the policy names, and no other follows it yet. */
  'agreement-expiring',
] as const

export type Trait = (typeof traits)[number]

/**
 * What is true of one resident in the programmes of the specification beside hypertension and diabetes, by the year of
 * the day. In the order of the stored bits: add at the end only.
 */
export const programmeTraits = [
  /** 中医药健康管理: the constitution was told this year. */
  'tcm-served',
  /** 严重精神障碍规范管理: visited often enough this year. */
  'smd-standardised',
  /** 病情稳定 at the last visit of the year. */
  'smd-stable',
  /** 肺结核: notified to the base level this year. */
  'tb-notified',
  /** …and visited since. */
  'tb-managed',
  /** Treatment ended this year (结案). */
  'tb-finished',
  /** …and 规则服药. */
  'tb-regular',
  'copd-standardised',
  /** 传染病报告: reported this year. */
  'infection-reported',
  /** …and the last report was in time. */
  'infection-reported-in-time',
  /** Disabled, of a special family or alone in old age: owed a visit a year. */
  'visit-entitled',
  /** …and visited this year. */
  'visited',
  /** 0～6岁儿童: examined or visited this year. */
  'child-managed',
  /** Born this year. */
  'newborn',
  'newborn-visited',
  /** 6 to 41 months: of an age at which TCM guidance is given. */
  'tcm-child-entitled',
  'tcm-child-served',
  /** Follows an edition of the national schedule. */
  'vaccination-entitled',
  /** …and no dose is late. */
  'vaccination-kept',
  /** A live birth this year. */
  'gave-birth',
  /** …booked with a first check before 13 weeks. */
  'booked-early',
  /** …and visited within 28 days after discharge. */
  'postpartum-visited',
  /** 建证: has a vaccination booklet. */
  'vaccination-booklet',
  /** 传染病登记 this year, reported or not. */
  'infection-registered',
  /** 老年人健康管理: examined this year on a sheet with nothing missing. */
  'examined-completely',
  /** 0～6岁, whatever age the county counts among its key people: of an age at which checks are owed. */
  'child-entitled',
] as const

export type ProgrammeTrait = (typeof programmeTraits)[number]

export type VaccineTrait = `${CourseCode}-due` | `${CourseCode}-given`

/** 接种率: of each course, whether some dose is due by now, and whether all that are due were given. Order as above. */
export const vaccineTraits = (Object.keys(courses) as CourseCode[]).flatMap((course): VaccineTrait[] => [
  `${course}-due`,
  `${course}-given`,
])

/** 县定指标: places for figures of a county's own; what each means is its policy. */
export const ownIndicators = [
  'own-1',
  'own-2',
  'own-3',
  'own-4',
  'own-5',
  'own-6',
  'own-7',
  'own-8',
  'own-9',
  'own-10',
  'own-11',
  'own-12',
] as const
export type OwnIndicatorCode = (typeof ownIndicators)[number]
export type OwnTrait = `${OwnIndicatorCode}-asked` | `${OwnIndicatorCode}-counted`

/** Of each of the county's own figures, whether one is asked about, and whether one counts. Order as above. */
export const ownTraits = ownIndicators.flatMap((code): OwnTrait[] => [`${code}-asked`, `${code}-counted`])

/** One resident's flags in five numbers of 32 bits: quick to compare, small to keep, and one line of SQL to ask for. */
export type Standing = {
  /** Bit n is the nth population of `populations`. */
  populationBits: number
  /** Bit n is the nth of `traits`. */
  traitBits: number
  /** Bit n is the nth of `programmeTraits`. */
  programmeBits: number
  /** Bit n is the nth of `vaccineTraits`. */
  vaccineBits: number
  /** Bit n is the nth of `ownTraits`. */
  ownBits: number
}

/** Who is counted nowhere. */
export const noStanding: Standing = {
  populationBits: 0,
  traitBits: 0,
  programmeBits: 0,
  vaccineBits: 0,
  ownBits: 0,
}

/** The bit of each of some names, in their order. */
const bitOfEach = <Name extends string>(names: readonly Name[]) =>
  Object.fromEntries(names.map((name, index) => [name, 1 << index])) as Record<Name, number>

/** What sets the bits of those that it is given. */
const settingOf =
  <Name extends string>(bitOf: Record<Name, number>) =>
  (given: Iterable<Name>): number => {
    let bits = 0
    for (const name of given) bits |= bitOf[name]
    return bits
  }

const populationBit = bitOfEach(Object.keys(populations) as Population[])
const traitBit = bitOfEach(traits)

export const bitsOfPopulations = settingOf(populationBit)
export const bitsOfTraits = settingOf<Trait>(traitBit)
export const bitsOfProgrammes = settingOf<ProgrammeTrait>(bitOfEach(programmeTraits))
export const bitsOfVaccines = settingOf<VaccineTrait>(bitOfEach(vaccineTraits))
export const bitsOfOwn = settingOf<OwnTrait>(bitOfEach(ownTraits))

/** Whether every one of these bits is set. */
export function hasAll(bits: number, wanted: number): boolean {
  return (bits & wanted) === wanted
}

export function traitsIn(bits: number): Trait[] {
  return traits.filter((trait) => bits & traitBit[trait])
}

export function populationsIn(bits: number): Population[] {
  return (Object.keys(populations) as Population[]).filter((population) => bits & populationBit[population])
}
