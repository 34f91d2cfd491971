import type pg from 'pg'
import { tokenHash } from '../../server/src/session/viewer.queries.ts'
import { basicPackage } from './facts.ts'
import { basicVersionId, COUNTY, countyCode, idOf, townshipCodeOf } from './ids.ts'

/** Townships, villages, a doctor and a team for each village, and an officer's account with a token. */
export async function makeUnits(client: pg.Client, residents: number, token: string) {
  const villages = Math.ceil(residents / 1000)
  const townships = Math.ceil(villages / 10)
  const officer = idOf(6, 0)
  await client.query(
    `insert into org_units (code, parent_code, level, name, area_name) values ($1, null, 'county', '测试县卫生健康局', '测试县')`,
    [countyCode],
  )
  await client.query(
    `insert into org_units (code, parent_code, level, name, area_name)
     select $1::bigint + (100 + t) * 1000, $1::bigint, 'township', '测试镇' || t || '卫生院', '测试镇' || t from generate_series(0, $2 - 1) t`,
    [countyCode, townships],
  )
  await client.query(
    `insert into org_units (code, parent_code, level, name, area_name, archive_code)
     select $1::bigint + (100 + v / 10) * 1000 + 201 + v % 10, $1::bigint + (100 + v / 10) * 1000, 'village', '测试村' || v || '卫生室', '测试村' || v,
       lpad((101 + v % 10)::text, 3, '0')
     from generate_series(0, $2 - 1) v`,
    [countyCode, villages],
  )
  await client.query(
    `insert into staff (id, unit_code, name, qualification, licence_number, licence_expires_on)
     select ('00000000-0005-7000-8000-' || lpad(to_hex(v), 12, '0'))::uuid, $1::bigint + (100 + v / 10) * 1000, '医生' || v, '执业医师', 'L' || v, '2030-12-31'
     from generate_series(0, $2 - 1) v`,
    [countyCode, villages],
  )
  await client.query(
    `insert into teams (id, unit_code, name)
     select ('00000000-0003-7000-8000-' || lpad(to_hex(v), 12, '0'))::uuid, $1::bigint + (100 + v / 10) * 1000, '团队' || v from generate_series(0, $2 - 1) v`,
    [countyCode, villages],
  )
  await client.query(
    `insert into team_members (team_id, staff_id, role, leads, since)
     select ('00000000-0003-7000-8000-' || lpad(to_hex(v), 12, '0'))::uuid, ('00000000-0005-7000-8000-' || lpad(to_hex(v), 12, '0'))::uuid,
       'family-doctor', true, '2020-01-01' from generate_series(0, $1 - 1) v`,
    [villages],
  )
  await client.query(
    `insert into team_villages (team_id, village_code, since)
     select ('00000000-0003-7000-8000-' || lpad(to_hex(v), 12, '0'))::uuid, $1::bigint + (100 + v / 10) * 1000 + 201 + v % 10, '2020-01-01'
     from generate_series(0, $2 - 1) v`,
    [countyCode, villages],
  )
  await client.query(
    `insert into package_versions (id, code, name, package_group, tier, valid_from, items)
     values ($1, 'basic-general', '基础服务包', 'general', 'basic', '2020-01-01', $2)`,
    [basicVersionId, JSON.stringify(basicPackage.items)],
  )
  await client.query(
    `insert into accounts (id, county_code, username, name, password_hash, staff_id) values ($1, $2, 'bench', '测试', '-', $3)`,
    [officer, COUNTY, idOf(5, 0)],
  )
  for (const [role, unit] of [
    ['county-officer', countyCode],
    ['public-health-staff', countyCode],
    ['village-doctor', countyCode],
    ['team-leader', townshipCodeOf(0)],
  ] as const) {
    await client.query('insert into account_roles (account_id, role, unit_code) values ($1, $2, $3)', [
      officer,
      role,
      unit,
    ])
  }
  await client.query(
    `insert into api_tokens (id, account_id, name, token_hash, scopes, created_by) values ($1, $2, 'bench', $3, '{*}', $2)`,
    [idOf(9, 0), officer, tokenHash(token)],
  )
}
