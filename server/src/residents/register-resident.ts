import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import type { registerResident as call, findLikeResidents as findCall } from '@qianyue/api/residents.ts'
import { HEAD } from '@qianyue/domain/households/relation.ts'
import { whyCannotDeclare } from '@qianyue/domain/populations/declaring.ts'
import { populationWords } from '@qianyue/domain/populations/population.ts'
import { type Likeness, likenessOf } from '@qianyue/domain/residents/identity.ts'
import {
  declarationRefusalWords,
  identityWarningWords,
  likenessReasonWords,
} from '@qianyue/domain/residents/words.ts'
import { refreshResidents } from '../duties/refresh-residents.ts'
import type { Context } from '../http/context.ts'
import { Invalid, NotFound, Refused } from '../http/errors.ts'
import { policyAt } from '../policy/policy.queries.ts'
import { alikeInIdentity } from './duplicates.queries.ts'
import { insertHouseholds, insertResidents } from './insert-residents.queries.ts'
import { type ReadIdentity, readIdentity, refuseBirthDate } from './read-identity.ts'
import { householdWithin, isNumberKnown, openVillage, registeredAs } from './register.queries.ts'
import { idNumberHash, phoneHash } from './sealed-numbers.ts'

/** 登记前查重: whoever may be the same person, the likeliest first. */
export async function findLikeResidents(
  context: Context,
  request: RequestOf<typeof findCall>,
): Promise<ReplyInput<typeof findCall>> {
  const identity = readIdentity(request, context.today)
  return (await alike(context, request, identity)).map(({ other, likeness }) => ({
    ...other,
    ...likeness,
    reasons: likeness.reasons.map((reason) => likenessReasonWords[reason]),
  }))
}

/** 登记新居民. Sent again with the same id it answers as the first time. */
export async function registerResident(
  context: Context,
  request: RequestOf<typeof call>,
): Promise<ReplyInput<typeof call>> {
  const { db, today, crypto } = context
  const { id, householdId, newHousehold } = request
  const before = await registeredAs(context, id)
  if (before) return { ...before, warnings: before.warnings.map(said) }

  const identity = readIdentity(request, today)
  refuseBirthDate(request.birthDate, today)
  if (identity.idNumber && (await isNumberKnown(context, idNumberHash(crypto, identity.idNumber)))) {
    throw new Refused(
      'id-number-taken',
      '这个身份证号已在本县建档。请按证件号查找；不在您管辖的村，请联系原建档机构办理迁移。',
    )
  }
  if (!request.isNoDuplicate) {
    const likest = (await alike(context, request, identity)).filter(
      ({ likeness }) => likeness.degree !== 'possible',
    )
    if (likest.length > 0) {
      throw new Refused('may-be-duplicate', '可能已有此人的档案，请先核对；确认不是同一人后再登记。', {
        residentIds: likest.map(({ other }) => other.id),
      })
    }
  }
  const { ages } = await policyAt(db, today)
  for (const [i, population] of request.populations.entries()) {
    const refusal = whyCannotDeclare(
      { ...request, populations: [] },
      population.population,
      { since: population.since, until: null },
      today,
      ages,
    )
    if (refusal) {
      const said = declarationRefusalWords(refusal, (one) => populationWords(one, ages))
      throw new Invalid({ [`populations.${i}.since`]: said })
    }
  }

  const villageCode = await villageOf(context, householdId, newHousehold?.villageCode ?? null)
  if (newHousehold) await insertHouseholds(context, [{ id: householdId, ...newHousehold, villageCode }])
  await insertResidents(context, [
    {
      ...request,
      ...identity,
      villageCode,
      registeredOn: today,
      relation: newHousehold ? HEAD : request.relation,
    },
  ])
  await refreshResidents(context, [id])
  context.note({ residentId: id, subject: `household ${householdId}` })
  const registered = await registeredAs(context, id)
  if (!registered) throw new NotFound('resident')
  return { ...registered, warnings: identity.warnings.map(said) }
}

async function villageOf(context: Context, householdId: string, newVillage: number | null): Promise<number> {
  const household = await householdWithin(context, householdId)
  if (newVillage === null) {
    if (!household) throw new NotFound('household')
    return household.villageCode
  }
  if (household) throw new Refused('household-exists', '这一户已经存在，请刷新后重新选择。')
  if (!(await openVillage(context, newVillage))) {
    throw new Invalid({ 'newHousehold.villageCode': '请选择您管辖范围内的村（社区）' })
  }
  return newVillage
}

async function alike(
  context: Context,
  person: { name: string; sex: 'male' | 'female' | 'unknown'; birthDate: Context['today'] },
  { idNumber, phone }: ReadIdentity,
) {
  const { crypto } = context
  const one = {
    ...person,
    idNumberHash: idNumber ? idNumberHash(crypto, idNumber).toString('hex') : null,
    phoneHash: phone ? phoneHash(crypto, phone).toString('hex') : null,
    householdId: null,
  }
  const rank: Record<Likeness['degree'], number> = { certain: 0, likely: 1, possible: 2 }
  return (await alikeInIdentity(context, one))
    .flatMap((other) => {
      const likeness = likenessOf(one, other)
      return likeness ? [{ other, likeness }] : []
    })
    .sort((a, b) => rank[a.likeness.degree] - rank[b.likeness.degree])
}

function said(warning: Parameters<typeof identityWarningWords>[0]) {
  return { code: warning.code, message: identityWarningWords(warning) }
}
