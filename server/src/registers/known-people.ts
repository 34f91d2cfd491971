import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { KnownResident } from '@qianyue/domain/registers/changes.ts'

/** A resident of the system whom a row of a register may be. */
export type Match = KnownResident & {
  idNumberMasked: string | null
  diedOn: LocalDate | null
  movedOutOn: LocalDate | null
  village: string
  address: string
  registerNumber: string | null
  groupNumber: number | null
}

/** What is asked of the system about some rows, in the order of the rows. */
export type PeopleAsked = {
  idNumbers: readonly (string | null)[]
  /** Empty when the row does not say. */
  names: readonly string[]
  birthDates: readonly (LocalDate | null)[]
  /** Residents whom somebody has chosen for one of the rows. */
  chosen: readonly string[]
}

/** Who was found for them. */
export type PeopleFound = {
  byIdNumber: ReadonlyMap<string, Match>
  /** Identity numbers that somebody out of reach has. */
  elsewhere: ReadonlySet<string>
  /** By {@link nameKey}. */
  byName: ReadonlyMap<string, Match[]>
  /** By id. */
  chosen: ReadonlyMap<string, Match>
}

export const nobodyFound: PeopleFound = {
  byIdNumber: new Map(),
  elsewhere: new Set(),
  byName: new Map(),
  chosen: new Map(),
}

export function nameKey({ name, birthDate }: { name: string; birthDate: LocalDate }): string {
  return `${name}|${birthDate}`
}
