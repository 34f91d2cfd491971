import type { LocalDate } from '../days/local-date.ts'
import type { PopulationMembership } from '../populations/population.ts'
import type { GroupResult } from '../result-rechecks/judge-results.ts'

/** GB/T 2261.1: 1 男性, 2 女性, 0 and 9 未知、未说明. */
export type Sex = 'male' | 'female' | 'unknown'

/**
 * What is known of one resident, as plain data: all that the rules of duties and figures may look at. It is the
 * same on the server, on a phone without a signal and in the bench.
 */
export type ResidentFacts = {
  residentId: string
  birthDate: LocalDate
  sex: Sex
  /** The day the resident became known here: nothing is owed before it. */
  registeredOn: LocalDate
  diedOn: LocalDate | null
  /** First day on which the resident no longer lives here. */
  movedOutOn: LocalDate | null
  /** 外出: away for work from this day. */
  awaySince: LocalDate | null
  /** Last day away; null while it is not known. */
  awayUntil: LocalDate | null
  populations: readonly PopulationMembership[]
  agreements: readonly AgreementFacts[]
  /** In the order they were performed. */
  services: readonly ServiceFacts[]
}

/** One agreement as it covers one of its members. */
export type AgreementFacts = {
  agreementId: string
  teamId: string
  startsOn: LocalDate
  /** Last day of cover. */
  endsOn: LocalDate
  /** First day without cover when the agreement, or this member's part in it, ended early. */
  terminatedOn: LocalDate | null
  packages: readonly AgreedPackage[]
}

/** A package as it was when it was agreed: its version is pinned at signing. */
export type AgreedPackage = {
  packageCode: string
  name: string
  /** 个性化、有偿: counts in 个性化签约率. */
  paid: boolean
  items: readonly AgreedItem[]
}

export type AgreedItem = {
  /** A code of the service catalogue. */
  service: string
  /** How many times in each period. */
  times: number
  every: 'month' | 'quarter' | 'half-year' | 'year' | 'term' | 'on-need'
}

/** A service that was delivered, with what the rules need of its result. */
export type ServiceFacts = {
  recordId: string
  /** The form it was recorded on; a service of the catalogue names the forms that fulfil it. */
  form: string
  /** The service that a general service record (form `general-service`) names. */
  service?: string | null
  performedOn: LocalDate
  mode: 'clinic' | 'home' | 'phone' | 'online' | 'group'
  /** 控制满意 or not; null where the form does not classify control. */
  controlled: boolean | null
  /** The day the rules of the form set for the next visit. */
  nextDueOn: LocalDate | null
  /** 转诊 was advised or made: its result is followed up within two weeks. */
  referred: boolean
  /** Whether every box that the sheet expects is filled; left out it is not known. */
  complete?: boolean
  /** What other duties follow from, of the few sheets that say it; absent on all others. */
  details?: ServiceDetails | null
}

export type ServiceDetails = {
  /** 末次月经. */
  lastPeriodOn?: LocalDate
  /** Delivery or loss. */
  endedOn?: LocalDate
  /** Code of 妊娠结局. */
  outcome?: number
  dischargedOn?: LocalDate
  /** Doses given or told of. */
  doses?: readonly DoseFacts[]
  /** 建证日期 of the vaccination booklet. */
  bookletOn?: LocalDate
  /** Blood pressure, of two arms where both were measured. */
  systolicMmHg?: number
  diastolicMmHg?: number
  leftSystolicMmHg?: number
  leftDiastolicMmHg?: number
  rightSystolicMmHg?: number
  rightDiastolicMmHg?: number
  /** Told by sheets that hold one. */
  fastingGlucoseMmolL?: number
  /** Told by an examination and by rechecks: what was looked at, and what has to be looked at again. */
  results?: readonly GroupResult[]
  /** Codes of 特殊健康状态 that change the vaccination schedule. */
  specialConditions?: readonly number[]
}

/** One vaccine dose (接种剂次). */
export type DoseFacts = { vaccine: string; givenOn: LocalDate }
