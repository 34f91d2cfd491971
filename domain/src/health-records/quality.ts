import type { LocalDate } from '../days/local-date.ts'
import { type Form, type FormValues, fieldOf, type Subject } from '../forms/form.ts'
import { personalInformation } from '../forms/health-record/personal-information.ts'
import { problemsOf } from '../forms/problems.ts'
import type { Population } from '../populations/population.ts'
import type { HealthRecordPolicy } from './health-record-policy.ts'

/** What a look at a record can find wrong (档案质控): what is missing, and what contradicts itself. */
export const flawNames = {
  'no-basic-information': '没有个人基本信息表',
  'no-id-number': '没有身份证号',
  'identity-contradicts': '出生日期或性别与身份证号不一致',
  'no-phone': '没有联系电话',
  'no-contact': '没有联系人',
  'contact-is-oneself': '联系人电话与本人电话相同',
  'no-address': '没有住址',
  'no-responsible-doctor': '没有责任医生',
  'box-empty': '缺项',
  'box-contradicts': '填写矛盾',
  'disease-not-in-history': '在慢病名册，既往史未填该病',
  'disease-not-managed': '既往史有该病，未纳入名册',
  'disability-not-in-history': '在残疾人名册，残疾情况填为无',
  'served-before-opening': '建档日期晚于首次服务',
} as const

export type FlawCode = keyof typeof flawNames

/** One finding; `field` is the box of the basic information sheet that it is about. */
type Flaw = { readonly code: FlawCode; readonly field?: string }

/** Everything that the check looks at. */
export type RecordToCheck = {
  openedOn: LocalDate
  /** The day of the first service, whatever it was. */
  firstServedOn: LocalDate | null
  hasIdNumber: boolean
  /** Codes of what contradicts the identity number. */
  identityWarnings: readonly string[]
  hasPhone: boolean
  hasContact: boolean
  contactIsOneself: boolean
  hasAddress: boolean
  hasResponsibleDoctor: boolean
  /** Lists the resident is on today. */
  populations: readonly Population[]
  /** The last basic information sheet; children have none of their own, their record is the newborn's visit. */
  information: { values: FormValues; about: Subject } | null
  isChild: boolean
}

/** 既往史 codes of the lists that a disease makes somebody belong to. Source: public-health-spec.md §2.3. */
const listedDiseases: readonly { population: Population; code: number }[] = [
  { population: 'hypertension', code: 2 },
  { population: 'type2-diabetes', code: 3 },
  { population: 'copd', code: 5 },
  { population: 'cancer', code: 6 },
  { population: 'severe-mental-disorder', code: 8 },
  { population: 'tuberculosis', code: 9 },
]
/** A diabetes of another type, a cancer long cured and a tuberculosis once had do not make somebody a patient today. */
const managedWhenHad: readonly Population[] = ['hypertension', 'copd', 'severe-mental-disorder']

/** What is missing or contradicts itself: the whole sheet, the identity, then the boxes in their order. */
export function flawsOf(record: RecordToCheck): Flaw[] {
  const flaws: Flaw[] = []
  const find = (isFound: boolean, code: FlawCode, field?: string) => {
    if (isFound) flaws.push(field === undefined ? { code } : { code, field })
  }
  find(record.information === null && !record.isChild, 'no-basic-information')
  find(!record.hasIdNumber, 'no-id-number')
  find(
    record.identityWarnings.some((code) => contradictions.has(code)),
    'identity-contradicts',
  )
  find(!record.hasPhone, 'no-phone')
  find(!record.hasContact, 'no-contact')
  find(record.contactIsOneself, 'contact-is-oneself')
  find(!record.hasAddress, 'no-address')
  find(!record.hasResponsibleDoctor, 'no-responsible-doctor')
  find(record.firstServedOn !== null && record.firstServedOn < record.openedOn, 'served-before-opening')
  if (record.information !== null)
    flaws.push(...flawsOfSheet(personalInformation, record.information), ...flawsOfLists(record))
  return flaws
}

const contradictions: ReadonlySet<string> = new Set([
  'birth-contradicts-id',
  'sex-contradicts-id',
  'age-contradicts-birth',
])

function flawsOfSheet(form: Form, { values, about }: NonNullable<RecordToCheck['information']>): Flaw[] {
  return problemsOf(form, values, about).flatMap(({ code, field }): Flaw[] => {
    if (code === 'incomplete' || code === 'missing') return [{ code: 'box-empty', field }]
    return code === 'contradiction' ? [{ code: 'box-contradicts', field }] : []
  })
}

function flawsOfLists({ populations, information }: RecordToCheck): Flaw[] {
  const { pastDiseases, disabilities } = information?.values ?? {}
  const flaws: Flaw[] = []
  if (Array.isArray(pastDiseases)) {
    const had: readonly unknown[] = pastDiseases
    for (const { population, code } of listedDiseases) {
      const isListed = populations.includes(population)
      if (isListed && !had.includes(code))
        flaws.push({ code: 'disease-not-in-history', field: 'pastDiseases' })
      if (!isListed && had.includes(code) && managedWhenHad.includes(population))
        flaws.push({ code: 'disease-not-managed', field: 'pastDiseases' })
    }
  }
  if (
    populations.includes('disabled') &&
    Array.isArray(disabilities) &&
    (disabilities as unknown[]).includes(1)
  )
    flaws.push({ code: 'disability-not-in-history', field: 'disabilities' })
  return flaws
}

/** 质控得分: a hundred less what each flaw takes, not below nothing. */
export function scoreOf(flaws: readonly Flaw[], { weights }: Pick<HealthRecordPolicy, 'weights'>): number {
  const points = new Map(weights.map(({ flaw, points: taken }) => [flaw, taken]))
  return Math.max(
    0,
    flaws.reduce((score, { code }) => score - (points.get(code) ?? 0), 100),
  )
}

/** 合格. */
export function isQualified(
  score: number | null,
  { qualifiedFrom }: Pick<HealthRecordPolicy, 'qualifiedFrom'>,
) {
  return score !== null && score >= qualifiedFrom
}

/** A flaw as it is kept, `box-empty:education`. */
export function flawText({ code, field }: Flaw): string {
  return field === undefined ? code : `${code}:${field}`
}

/** As it was kept; what the program no longer knows is left out. */
export function flawOf(text: string): Flaw | null {
  const [code = '', field] = text.split(':')
  if (!Object.hasOwn(flawNames, code)) return null
  return field === undefined ? { code: code as FlawCode } : { code: code as FlawCode, field }
}

/** In words: 缺项：文化程度. */
export function flawWords({ code, field }: Flaw): string {
  const name = field === undefined ? undefined : fieldOf(personalInformation, field)?.name
  return name === undefined ? flawNames[code] : `${flawNames[code]}：${name}`
}
