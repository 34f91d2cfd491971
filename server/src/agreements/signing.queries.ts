import type { AgreementUnit, SignedVia, SigningKind } from '@qianyue/domain/agreements/agreement.ts'
import { addYears, earlier, type LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { Payer } from '@qianyue/domain/packages/fee-split.ts'
import type { PackageVersion } from '@qianyue/domain/packages/package.ts'
import type { Population } from '@qianyue/domain/populations/population.ts'
import type { AgreedPackage } from '@qianyue/domain/residents/resident-facts.ts'
import { type CompiledQuery, sql } from 'kysely'
import type { Database } from '../database/database.ts'
import type { Shared } from '../http/company.ts'
import type { TeamToSign } from '../teams/teams.queries.ts'
import { notePresentTeam, type PersonRow } from './agreements.queries.ts'

/** A person as a signing looks at one. */
export type PersonToSign = Omit<PersonRow, 'awaySince' | 'idNumberMasked' | 'phoneMasked'> & {
  address: string | null
  /** Cover of the year before that has run out. */
  earlier: PersonRow['taken']
}

/** What is asked before a signing. */
type ToSign = {
  agreementId: string
  residentIds: readonly string[]
  teamId: string | null
  /** The teams in which the viewer works: within reach wherever they are. */
  ownTeamIds: readonly string[]
  startsOn: LocalDate
  /** Signings of the same residents are taken one after the other from here on. */
  lock: boolean
}

/** All that a signing must know, of what the viewer reaches. */
export type KnownToSign = {
  /** The agreement is there already. */
  known: boolean
  people: PersonToSign[]
  team: TeamToSign | null
  packages: PackageVersion[]
  policy: string | null
}

type Known = {
  known: string[]
  people: Omit<PersonToSign, 'earlier'>[] | null
  teams: (TeamToSign & { reached: boolean })[] | null
  packages: PackageVersion[] | null
  policy: string | null
}

/** What signings must know, in one statement for all of them. Locks are taken in the order of ids, so that none waits in a ring. */
export async function signingFacts(
  { db, today }: Pick<Shared, 'db' | 'today'>,
  signings: readonly ToSign[],
): Promise<KnownToSign[]> {
  const residentIds = [...new Set(signings.flatMap((one) => one.residentIds))]
  const teamIds = [...new Set(signings.flatMap(({ teamId }) => teamId ?? []))]
  const starts = signings.map(({ startsOn }) => startsOn).sort()
  const sinceYearBefore = addYears(earlier(starts[0]!, today), -1)
  const locks = signings.some(({ lock }) => lock) ? sql`for no key update` : sql``
  const { rows } = await sql<Known>`
    select facts.* from (
      select array_agg(id) as ids from (
        select r.id from residents r where r.id = any (${residentIds}::uuid[]) order by r.id ${locks}
      ) found
    ) reached
    cross join lateral signings_known(reached.ids, ${signings.map(({ agreementId }) => agreementId)}::uuid[],
      ${teamIds}::uuid[], ${sinceYearBefore}, ${starts.at(-1)}, ${today}) facts
  `.execute(db)
  const { known, people, teams, packages, policy } = rows[0]!
  const peopleById = new Map((people ?? []).map((person) => [person.id, person]))
  return signings.map(({ agreementId, residentIds: ids, teamId, ownTeamIds, startsOn }) => {
    const since = startsOn < today ? startsOn : today
    const team = teams?.find(({ id, reached }) => id === teamId && (reached || ownTeamIds.includes(id)))
    return {
      known: known.includes(agreementId),
      people: ids.flatMap((id) => {
        const person = peopleById.get(id)
        if (!person) return []
        const [taken, before] = parted(person.taken, ({ endsOn }) => endsOn >= since)
        return { ...person, taken, earlier: before }
      }),
      team: team ?? null,
      packages: (packages ?? []).filter(
        ({ validFrom, validUntil }) =>
          validFrom <= startsOn && (validUntil === null || validUntil >= startsOn),
      ),
      policy,
    }
  })
}

function parted<One>(all: readonly One[], isFirst: (one: One) => boolean): [One[], One[]] {
  return [all.filter(isFirst), all.filter((one) => !isFirst(one))]
}

/** Everything that is written when an agreement is signed or kept as a draft. */
export type NewAgreement = {
  id: string
  unit: AgreementUnit
  householdId: string | null
  unitCode: number
  teamId: string
  signatoryId: string
  kind: SigningKind
  followsId: string | null
  startsOn: LocalDate
  endsOn: LocalDate
  termMonths: number
  signedVia: SignedVia
  signedOn: LocalDate | null
  paperDue: boolean
  overCapReason: string | null
  /** The account; null for the program itself. */
  createdBy: string | null
  members: {
    residentId: string
    packages: readonly AgreedPackage[]
    packageVersionIds: readonly string[]
    populations: readonly Population[]
  }[]
  fees: { residentId: string; packageVersionId: string; payer: Payer; feeFen: number }[]
  event: { kind: string; happenedOn: LocalDate; recordedAt: string; details: Record<string, unknown> }
}

/**
 * Writes agreements with their members and fees, and the members' present team where they are signed, in one statement.
 * Nothing is written when a member is not within reach. @returns for each whether it was written; false when the id was
 * there before.
 */
export async function insertAgreements(
  { db }: Pick<Shared, 'db'>,
  agreements: readonly NewAgreement[],
): Promise<boolean[]> {
  const rows = agreements.map(({ members: _, fees: __, ...row }) => row)
  const members = agreements.flatMap((one) => one.members.map((each) => ({ ...each, agreementId: one.id })))
  const fees = agreements.flatMap((one) => one.fees.map((each) => ({ ...each, agreementId: one.id })))
  const residentIds = [...new Set(members.map(({ residentId }) => residentId))]
  const json = (value: unknown) => sql`${JSON.stringify(value)}::json`
  const written = sql<{ id: string }>`
    select written.id from (
      select from residents where id = any (${residentIds}::uuid[]) having count(*) = ${residentIds.length}
    ) all_reached
    cross join lateral write_agreements(${json(rows)}, ${json(members)}, ${json(fees)}) as written (id)
  `.execute(db)
  // Whom the agreement covers on the day of signing has its team; of the others it is asked which has them.
  const elsewhere = agreements.filter(
    ({ startsOn, endsOn, signedOn }) => signedOn !== null && (signedOn < startsOn || signedOn > endsOn),
  )
  const [{ rows: ids }] = await Promise.all([
    written,
    ...elsewhere.map((one) =>
      notePresentTeam(
        { db, today: one.signedOn! },
        one.members.map(({ residentId }) => residentId),
      ),
    ),
  ])
  const isNew = new Set(ids.map(({ id }) => id))
  return agreements.map(({ id }) => isNew.has(id))
}

/** An agreement that is to be given its number: the next of its unit and the year in which it was signed. */
type ToNumber = { id: string; unitCode: number; year: number }

/** Gives a signed agreement its number. */
export async function giveNumber(db: Database, agreement: ToNumber): Promise<void> {
  await db.executeQuery(numbering(db, [agreement]))
}

/**
 * The statement that gives signed agreements their numbers. It is the last thing signings write, so that others of the unit
 * wait for one commit only.
 */
export function numbering(
  db: Database,
  agreements: readonly ToNumber[],
): CompiledQuery<{ id: string; number: string }> {
  return sql<{ id: string; number: string }>`
    select * from number_agreements(${agreements.map(({ id }) => id)}::uuid[],
      ${agreements.map(({ unitCode }) => unitCode)}::bigint[], ${agreements.map(({ year }) => year)}::integer[])
  `.compile(db)
}
