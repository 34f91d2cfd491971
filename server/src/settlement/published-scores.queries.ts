import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { PublishedScore } from '@qianyue/domain/settlement/published-score.ts'
import { sql } from 'kysely'
import type { Database } from '../database/database.ts'

/** Scores, published for periods within these days, of a range of units and of the teams that serve it from elsewhere. */
export async function publishedScores(
  db: Database,
  { from, to }: { from: number; to: number },
  { fromDay, toDay }: { fromDay: LocalDate; toDay: LocalDate },
): Promise<PublishedScore[]> {
  const { rows } = await sql<Omit<PublishedScore, 'villageCodes'> & { villageCodes: (number | string)[] }>`
    select s.team_id, s.unit_code, s.village_codes, s.name, (s.result->'scored'->>'hundredths')::int as hundredths
    from assessment_subjects s join assessment_rounds r on r.id = s.round_id
    where r.published_at is not null and r.from_day >= ${fromDay} and r.to_day <= ${toDay}
      and (s.unit_code between ${from} and ${to}
        or exists (select from unnest(s.village_codes) village where village between ${from} and ${to}))
      and s.result is not null
    order by r.to_day, s.name`.execute(db)
  return rows.map((row) => ({ ...row, villageCodes: row.villageCodes.map(Number) }))
}

/** In which teams the staff of a range of units work on a day. */
export async function teamsOfStaff(
  db: Database,
  { from, to }: { from: number; to: number },
  day: LocalDate,
): Promise<{ staffId: string; unitCode: number; teamIds: string[] }[]> {
  const { rows } = await sql<{ staffId: string; unitCode: number; teamIds: string[] }>`
    select p.id as staff_id, p.unit_code, coalesce(array_agg(m.team_id::text) filter (where m.team_id is not null), '{}') as team_ids
    from staff p left join team_members m on m.staff_id = p.id
      and m.since <= ${day} and coalesce(m.until, 'infinity') >= ${day}
    where p.unit_code between ${from} and ${to} and (p.left_on is null or p.left_on > ${day})
    group by p.id, p.unit_code`.execute(db)
  return rows
}
