import { type LocalDate, startOfYear, yearOf } from '@qianyue/domain/days/local-date.ts'
import { bitsOfTraits } from '@qianyue/domain/indicators/flags.ts'
import type { OwnIndicator } from '@qianyue/domain/indicators/own-indicator.ts'
import { nationalDefault2022, type Policy, type PolicyKind } from '@qianyue/domain/policy/policy.ts'
import type { OwnService } from '@qianyue/domain/services/own-service.ts'
import { defaultUnsignedReasons } from '@qianyue/domain/unsigned-reasons/unsigned-reasons.ts'
import { sql } from 'kysely'
import { v7 as newId } from 'uuid'
import type { Database } from '../database/database.ts'
import { insertVersion } from '../policy/policy.queries.ts'

const bath: OwnService = {
  name: '中医药浴',
  category: 'integrated',
  unit: '次',
  faceToFace: true,
  by: ['village-doctor', 'nurse'],
  modes: ['clinic', 'home'],
  times: 2,
  every: 'year',
  unitPriceFen: 3000,
  points: 2,
  evidence: [],
  populations: ['elderly'],
}

const visited: OwnIndicator = {
  indicator: 'own-1',
  name: '高龄老人上门服务率',
  note: '示范县方案第七条。',
  populations: ['county-a'],
  signed: 'signed',
  fromYears: null,
  untilYears: null,
  services: ['home-visit', 'hypertension-follow-up', 'type2-diabetes-follow-up', 'yearly-home-visit'],
  modes: ['home'],
  times: 1,
  period: 'year',
  conditions: [],
}

/** 县定服务、人群、指标 of the demo county's notice. */
export async function insertDemoOwnThings(db: Database, today: LocalDate): Promise<void> {
  const source = `示范县卫健〔${yearOf(today)}〕7号`
  const bodies: Partial<Policy> = {
    'own-services': [bath],
    ages: {
      ...nationalDefault2022.ages,
      own: [{ population: 'county-a', name: '80岁以上高龄老人', by: 'rule', fromYears: 80 }],
    },
    'own-indicators': [visited],
  }
  const validFrom = startOfYear(today)
  for (const [kind, body] of Object.entries(bodies)) {
    await insertVersion(db, {
      id: newId(),
      kind: kind as PolicyKind,
      validFrom,
      source,
      body: body as never,
      createdBy: null,
    })
  }
}

/** 未签约原因 of three in four who have not signed, noted by the doctors of their village. */
export async function noteDemoUnsignedReasons(
  db: Database,
  today: LocalDate,
  accountId: string,
): Promise<void> {
  const names = defaultUnsignedReasons.slice(0, 6).map(({ name }) => name)
  const signed = bitsOfTraits(['signed'])
  const resident = bitsOfTraits(['resident'])
  await sql`
    insert into unsigned_reasons (id, resident_id, reason, noted_on, noted_by)
    select gen_random_uuid(), s.resident_id, (${names}::text[])[1 + (hash % 97 % ${names.length})], ${today}::date - (hash % 60),
      ${accountId}::uuid
    from (
      select resident_id, trait_bits, hashtext(resident_id::text) & 2147483647 as hash from resident_standing
    ) s
    where (s.trait_bits & ${resident}) = ${resident} and (s.trait_bits & ${signed}) = 0 and hash % 4 > 0`.execute(
    db,
  )
}
