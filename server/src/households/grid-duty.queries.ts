import { sql } from 'kysely'
import type { Context } from '../http/context.ts'

type Group = {
  groupNumber: number | null
  households: number
  persons: number
  unassigned: number
  doctors: { staffId: string; name: string; households: number }[]
}

/** The groups of a village with who has how many of their households. */
export async function groupsOfVillage({ db }: Context, villageCode: number): Promise<Group[]> {
  const { rows } = await sql<Group>`
    with peopled as (
      select h.group_number, h.responsible_staff_id, h.id,
        (select count(*)::int from residents r where r.household_id = h.id and r.village_code = h.village_code
          and r.merged_into_id is null and r.died_on is null and r.moved_out_on is null) as persons
      from households h where h.village_code = ${villageCode} and h.dissolved_on is null
    ), by_doctor as (
      select group_number, responsible_staff_id, count(*)::int as households, sum(persons)::int as persons
      from peopled group by 1, 2
    )
    select group_number, sum(households)::int as households, sum(persons)::int as persons,
      coalesce(sum(households) filter (where responsible_staff_id is null), 0)::int as unassigned,
      coalesce(jsonb_agg(jsonb_build_object('staffId', staff.id, 'name', staff.name, 'households', households)
        order by households desc) filter (where staff.id is not null), '[]') as doctors
    from by_doctor left join staff on staff.id = by_doctor.responsible_staff_id
    group by group_number order by group_number nulls last`.execute(db)
  return rows
}

/** Gives households to a doctor, and says whose they are: those that had another. */
export async function giveHouseholds(
  { db }: Context,
  wanted: {
    villageCode: number
    groupNumbers: readonly (number | null)[] | undefined
    staffId: string | null
    onlyUnassigned: boolean
  },
): Promise<string[]> {
  const { villageCode, groupNumbers, staffId, onlyUnassigned } = wanted
  const groups = (groupNumbers ?? []).filter((group) => group !== null)
  const { rows } = await sql<{ id: string }>`
    update households set responsible_staff_id = ${staffId}
    where village_code = ${villageCode} and dissolved_on is null
      and responsible_staff_id is distinct from ${staffId}::uuid
      and (not ${onlyUnassigned} or responsible_staff_id is null)
      and (${groupNumbers === undefined} or group_number = any(${groups}::int[])
        or (group_number is null and ${groupNumbers?.includes(null) ?? false}))
    returning id`.execute(db)
  return rows.map(({ id }) => id)
}

export async function peopleOf({ db }: Context, householdIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from residents where household_id = any(${householdIds}::uuid[]) and merged_into_id is null
    order by id`.execute(db)
  return rows.map(({ id }) => id)
}
