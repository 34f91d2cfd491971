import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import { populationsOn, populationWords } from '@qianyue/domain/populations/population.ts'
import { type ServiceMode, serviceModes } from '@qianyue/domain/service-records/service-mode.ts'
import { codeOf } from '@qianyue/domain/services/own-service.ts'
import { isOwnServiceCode } from '@qianyue/domain/services/services.ts'
import type { Context } from '../http/context.ts'
import { Invalid } from '../http/errors.ts'
import { policyAt } from '../policy/policy.queries.ts'
import { personWithPopulations } from './own-services.queries.ts'

/**
 * 县定服务: in the way and for the people that the notice says, on the day of the service.
 * @throws Invalid at the field that does not fit.
 */
export async function refuseUnfitOwnService(
  context: Context,
  record: { residentId: string; performedOn: LocalDate; mode: ServiceMode; service: string | null },
): Promise<void> {
  const { service, mode, performedOn, residentId } = record
  if (service === null || !isOwnServiceCode(service)) return
  const { ages, 'own-services': own } = await policyAt(context.db, performedOn)
  const one = own.find((each) => codeOf(each) === service)
  if (!one) return
  if (one.modes.length > 0 && !one.modes.includes(mode)) {
    const ways = one.modes.map((each) => serviceModes[each].name).join('、')
    throw new Invalid({ mode: `“${one.name}”的服务方式为${ways}，请核对。` })
  }
  if (one.populations.length === 0) return
  const person = await personWithPopulations(context, residentId)
  if (!person) return
  const belongsTo = populationsOn(performedOn, person, ages)
  if (one.populations.some((each) => belongsTo.has(each))) return
  const people = one.populations.map((each) => populationWords(each, ages)).join('、')
  throw new Invalid({ service: `“${one.name}”面向${people}，这位居民不在其中，请核对人群认定。` })
}
