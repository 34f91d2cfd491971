import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { ResidentChanges } from '@qianyue/domain/registers/changes.ts'
import type { RegisterPerson } from '@qianyue/domain/registers/person-row.ts'
import type { RegisterProblem } from '@qianyue/domain/registers/register-problem.ts'

/** What of a row is encrypted. */
export type RowContent = {
  person: RegisterPerson
  householdNumber: string | null
  /** Of several people in the lines of one row, whose this is, from 1; absent of the first. */
  line?: number
  changes?: ResidentChanges
  changesInWords?: { field: string; from: string; to: string }[]
  candidates?: Candidate[]
  /** All cells of a row that stays out: they are given back in an Excel. */
  cells?: (string | number | null)[]
}

export type Candidate = {
  residentId: string
  name: string
  birthDate: LocalDate
  idNumberMasked: string | null
  address: string
}

/**
 * Where each field of a person stands in what is kept: without their names, which would be half of it. Registers that were
 * checked before an update of the program are read after it, so that a new field comes last.
 */
const PLACE: Record<keyof RegisterPerson, number> = {
  name: 0,
  sex: 1,
  idNumber: 2,
  birthDate: 3,
  ethnicity: 4,
  phone: 5,
  relation: 6,
  township: 7,
  village: 8,
  group: 9,
  address: 10,
  isAway: 11,
  saysWhereLiving: 12,
  populations: 13,
  paymentMethods: 14,
  remarks: 15,
}
const FIELDS = Object.entries(PLACE) as [keyof RegisterPerson, number][]

type Fields = unknown[]
type Rest = Omit<RowContent, 'person'>

/** The form in which a row is kept: the fields of its person, and what else there is. */
export function keptRow({ person, ...rest }: RowContent): [Fields, Rest] {
  return [FIELDS.map(([field]) => person[field]), rest]
}

/** A row from the form in which it is kept, or was before persons were kept as lists. */
export function rowKept(kept: unknown): RowContent {
  if (!Array.isArray(kept)) return kept as RowContent
  const [fields, rest] = kept as [Fields, Rest]
  const person: Partial<Record<keyof RegisterPerson, unknown>> = {}
  for (const [field, place] of FIELDS) person[field] = fields[place]
  return { person: person as RegisterPerson, ...rest }
}

/** The form in which the encrypted part of a problem is kept. */
export function keptProblem({ message, value }: RegisterProblem): [message: string, value: string] {
  return [message, value]
}
