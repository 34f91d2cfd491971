import { teamRoles } from '@qianyue/domain/teams/team.ts'
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { codesOf, day, unitCode } from './shared.ts'

export const teamRole = z.enum(codesOf(teamRoles))

/** A cap as counted on a day: null where there is none. */
const load = z.object({
  persons: z.int(),
  /** 重点人群, where they have a cap; 0 where they are not counted. */
  keyPersons: z.int(),
  households: z.int(),
  villages: z.int(),
})
const ownCaps = z.object({
  persons: z.int().nullable(),
  households: z.int().nullable(),
  villages: z.int().nullable(),
})
const caps = ownCaps.extend({ keyPersons: z.int().nullable() })

export const capState = z.enum(['free', 'near', 'full', 'over'])

const teamMember = z.object({
  staffId: z.uuid(),
  name: z.string(),
  role: teamRole,
  leads: z.boolean(),
  since: day,
  phone: z.string().nullable(),
  licenceExpiresOn: day.nullable(),
  /** Why this member may not sign today, in words; null when nothing stands against it. */
  ineligible: z.string().nullable(),
})

export const team = z.object({
  id: z.uuid(),
  name: z.string(),
  unitCode: z.int(),
  unitName: z.string(),
  phone: z.string().nullable(),
  dissolvedOn: day.nullable(),
  leader: z.object({ staffId: z.uuid(), name: z.string() }).nullable(),
  members: z.array(teamMember),
  villages: z.array(z.object({ code: z.int(), name: z.string() })),
  /** Agreements in force or to come; every member of a household counts. */
  load,
  /** 签约上限 as it holds for this team. */
  caps,
  /** Of its own; null follows the county's policy. */
  ownCaps,
  capState,
  /** Of key people alone: with these full, others can still sign. */
  keyCapState: capState,
  /** What it lacks before it may sign, in words. */
  gaps: z.array(z.string()),
  /** The viewer works in it. */
  mine: z.boolean(),
})

export const listTeams = endpoint({
  call: 'GET /teams',
  summary: '家庭医生团队列表：成员、覆盖村、签约人数与上限',
  action: 'teams.read',
  request: z.object({
    orgId: unitCode.optional(),
    /** Also teams that were dissolved. */
    dissolved: z.enum(['true', 'false']).default('false'),
  }),
  reply: z.array(team),
})

export const getTeam = endpoint({
  call: 'GET /teams/{teamId}',
  summary: '一个家庭医生团队',
  action: 'teams.read',
  request: z.object({ teamId: z.uuid() }),
  reply: team,
})

const cap = z.int().min(0).max(100_000).nullable().default(null)

export const saveTeam = endpoint({
  call: 'PUT /teams/{teamId}',
  summary: '新建或修改团队：成员、角色、覆盖村、上限（编号由调用方生成）',
  action: 'teams.manage',
  request: z.object({
    teamId: z.uuid(),
    name: z.string().trim().min(2, { message: '请填写团队名称' }).max(40),
    unitCode,
    phone: z.string().trim().max(30).nullable().default(null),
    ownCaps: z
      .object({ persons: cap, households: cap, villages: cap })
      .default({ persons: null, households: null, villages: null }),
    members: z
      .array(z.object({ staffId: z.uuid(), role: teamRole, leads: z.boolean().default(false) }))
      .max(60),
    villageCodes: z.array(unitCode).max(200),
  }),
  reply: team,
})

export const dissolveTeam = endpoint({
  call: 'POST /teams/{teamId}/dissolution',
  summary: '撤销团队：没有在约居民时才可撤销',
  action: 'teams.manage',
  request: z.object({ teamId: z.uuid() }),
  reply: team,
})

export const listStaffForTeams = endpoint({
  call: 'GET /team-candidates',
  summary: '可编入团队的人员',
  action: 'teams.manage',
  request: z.object({ orgId: unitCode }),
  reply: z.array(
    z.object({
      staffId: z.uuid(),
      name: z.string(),
      unitName: z.string(),
      qualification: z.string().nullable(),
      ineligible: z.string().nullable(),
    }),
  ),
})

/** What moves when a panel is handed over. */
const panel = z.object({
  agreements: z.int(),
  persons: z.int(),
  households: z.int(),
  villages: z.array(z.object({ code: z.int(), name: z.string() })),
  /** Why it cannot be handed over, in words; null when it can. */
  refusal: z.string().nullable(),
})

export const previewHandOver = endpoint({
  call: 'GET /teams/{teamId}/hand-over',
  summary: '整体移交预览：会移交多少户、多少人，能否移交',
  action: 'teams.hand-over',
  request: z.object({ teamId: z.uuid(), toTeamId: z.uuid(), reason: z.string().default('') }),
  reply: panel,
})

export const handOverPanel = endpoint({
  call: 'POST /teams/{teamId}/hand-over',
  summary: '把一个团队的全部在约居民整体移交给另一个团队',
  action: 'teams.hand-over',
  request: z.object({
    teamId: z.uuid(),
    toTeamId: z.uuid(),
    reason: z.string().trim().min(2, { message: '请写明移交原因' }).max(200),
    /** Whether the other team takes over the villages too. */
    withVillages: z.boolean().default(true),
  }),
  reply: panel,
})
