import type { RequestOf } from '@qianyue/api/endpoint.ts'
import type { countSupervisionAssist } from '@qianyue/api/supervision-assist.ts'
import {
  informationState,
  supervisionReportRate,
} from '@qianyue/domain/supervision-assist/information-reports.ts'
import type { Context } from '../http/context.ts'
import { listPlaces } from './places.ts'
import { policyOfYear } from './policy-of-year.ts'
import { informationWhere } from './supervision-assist.queries.ts'

/** 协管信息报告率 and rounds of every institution that has a place on its list or found something out. */
export async function countSupervision(context: Context, request: RequestOf<typeof countSupervisionAssist>) {
  const policy = await policyOfYear(context, request.year)
  const places = await listPlaces(context, request)
  const found = (await informationWhere(context.db, request)).filter(
    ({ withdrawnBecause }) => withdrawnBecause === null,
  )
  const names = new Map([...places, ...found].map(({ unitCode, unitName }) => [unitCode, unitName]))
  return {
    source: policy.source,
    reportWithinHours: policy.reportWithinHours,
    on: context.today,
    units: [...names]
      .sort(([one], [other]) => one - other)
      .map(([unitCode, unitName]) => {
        const own = places.filter((place) => place.unitCode === unitCode)
        const told = found.filter((one) => one.unitCode === unitCode)
        return {
          unitCode,
          unitName,
          places: own.length,
          patrols: {
            done: own.reduce((sum, { done, required }) => sum + Math.min(done, required), 0),
            required: own.reduce((sum, { required }) => sum + required, 0),
          },
          placesOverdue: own.filter(({ state }) => state === 'overdue').length,
          reports: supervisionReportRate(told),
          inTime: told.filter(
            (one) => informationState(one, context.now, policy.reportWithinHours) === 'in-time',
          ).length,
        }
      }),
  }
}
