import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { FeeShare } from '@qianyue/domain/packages/fee-split.ts'
import type {
  PackageGroup,
  PackageItem,
  PackageTier,
  PackageVersion,
} from '@qianyue/domain/packages/package.ts'
import type { Population } from '@qianyue/domain/populations/population.ts'
import { sql } from 'kysely'
import { asJson } from '../database/column-types.ts'
import type { Database } from '../database/database.ts'

type Row = {
  id: string
  code: string
  name: string
  packageGroup: string
  tier: string
  validFrom: LocalDate
  validUntil: LocalDate | null
  items: unknown
  yearlyPriceFen: number
  shares: unknown
  needsAnyPopulation: string[]
  needsAnyPackage: string[]
  excludes: string[]
  maxPersons: number | null
}

const columns = [
  'id',
  'code',
  'name',
  'packageGroup',
  'tier',
  'validFrom',
  'validUntil',
  'items',
  'yearlyPriceFen',
  'shares',
  'needsAnyPopulation',
  'needsAnyPackage',
  'excludes',
  'maxPersons',
] as const

function versionOf({ packageGroup, ...row }: Row): PackageVersion {
  return {
    ...row,
    group: packageGroup as PackageGroup,
    tier: row.tier as PackageTier,
    items: row.items as PackageItem[],
    shares: row.shares as FeeShare[],
    needsAnyPopulation: row.needsAnyPopulation as Population[],
  }
}

/** Every version of every package, the newest of each first. */
export async function allVersions(db: Database): Promise<PackageVersion[]> {
  const rows = await db
    .selectFrom('packageVersions')
    .select(columns)
    .orderBy('code')
    .orderBy('validFrom', 'desc')
    .execute()
  return rows.map(versionOf)
}

/** The versions that can be signed on a day, in the order in which packages are shown. */
export async function versionsOn(db: Database, day: LocalDate): Promise<PackageVersion[]> {
  const rows = await db
    .selectFrom('packageVersions')
    .select(columns)
    .where('validFrom', '<=', day)
    .where((where) => where.or([where('validUntil', 'is', null), where('validUntil', '>=', day)]))
    .orderBy('createdAt')
    .orderBy('id')
    .execute()
  return rows.map(versionOf)
}

export async function versionById(db: Database, id: string): Promise<PackageVersion | null> {
  const row = await db.selectFrom('packageVersions').select(columns).where('id', '=', id).executeTakeFirst()
  return row ? versionOf(row) : null
}

/** Versions by id, whenever they held: what agreements have pinned. */
export async function versionsByIds(db: Database, ids: readonly string[]): Promise<PackageVersion[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('packageVersions')
    .select(columns)
    .where('id', 'in', [...ids])
    .execute()
  return rows.map(versionOf)
}

export async function insertVersions(
  db: Database,
  versions: readonly PackageVersion[],
  createdBy: string | null,
  profileId: string | null = null,
): Promise<void> {
  if (versions.length === 0) return
  await db
    .insertInto('packageVersions')
    .values(
      versions.map(({ group, items, shares, needsAnyPopulation, needsAnyPackage, excludes, ...version }) => ({
        ...version,
        packageGroup: group,
        items: asJson(items),
        shares: asJson(shares),
        needsAnyPopulation: [...needsAnyPopulation],
        needsAnyPackage: [...needsAnyPackage],
        excludes: [...excludes],
        createdBy,
        profileId,
        // One moment for all would leave their order to chance.
        createdAt: sql<Date>`clock_timestamp()`,
      })),
    )
    .execute()
}

export async function endVersion(db: Database, id: string, validUntil: LocalDate): Promise<void> {
  await db.updateTable('packageVersions').set({ validUntil }).where('id', '=', id).execute()
}

/** How many hold a package now, by its code: only of packages that are limited. */
export async function holdersOf(
  db: Database,
  codes: readonly string[],
  day: LocalDate,
): Promise<Map<string, number>> {
  if (codes.length === 0) return new Map()
  const { rows } = await sql<{ code: string; holders: number }>`
    select code, package_holders(code, ${day}) as holders from unnest(${[...codes]}::text[]) as code
  `.execute(db)
  return new Map(rows.map(({ code, holders }) => [code, holders]))
}

/** Takes the limited packages' last places one after the other. */
export async function lockPackages(db: Database, codes: readonly string[]): Promise<void> {
  await db
    .selectFrom('packageVersions')
    .select('id')
    .where('code', 'in', [...codes])
    .orderBy('id')
    .forUpdate()
    .execute()
}
