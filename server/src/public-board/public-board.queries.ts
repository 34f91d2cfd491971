import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { TeamRole } from '@qianyue/domain/teams/team.ts'
import { sql } from 'kysely'
import type { Database } from '../database/database.ts'

/** A village's clinic and the bureau's phone; null when there is no such village. */
export async function clinicOf(db: Database, villageCode: number, countyUnit: number) {
  const row = await db
    .selectFrom('orgUnits as u')
    .leftJoin('orgUnits as bureau', (join) => join.on('bureau.code', '=', countyUnit))
    .select(['u.name', 'u.areaName', 'u.phone', 'u.address', 'bureau.phone as complaintPhone'])
    .where('u.code', '=', villageCode)
    .where('u.level', '=', 'village')
    .executeTakeFirst()
  return row ?? null
}

type BoardTeam = {
  name: string
  phone: string | null
  members: { name: string; role: TeamRole; leads: boolean }[]
}

/** Teams that cover the village on a day, with who works in them that day. */
export async function teamsCovering(db: Database, villageCode: number, on: LocalDate): Promise<BoardTeam[]> {
  const { rows } = await sql<BoardTeam>`
    select t.name, t.phone, coalesce((
      select json_agg(json_build_object('name', s.name, 'role', m.role, 'leads', m.leads)
        order by m.leads desc, m.since, s.name)
      from team_members m join staff s on s.id = m.staff_id
      where m.team_id = t.id and m.since <= ${on} and (m.until is null or m.until >= ${on})
        and (s.left_on is null or s.left_on > ${on})), '[]') as members
    from teams t
    where (t.dissolved_on is null or t.dissolved_on > ${on})
      and exists (select from team_villages v where v.team_id = t.id and v.village_code = ${villageCode}
        and v.since <= ${on} and (v.until is null or v.until >= ${on}))
    order by t.name`.execute(db)
  return rows
}
