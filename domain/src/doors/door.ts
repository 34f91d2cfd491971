import type { ContestReason } from '../agreements/contest.ts'
import type { LocalDate } from '../days/local-date.ts'
import type { DutyObstacle } from '../duties/duty-words.ts'
import type { Classification, NextStep } from '../follow-ups/assessment.ts'
import type { FormValues } from '../forms/form.ts'
import type { ResidentFacts } from '../residents/resident-facts.ts'
import type { ServiceMode } from '../service-records/service-mode.ts'

/**
 * One door (一户): what a village doctor stands in front of. A household with the members whom the doctor reaches, or one
 * person who belongs to no household. It is the unit in which the phone keeps its copy: all that the rules of duties
 * need, and what a visit looks at.
 */
export type Door = {
  /** The household's id, or the person's own where there is no household. */
  id: string
  household: DoorHousehold | null
  villageCode: number
  villageName: string
  members: readonly DoorMember[]
}

export type DoorHousehold = {
  /** Of the address and the group: an edit says which one it was made from. Absent in copies of earlier programs. */
  version?: number
  registerNumber: string | null
  /** 村民小组. */
  groupNumber: number | null
  address: string
  headId: string | null
  /** 包户医生. */
  responsibleStaffId: string | null
}

export type DoorMember = {
  id: string
  name: string
  /** Syllables with spaces between: wang xiao ming. */
  pinyin: string
  /** 拼音首字母. */
  initials: string
  /** 与户主关系, GB/T 4761. */
  relation: string | null
  /** Whole, so that it can be called from the phone. */
  phone: string | null
  contactName: string | null
  contactPhone: string | null
  idNumberMasked: string | null
  /** Last four characters of the identity number, to find somebody by. */
  idTail: string | null
  /**
   * By which the phone knows the valid service card without holding its number: HMAC-SHA-256 of the number under the
   * resident's id, base64url. Null where there is none.
   */
  cardDigest: string | null
  healthRecordNumber: string | null
  /** Of the resident's data: an edit says which one it was made from. */
  version: number
  profile: Record<string, unknown>
  teamId: string | null
  facts: ResidentFacts
  agreements: readonly DoorAgreement[]
  /** The newest record of every form that stands. */
  latest: readonly LatestRecord[]
  /** Why duties could not be done (无法履行), the newest of each duty. */
  obstacles: readonly DoorObstacle[]
}

export type DoorAgreement = {
  agreementId: string
  number: string | null
  unit: 'household' | 'person'
  teamId: string
  teamName: string
  signatoryId: string
  startsOn: LocalDate
  /** Last day of cover. */
  endsOn: LocalDate
  /** First day without cover when it ended early. */
  terminatedOn: LocalDate | null
  /** Null while it waits for a signature. */
  signedOn: LocalDate | null
  /** Another agreement with this member stands instead (重复签约): it gives no cover. */
  lost: { agreementId: string; teamName: string; signedOn: LocalDate | null; because: ContestReason } | null
}

export type LatestRecord = {
  id: string
  form: string
  service: string | null
  performedOn: LocalDate
  mode: ServiceMode
  values: FormValues
  classification: Classification | null
  nextStep: NextStep
  nextDueOn: LocalDate | null
}

export type DoorObstacle = {
  dutyKey: string
  reason: DutyObstacle
  remark: string
  notedOn: LocalDate
}

/** What was done for the members of a door, the newest first: what is read after the day's list is there. */
export type DoorHistory = {
  /** Of the door. */
  id: string
  records: readonly HistoryRecord[]
}

export type HistoryRecord = LatestRecord & {
  residentId: string
  performedByName: string | null
  /** Moment of the server at which it arrived. */
  recordedAt: string
}

/**
 * A number that is the same for the same set of doors, in whatever order: whether two copies hold the same doors. The last
 * sixteen digits of the ids, which are random, xor-ed. Repeated in SQL (sync.queries.ts); a test holds the two together.
 */
export function digestOf(doorIds: Iterable<string>): string {
  let digest = 0n
  for (const id of doorIds) digest ^= BigInt(`0x${id.replaceAll('-', '').slice(16)}`)
  return digest.toString(16).padStart(16, '0')
}
