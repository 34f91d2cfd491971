import type { RequestOf } from '@qianyue/api/endpoint.ts'
import type { closeOrgUnit, editOrgUnit, openOrgUnit } from '@qianyue/api/organisation.ts'
import { levelOf, parentOf } from '@qianyue/domain/access/org-unit.ts'
import {
  hasArchiveCode,
  whyCannotCloseUnit,
  whyCannotOpenUnit,
} from '@qianyue/domain/organisation/unit-changes.ts'
import { closingWords, openingWords } from '@qianyue/domain/organisation/unit-words.ts'
import type { Context } from '../http/context.ts'
import { Invalid, NotFound, Refused } from '../http/errors.ts'
import {
  closeOrgUnitOn,
  insertOrgUnit,
  orgUnitByCode,
  unitTaking,
  updateOrgUnit,
  whatHangsOn,
} from './organisation.queries.ts'

/** 新增机构. Its code says what it belongs to; sent again, it answers with the unit that is there. */
export async function openUnit(context: Context, request: RequestOf<typeof openOrgUnit>) {
  const { code } = request
  const parentCode = parentOf(code)
  const above = parentCode === null ? undefined : await orgUnitByCode(context, parentCode)
  const refusal = whyCannotOpenUnit(code, context.viewer.countyCode, above ?? null, context.today)
  if (refusal) throw new Refused(refusal.code, openingWords(refusal), refusal)
  const row = { ...request, parentCode: parentCode!, level: levelOf(code) }
  const present = await orgUnitByCode(context, code)
  if (present && (present.name !== row.name || present.closedOn !== null)) {
    throw new Refused('unit-code-taken', `编码 ${code} 已是“${present.name}”的，请核对编码。`)
  }
  await holdApart(context, row)
  if (!present) await insertOrgUnit(context, row)
  return (await orgUnitByCode(context, code))!
}

/** 修改机构: everything but its code, which is what it is known by. */
export async function editUnit(context: Context, request: RequestOf<typeof editOrgUnit>) {
  const { code, ...changes } = request
  const present = await orgUnitByCode(context, code)
  if (!present) throw new NotFound('org unit')
  await holdApart(context, { ...request, parentCode: present.parentCode })
  await updateOrgUnit(context, code, changes)
  return (await orgUnitByCode(context, code))!
}

/** 撤销机构, from today: when nothing hangs on it any more. */
export async function closeUnit(context: Context, { code }: RequestOf<typeof closeOrgUnit>) {
  const present = await orgUnitByCode(context, code)
  if (!present) throw new NotFound('org unit')
  if (present.closedOn !== null) return present
  if (present.parentCode === null) throw new Refused('county-stays', '县级机构不能撤销。')
  const refusal = whyCannotCloseUnit(await whatHangsOn(context, code))
  if (refusal) throw new Refused(refusal.code, closingWords(refusal), refusal)
  await closeOrgUnitOn(context, code)
  return (await orgUnitByCode(context, code))!
}

async function holdApart(
  context: Context,
  unit: { code: number; parentCode: number | null; name: string; archiveCode: string | null },
) {
  if (unit.archiveCode !== null && !hasArchiveCode(unit.code)) {
    throw new Invalid({ archiveCode: '只有村（居）才有建档编码。' })
  }
  const taken = await unitTaking(context, unit)
  if (!taken) return
  if (taken.name === unit.name) throw new Invalid({ name: '同一上级下已有同名机构。' })
  throw new Invalid({ archiveCode: `建档编码 ${unit.archiveCode} 已由“${taken.name}”使用。` })
}
