import type { OrgLevel } from '@qianyue/domain/access/org-unit.ts'
import type { Context } from '../http/context.ts'

/** The county's units that are open, from the county down. */
export async function openOrgUnits({ db, today }: Context) {
  const units = await db
    .selectFrom('orgUnits')
    .select(['code', 'parentCode', 'level', 'name', 'areaName', 'phone', 'address'])
    .where((where) => where.or([where('closedOn', 'is', null), where('closedOn', '>', today)]))
    .orderBy('code')
    .execute()
  return units.map((unit) => ({ ...unit, level: unit.level as OrgLevel }))
}
