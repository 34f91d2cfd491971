import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { indicatorFigure } from './indicators.ts'
import { cursor, day, limit, unitCode } from './shared.ts'

/** 核实: services of the year with a finding, and questions that nobody has decided yet. */
const checked = z.object({
  genuine: z.int(),
  doubtful: z.int(),
  fake: z.int(),
  openQuestions: z.int(),
  /** 核实率 in percent with two decimals; null when nothing was checked. */
  value: z.number().nullable(),
})

const place = z.object({
  orgId: z.int().nullable(),
  doctorId: z.uuid().nullable(),
  level: z.enum(['county', 'township', 'village', 'doctor', 'team']),
  placeName: z.string(),
  figures: z.array(indicatorFigure),
  checked,
  /** 最近服务日: the last day for which a service is recorded; null when there is none, or it is one's teams'. */
  lastServiceOn: day.nullable(),
})

export const getCockpit = endpoint({
  call: 'GET /cockpit',
  summary: '驾驶舱：签约、履约、质量、核实并列，本单位与下一级，附补差清单',
  action: 'indicators.read',
  request: z.object({ orgId: unitCode.optional() }),
  reply: z.object({
    own: place,
    below: z.array(place),
    populationOn: day,
    computedAt: z.iso.datetime(),
    /** The figures of one's own place at the last month's end; left out where they were not counted. */
    lastMonth: z.array(z.object({ code: z.string(), value: z.number().nullable(), on: day })),
    /** 补差清单: of each figure short of its target, in which places the people are. */
    closing: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        shortfall: z.int(),
        places: z.array(
          z.object({
            orgId: z.int().nullable(),
            doctorId: z.uuid().nullable(),
            placeName: z.string(),
            people: z.int(),
          }),
        ),
      }),
    ),
  }),
})

export const listCheckedServices = endpoint({
  call: 'GET /cockpit/checked-services',
  summary: '核实率背后的服务：本年已核查的服务及结论',
  action: 'indicators.read-names',
  request: z.object({
    orgId: unitCode.optional(),
    /** Who did them. */
    doctorId: z.uuid().optional(),
    cursor,
    limit,
  }),
  reply: z.object({
    items: z.array(
      z.object({
        recordId: z.uuid(),
        residentId: z.uuid(),
        residentName: z.string(),
        villageName: z.string(),
        service: z.string(),
        performedOn: day,
        doctorName: z.string().nullable(),
        verdict: z.enum(['genuine', 'doubtful', 'fake']),
        reason: z.string(),
      }),
    ),
    nextCursor: z.string().nullable(),
  }),
})
