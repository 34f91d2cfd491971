import { ownPopulations } from '@qianyue/domain/populations/population.ts'
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { declarationSource, population } from './resident-codes.ts'
import { cursor, day, limit, unitCode } from './shared.ts'

export const declarePopulation = endpoint({
  call: 'POST /residents/{id}/populations',
  summary: '认定为重点人群：来源、起止日期',
  action: 'populations.declare',
  request: z.object({
    id: z.uuid(),
    membershipId: z.uuid(),
    population,
    since: day,
    until: day.nullish(),
    declaredBy: declarationSource,
    sourceNote: z.string().trim().max(200).nullish(),
  }),
  reply: z.object({ membershipId: z.uuid() }),
})

export const endPopulation = endpoint({
  call: 'POST /residents/{id}/populations/{membershipId}/ending',
  summary: '退出重点人群：最后一天和原因',
  action: 'populations.declare',
  request: z.object({
    id: z.uuid(),
    membershipId: z.uuid(),
    /** Last day on the list. */
    lastDay: day,
    reason: z.string().trim().min(2, '请写明原因').max(200),
  }),
  reply: z.object({ membershipId: z.uuid() }),
})

export const listPopulationNames = endpoint({
  call: 'GET /populations',
  summary: '县定人群：本县使用的和名称',
  action: 'policies.read',
  request: z.object({}),
  reply: z.array(
    z.object({
      population: z.enum(ownPopulations),
      name: z.string(),
      by: z.enum(['list', 'rule']).optional(),
    }),
  ),
})

export const listCombThrough = endpoint({
  call: 'GET /populations/comb-through',
  summary: '重点人群年度梳理：建议纳入、移出、核实的人和原因',
  action: 'populations.comb-through',
  request: z.object({
    orgId: unitCode.optional(),
    population: population.optional(),
    suggest: z.enum(['add', 'remove', 'confirm']).optional(),
    cursor,
    limit,
  }),
  reply: z.object({
    items: z.array(
      z.object({
        residentId: z.uuid(),
        name: z.string(),
        sex: z.enum(['male', 'female', 'unknown']),
        ageYears: z.int(),
        villageName: z.string(),
        address: z.string(),
        population,
        populationName: z.string(),
        suggest: z.enum(['add', 'remove', 'confirm']),
        /** Why, in words with the day or number it rests on. */
        because: z.string(),
        membershipId: z.uuid().nullable(),
      }),
    ),
    nextCursor: z.string().nullable(),
  }),
})

export const decideCombThrough = endpoint({
  call: 'POST /populations/comb-through/decisions',
  summary: '年度梳理的决定：纳入、移出、保留、不纳入',
  action: 'populations.declare',
  request: z.object({
    decisions: z
      .array(
        z.object({
          id: z.uuid(),
          residentId: z.uuid(),
          population,
          suggested: z.enum(['add', 'remove', 'confirm']),
          decision: z.enum(['add', 'remove', 'keep', 'leave-out']),
          note: z.string().trim().max(200).default(''),
        }),
      )
      .min(1)
      .max(500),
  }),
  reply: z.object({ decided: z.int() }),
})
