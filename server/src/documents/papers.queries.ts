import { levelOf, parentOf } from '@qianyue/domain/access/org-unit.ts'
import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type {
  FeeOnPaper,
  PackageOnPaper,
  ProviderOnPaper,
  ResidentOnPaper,
} from '@qianyue/domain/documents/paper-facts.ts'
import { relations } from '@qianyue/domain/households/relation.ts'
import type { Payer } from '@qianyue/domain/packages/fee-split.ts'
import {
  type AgePolicy,
  type Population,
  populations,
  populationWords,
} from '@qianyue/domain/populations/population.ts'
import { insuranceWords } from '@qianyue/domain/residents/payment-methods.ts'
import type { AgreedPackage, Sex } from '@qianyue/domain/residents/resident-facts.ts'
import { serviceName } from '@qianyue/domain/services/services.ts'
import { type TeamRole, teamRoles } from '@qianyue/domain/teams/team.ts'
import { sql } from 'kysely'
import { reachesUnit } from '../access/viewer.ts'
import type { Context } from '../http/context.ts'
import { policyAt } from '../policy/policy.queries.ts'

/** Whole ID and phone numbers, or as they are masked. */
export type Numbers = 'masked' | 'full'

/** Agreements of an unsigned or a signed kind, by id, within reach. */
export async function agreementRows({ db }: Context, ids: readonly string[]) {
  if (ids.length === 0) return []
  return await db
    .selectFrom('agreements')
    .leftJoin('agreements as before', 'before.id', 'agreements.followsId')
    .select([
      'agreements.id',
      'agreements.number',
      'agreements.unit',
      'agreements.kind',
      'agreements.teamId',
      'agreements.signatoryId',
      'agreements.startsOn',
      'agreements.endsOn',
      'agreements.termMonths',
      'agreements.signedVia',
      'agreements.signedOn',
      'agreements.terminatedOn',
      'agreements.endReason',
      'before.endsOn as previousEndsOn',
    ])
    .where('agreements.id', 'in', ids)
    .orderBy('agreements.number')
    .execute()
}

/** Members with their packages, by agreement; in the order in which they are printed: the elders first. */
export async function memberRows({ db, today }: Context, agreementIds: readonly string[]) {
  if (agreementIds.length === 0) return []
  const { ages } = await policyAt(db, today)
  const rows = await db
    .selectFrom('agreementMembers')
    .innerJoin('residents', 'residents.id', 'agreementMembers.residentId')
    .select(['agreementId', 'residentId', 'packages', 'packageVersionIds', 'agreementMembers.populations'])
    .where('agreementId', 'in', agreementIds)
    .where('declined', '=', false)
    .orderBy('birthDate')
    .orderBy('residentId')
    .execute()
  return rows.map((row) => ({
    ...row,
    packages: row.packages as AgreedPackage[],
    populations: row.populations.map((one) => populationName(one, ages)),
  }))
}

/** Who pays what for each member, summed by payer; and the price of each package. */
export async function feeRows({ db }: Context, agreementIds: readonly string[]) {
  if (agreementIds.length === 0) return []
  const rows = await db
    .selectFrom('agreementFees')
    .innerJoin('packageVersions', 'packageVersions.id', 'agreementFees.packageVersionId')
    .select(['agreementId', 'residentId', 'code', 'payer', 'feeFen'])
    .where('agreementId', 'in', agreementIds)
    .execute()
  return rows.map((row) => ({ ...row, payer: row.payer as Payer }))
}

const feeOf: Record<Payer, keyof FeeOnPaper> = {
  'insurance-fund': 'insuranceFundFen',
  'public-health-fund': 'publicHealthFundFen',
  'policy-relief': 'policyReliefFen',
  institution: 'institutionFen',
  'local-finance': 'otherFundsFen',
  'central-finance': 'otherFundsFen',
  'provincial-finance': 'otherFundsFen',
  'city-finance': 'otherFundsFen',
  'county-finance': 'otherFundsFen',
  'other-funds': 'otherFundsFen',
  resident: 'residentFen',
}

export function feeOnPaper(rows: readonly { payer: Payer; feeFen: number }[]): FeeOnPaper {
  const fee: FeeOnPaper = {
    insuranceFundFen: 0,
    publicHealthFundFen: 0,
    policyReliefFen: 0,
    institutionFen: 0,
    otherFundsFen: 0,
    residentFen: 0,
  }
  for (const { payer, feeFen } of rows) fee[feeOf[payer]] += feeFen
  return fee
}

export function packagesOnPaper(
  packages: readonly AgreedPackage[],
  fees: readonly { code: string; feeFen: number }[],
): PackageOnPaper[] {
  return packages.map(({ packageCode, name, items }) => ({
    name,
    feeFen: fees.filter(({ code }) => code === packageCode).reduce((sum, { feeFen }) => sum + feeFen, 0),
    items: items.map((item) => ({ ...item, name: serviceName(item.service) })),
  }))
}

/** Residents as papers name them, by id. */
export async function residentsOnPaper(
  { db, crypto, today }: Context,
  ids: readonly string[],
  numbers: Numbers,
): Promise<Map<string, ResidentOnPaper & { residentId: string }>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('residents')
    .leftJoin('households', 'households.id', 'residents.householdId')
    .leftJoin('orgUnits', 'orgUnits.code', 'residents.villageCode')
    .select([
      'residents.id',
      'residents.name',
      'sex',
      'birthDate',
      'idNumberMasked',
      'phoneMasked',
      'relation',
      'healthRecordNumber',
      'profile',
      'households.address',
      'orgUnits.areaName',
    ])
    .select(numbers === 'full' ? ['idNumberEncrypted', 'phoneEncrypted'] : [])
    .where('residents.id', 'in', ids)
    .execute()
  const declared = await db
    .selectFrom('residentPopulations')
    .select(['residentId', 'population'])
    .where('residentId', 'in', ids)
    .where('since', '<=', today)
    .where((where) => where.or([where('until', 'is', null), where('until', '>=', today)]))
    .orderBy('population')
    .execute()
  const { ages } = await policyAt(db, today)
  const whole = (sealed: Buffer | null | undefined, masked: string | null) =>
    sealed ? crypto.decrypt(sealed) : masked
  return new Map(
    rows.map((row) => [
      row.id,
      {
        residentId: row.id,
        name: row.name,
        sex: row.sex as Sex,
        birthDate: row.birthDate,
        idNumber: whole(row.idNumberEncrypted, row.idNumberMasked),
        phone: whole(row.phoneEncrypted, row.phoneMasked),
        address: row.address === null || row.address === '' ? row.areaName : row.address,
        villageName: row.areaName ?? '',
        healthRecordNumber: row.healthRecordNumber,
        relation: relationName(row.relation),
        populations: declared
          .filter(({ residentId }) => residentId === row.id)
          .map(({ population }) => populationName(population, ages)),
        insurance: insuranceWords((row.profile as { paymentMethods?: string[] }).paymentMethods),
      },
    ]),
  )
}

/** Who answers for each resident, by staff id; those for whom nobody does are left out. */
export async function doctorsOfResidents(
  { db }: Pick<Context, 'db'>,
  residentIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('residentStanding')
    .select(['residentId', 'responsibleStaffId'])
    .where('residentId', 'in', residentIds)
    .where('responsibleStaffId', 'is not', null)
    .execute()
  return new Map(rows.map(({ residentId, responsibleStaffId }) => [residentId, responsibleStaffId!]))
}

/** 责任区域: of each village the households and people whom somebody answers for, and those with an agreement in force today. */
export async function areaOfDoctor({ db, today }: Context, staffId: string) {
  type Area = Record<'households' | 'persons' | 'signedHouseholds' | 'signedPersons', number>
  const { rows } = await sql<Area & { name: string }>`
    with own as (
      select r.village_code, coalesce(r.household_id, r.id) as door, exists (
        select from agreement_members m join agreements a on a.id = m.agreement_id
        where m.resident_id = r.id and not m.declined and a.signed_on is not null and m.starts_on <= ${today}
          and m.ends_on >= ${today} and (m.terminated_on is null or m.terminated_on > ${today})) as is_signed
      from resident_standing s join residents r on r.id = s.resident_id
      where s.responsible_staff_id = ${staffId} and r.merged_into_id is null and r.died_on is null
        and r.moved_out_on is null
    )
    select u.area_name as name, count(distinct door)::int as households, count(*)::int as persons,
      count(distinct door) filter (where is_signed)::int as signed_households,
      count(*) filter (where is_signed)::int as signed_persons
    from own join org_units u on u.code = own.village_code group by u.code, u.area_name order by u.code`.execute(
    db,
  )
  return rows
}

/** Each team with its institution and its members on a day, the leader first. */
export async function providersOnPaper(
  { db, viewer }: Context,
  teamIds: readonly string[],
  day: LocalDate,
): Promise<Map<string, ProviderOnPaper>> {
  if (teamIds.length === 0) return new Map()
  const teams = await db
    .selectFrom('teams')
    .innerJoin('orgUnits', 'orgUnits.code', 'teams.unitCode')
    .select([
      'teams.id',
      'teams.name',
      'teams.unitCode',
      'teams.phone',
      'orgUnits.name as institution',
      'orgUnits.address as institutionAddress',
      'orgUnits.phone as institutionPhone',
    ])
    .where('teams.id', 'in', teamIds)
    .execute()
  const members = await db
    .selectFrom('teamMembers')
    .innerJoin('staff', 'staff.id', 'teamMembers.staffId')
    .select(['teamId', 'staffId', 'role', 'leads', 'staff.name', 'staff.phone'])
    .where('teamId', 'in', teamIds)
    .where('since', '<=', day)
    .where((where) => where.or([where('until', 'is', null), where('until', '>=', day)]))
    .orderBy('leads', 'desc')
    .orderBy('since')
    .orderBy('staff.name')
    .execute()
  const units = await db.selectFrom('orgUnits').select(['code', 'name']).execute()
  const unitName = (code: number | null) => units.find((unit) => unit.code === code)?.name ?? null
  return new Map(
    teams.map((team) => {
      const own = members.filter(({ teamId }) => teamId === team.id)
      return [
        team.id,
        {
          countyName: viewer.countyName,
          institution: team.institution,
          institutionAddress: team.institutionAddress,
          teamName: team.name,
          leaderName: own.find(({ leads }) => leads)?.name ?? '',
          members: own.map(({ staffId, name, role, phone }) => ({
            staffId,
            name,
            role: teamRoles[role as TeamRole] ?? role,
            phone,
          })),
          servicePhone: team.phone ?? team.institutionPhone,
          serviceHours: null,
          guidingInstitution: levelOf(team.unitCode) === 'county' ? null : unitName(parentOf(team.unitCode)),
        },
      ]
    }),
  )
}

/** The agreement that covers each resident on a day. */
export async function coveringAgreements({ db }: Context, residentIds: readonly string[], day: LocalDate) {
  if (residentIds.length === 0) return []
  return await db
    .selectFrom('agreementMembers')
    .innerJoin('agreements', 'agreements.id', 'agreementMembers.agreementId')
    .select(['agreementMembers.residentId', 'agreementMembers.agreementId', 'agreementMembers.teamId'])
    .where('agreementMembers.residentId', 'in', residentIds)
    .where('agreementMembers.declined', '=', false)
    .where('agreements.signedOn', 'is not', null)
    .where('agreementMembers.startsOn', '<=', day)
    .where('agreementMembers.endsOn', '>=', day)
    .where((where) =>
      where.or([
        where('agreementMembers.terminatedOn', 'is', null),
        where('agreementMembers.terminatedOn', '>', day),
      ]),
    )
    .execute()
}

/** Living residents of a household or a village who are there, by household and age. */
export async function residentIdsOf({ db }: Context, of: { householdId: string } | { villageCode: number }) {
  const rows = await db
    .selectFrom('residents')
    .leftJoin('households', 'households.id', 'residents.householdId')
    .select('residents.id')
    .where('diedOn', 'is', null)
    .where('movedOutOn', 'is', null)
    .where('mergedIntoId', 'is', null)
    .where((where) =>
      'householdId' in of
        ? where('residents.householdId', '=', of.householdId)
        : where('residents.villageCode', '=', of.villageCode),
    )
    .orderBy('households.groupNumber')
    .orderBy('households.address')
    .orderBy('residents.householdId')
    .orderBy('residents.birthDate')
    .execute()
  return rows.map(({ id }) => id)
}

export async function villageIsReached({ db, reach }: Context, villageCode: number): Promise<boolean> {
  if (!reachesUnit(reach, villageCode)) return false
  const unit = await db
    .selectFrom('orgUnits')
    .select('code')
    .where('code', '=', villageCode)
    .executeTakeFirst()
  return unit !== undefined
}

function relationName(code: string | null): string {
  if (code === null) return ''
  return code in relations ? relations[code as keyof typeof relations] : code
}

function populationName(code: string, ages: AgePolicy): string {
  return code in populations ? populationWords(code as Population, ages) : code
}
