import type { workCounts, workList } from '@qianyue/api/duties.ts'
import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import { day } from '@qianyue/api/shared.ts'
import { ageYearsOn, type LocalDate } from '@qianyue/domain/days/local-date.ts'
import { reasonWords } from '@qianyue/domain/duties/duty-words.ts'
import { populationsOn } from '@qianyue/domain/populations/population.ts'
import { serviceName } from '@qianyue/domain/services/services.ts'
import { z } from 'zod'
import type { Context } from '../http/context.ts'
import { Invalid } from '../http/errors.ts'
import { policyOfEdition } from '../policy/policy.queries.ts'
import type { WorkDuty } from './duties.queries.ts'
import { readReasons } from './duty-rows.ts'
import { sourcesOf, workDutyReply } from './list-duties.ts'
import { workCounted } from './work-counts.queries.ts'
import { lastDayOf, type WorkFilter, type WorkPosition } from './work-list.queries.ts'
import { workPage } from './work-page.queries.ts'

/** 工作清单: who is owed what now, by household, the nearest day first. */
export async function listWork(
  context: Context,
  request: RequestOf<typeof workList>,
): Promise<ReplyInput<typeof workList>> {
  const { db, today } = context
  const { cursor, limit, ...filter } = request
  const after = cursor === undefined ? null : positionOf(cursor)
  const { residentIds, end, edition, people, duties } = await workPage(context, filter, after, limit)
  const policy = await policyOfEdition(db, edition, today)
  const reasons = new Map<string, number>()
  const placeOf = (reason: string) => {
    if (!reasons.has(reason)) reasons.set(reason, reasons.size)
    return reasons.get(reason)!
  }
  const sourceOf = sourcesOf(policy)
  const toDo = (one: WorkDuty) => ({
    ...workDutyReply(one, policy),
    because: readReasons(one.because, one.packages, sourceOf).map((reason) => placeOf(reasonWords(reason))),
  })
  // Before the night's refresh somebody may still be listed whose duty has closed with the day.
  const rows = residentIds
    .flatMap((residentId) => (duties.get(residentId)?.length ? (people.get(residentId) ?? []) : []))
    .map((person) => ({
      residentId: person.residentId,
      name: person.name,
      sex: person.sex,
      birthDate: person.birthDate,
      ageYears: ageYearsOn(today, person.birthDate),
      phoneMasked: person.phoneMasked,
      householdId: person.householdId,
      headName: person.headName,
      villageCode: person.villageCode,
      villageName: person.villageName,
      address: person.address,
      teamName: person.teamName,
      populations: [
        ...populationsOn(today, { ...person, populations: person.populations ?? [] }, policy.ages),
      ],
      away:
        person.awaySince !== null &&
        person.awaySince <= today &&
        (person.awayUntil === null || person.awayUntil >= today),
      duties: duties.get(person.residentId)!.map(toDo),
    }))
  return { rows, reasons: [...reasons.keys()], nextCursor: end && JSON.stringify(end) }
}

/** 工作清单的数目: by how near it is, and by service. */
export async function countWork(
  context: Context,
  filter: RequestOf<typeof workCounts>,
): Promise<ReplyInput<typeof workCounts>> {
  const { today } = context
  const counted = await workCounted(context, filter)
  const wanted = filter.service?.length ? new Set(filter.service) : null
  const within = (when: WorkFilter['when']) => {
    const last = lastDayOf(today, when)
    const isWithin = ({ day }: { day: LocalDate }) => last === null || day <= last
    return {
      residents: counted.residents.filter(isWithin).reduce((sum, { residents }) => sum + residents, 0),
      duties: counted.duties
        .filter((one) => isWithin(one) && (wanted === null || wanted.has(one.service)))
        .reduce((sum, { duties }) => sum + duties, 0),
    }
  }
  const services = new Map<string, number>()
  const last = lastDayOf(today, filter.when)
  for (const { service, day, duties } of counted.duties) {
    if (last === null || day <= last) services.set(service, (services.get(service) ?? 0) + duties)
  }
  return {
    overdue: within('overdue'),
    week: within('week'),
    month: within('month'),
    all: within('all'),
    services: [...services]
      .map(([service, duties]) => ({ service, name: serviceName(service), duties }))
      .sort((a, b) => b.duties - a.duties || (a.service < b.service ? -1 : 1)),
  }
}

const position = z.tuple([day, z.uuid(), day, z.uuid()])

function positionOf(cursor: string): WorkPosition {
  try {
    const parsed = position.safeParse(JSON.parse(cursor))
    if (parsed.success) return parsed.data
  } catch {
    // Not a cursor of ours: said below.
  }
  throw new Invalid({ cursor: '翻页位置无效，请重新打开清单' })
}
