import { type LocalDate, startOfYear, yearOf } from '@qianyue/domain/days/local-date.ts'
import type { OwnIndicator } from '@qianyue/domain/indicators/own-indicator.ts'
import { nationalDefault2022, type Policy, type PolicyKind } from '@qianyue/domain/policy/policy.ts'
import type { OwnService } from '@qianyue/domain/services/own-service.ts'
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
