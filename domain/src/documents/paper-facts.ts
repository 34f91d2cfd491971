import type { LocalDate } from '../days/local-date.ts'
import type { AgreedItem, Sex } from '../residents/resident-facts.ts'

/** Who serves: the institution and the team that stand on every paper (甲方). */
export type ProviderOnPaper = {
  countyName: string
  institution: string
  institutionAddress: string | null
  teamName: string
  leaderName: string
  /** The leader first. */
  members: readonly { staffId: string; name: string; role: string; phone: string | null }[]
  servicePhone: string | null
  serviceHours: string | null
  guidingInstitution: string | null
}

/** One resident as the papers name them. Numbers come masked unless showing them in full was asked for, with a reason. */
export type ResidentOnPaper = {
  name: string
  sex: Sex
  birthDate: LocalDate
  idNumber: string | null
  phone: string | null
  address: string | null
  villageName: string
  healthRecordNumber: string | null
  /** Relation to the head of the household, in words. */
  relation: string
  /** Key populations, in words. */
  populations: readonly string[]
  insurance: string | null
}

/** Whole fen by payer (code-lists.md §5). */
export type FeeOnPaper = {
  insuranceFundFen: number
  publicHealthFundFen: number
  policyReliefFen: number
  /** 地方财政补助和其他补助. */
  otherFundsFen: number
  institutionFen: number
  residentFen: number
}

export type PackageOnPaper = {
  name: string
  feeFen: number
  items: readonly (AgreedItem & { name: string })[]
}

type MemberOnPaper = ResidentOnPaper & { packages: readonly PackageOnPaper[]; fee: FeeOnPaper }

export type AgreementOnPaper = {
  number: string
  kind: 'first' | 'renewal' | 'transfer' | 'late-signing'
  unit: 'household' | 'person'
  signedVia: 'clinic' | 'home' | 'online'
  signedOn: LocalDate
  startsOn: LocalDate
  /** Last day of cover. */
  endsOn: LocalDate
  termMonths: number
  /** Last day of the agreement this one follows. */
  previousEndsOn: LocalDate | null
  terminated: { on: LocalDate; reason: string } | null
  provider: ProviderOnPaper
  signatory: ResidentOnPaper
  members: readonly MemberOnPaper[]
}
