import type { LocalDate } from '../days/local-date.ts'
import type { Population } from '../populations/population.ts'
import type { ServiceCode } from '../services/services.ts'
import type { DutyFrequency, DutyRule, DutyWho } from './duty-rule.ts'

/** Words in which the national rules are written. */

export const N3 = '国家基本公共卫生服务规范（第三版）'
const SINCE_N3 = '2017-02-28' as LocalDate

export const everyone: DutyWho = { populations: [], signed: false, fromYears: null }
export const signed: DutyWho = { ...everyone, signed: true }
export const of = (...populations: Population[]): DutyWho => ({ ...everyone, populations })

export const quarterly: DutyFrequency = { kind: 'periodic', every: 'quarter', times: 1 }
export const monthly: DutyFrequency = { kind: 'periodic', every: 'month', times: 1 }
export const yearly: DutyFrequency = { kind: 'periodic', every: 'year', times: 1 }

/** Days into the next quarter in which a missed quarterly visit is still made up for. Project convention. */
export const late = { lateDays: 15 }

export function rule(
  code: string,
  service: ServiceCode,
  who: DutyWho,
  frequency: DutyFrequency,
  source: string,
  {
    earlyDays = 0,
    lateDays = 0,
    validFrom = SINCE_N3,
  }: Partial<Pick<DutyRule, 'earlyDays' | 'lateDays' | 'validFrom'>> = {},
): DutyRule {
  return { code, service, who, frequency, earlyDays, lateDays, source, validFrom, validTo: null }
}
