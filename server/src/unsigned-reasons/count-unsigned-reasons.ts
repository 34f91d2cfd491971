import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import type {
  countUnsignedReasons as countCall,
  listUnsignedResidents as listCall,
} from '@qianyue/api/unsigned-reasons.ts'
import { rangeOf } from '@qianyue/domain/access/org-unit.ts'
import { ageYearsOn } from '@qianyue/domain/days/local-date.ts'
import { NOT_NOTED } from '@qianyue/domain/unsigned-reasons/unsigned-reasons.ts'
import type { Context } from '../http/context.ts'
import { NotFound } from '../http/errors.ts'
import { unitsNamed, unitsUnder, villagesOf } from '../indicators/counts.queries.ts'
import { placeAskedFor } from '../indicators/place.ts'
import { dayOfStandings } from '../indicators/standing.queries.ts'
import { policyAt } from '../policy/policy.queries.ts'
import { countsByVillage, type ReasonCount, unsignedResidents } from './unsigned-reasons.queries.ts'

/** 未签约原因统计: a place and those below it. Signed and every reason together are the people listed. */
export async function countUnsignedReasons(
  context: Context,
  { orgId, population }: RequestOf<typeof countCall>,
): Promise<ReplyInput<typeof countCall>> {
  const { db, today } = context
  const place = placeAskedFor(context, orgId)
  const counts = await countsByVillage(db, villagesOf(place), population)
  const { 'unsigned-reasons': choices } = await policyAt(db, today)
  const found = new Set(counts.flatMap(({ reason }) => reason ?? []))
  const listed = choices.map(({ name }) => name)
  const older = [...found].filter((reason) => reason !== NOT_NOTED && !listed.includes(reason))
  const reasons = [...listed.filter((reason) => found.has(reason)), ...older.sort(), NOT_NOTED]
  const units =
    place.orgId === null ? await unitsNamed(context, place.villages) : await unitsUnder(context, place.orgId)
  const own = units.find(({ code }) => code === place.orgId)
  if (place.orgId !== null && !own) throw new NotFound('org unit')
  const below = units.filter(({ code }) => code !== place.orgId)
  return {
    populationOn: (await dayOfStandings(db))?.day ?? today,
    reasons,
    rows: [
      {
        orgId: place.orgId,
        placeName: own?.areaName ?? '我的团队',
        level: place.level,
        ...sumOf(counts, reasons),
      },
      ...below.map(({ code, areaName, level }) => {
        const { from, to } = rangeOf(code)
        const within = counts.filter(({ villageCode }) => from <= villageCode && villageCode <= to)
        return {
          orgId: code,
          placeName: areaName,
          level: level as 'township' | 'village',
          ...sumOf(within, reasons),
        }
      }),
    ],
  }
}

function sumOf(counts: readonly ReasonCount[], reasons: readonly string[]) {
  const sum = (wanted: (count: ReasonCount) => boolean) =>
    counts.filter(wanted).reduce((total, { residents }) => total + residents, 0)
  return {
    listed: sum(() => true),
    signed: sum(({ signed }) => signed),
    unsigned: reasons.map((reason) => sum((count) => count.reason === reason)),
  }
}

/** The names behind the table. */
export async function listUnsignedResidents(
  context: Context,
  { orgId, population, reason, cursor, limit }: RequestOf<typeof listCall>,
): Promise<ReplyInput<typeof listCall>> {
  const { db, today, note } = context
  const place = placeAskedFor(context, orgId)
  if (place.orgId !== null && (await unitsUnder(context, place.orgId)).length === 0)
    throw new NotFound('org unit')
  const villages = villagesOf(place)
  const { total, rows } = await unsignedResidents(
    db,
    { villages, among: population, reason },
    cursor ?? null,
    limit,
  )
  note({ subject: 'unsigned-reasons residents' })
  return {
    total,
    items: rows.map(({ birthDate, ...row }) => ({ ...row, ageYears: ageYearsOn(today, birthDate) })),
    nextCursor: rows.length === limit ? rows.at(-1)!.residentId : null,
  }
}
