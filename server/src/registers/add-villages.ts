import { levelOf } from '@qianyue/domain/access/org-unit.ts'
import { reachesUnit } from '../access/viewer.ts'
import type { Context } from '../http/context.ts'
import { Refused } from '../http/errors.ts'
import { type ImportFindings, insertChanges } from './register-imports.queries.ts'
import { codesTaken, insertVillage, townships } from './villages.queries.ts'
import { townshipKey } from './villages.ts'

/** Where codes of village committees begin and end: 001–199 neighbourhoods, 200–399 villages. Source: code-lists.md §2. */
const NEIGHBOURHOODS = { first: 1, last: 199 }
const VILLAGES = { first: 200, last: 399 }

/** The township in which a village that nobody knows can be made; null when the register does not say which. */
export async function canAddVillage(
  { db, reach }: Pick<Context, 'db' | 'reach'>,
  unitCode: number,
  township: string | null,
): Promise<number | null> {
  if (levelOf(unitCode) === 'township') return unitCode
  if (levelOf(unitCode) === 'village') return null
  if (township === null) return null
  const named = (await townships(db)).filter(
    ({ code, areaName }) => townshipKey(areaName) === townshipKey(township) && reachesUnit(reach, code),
  )
  return named.length === 1 ? named[0]!.code : null
}

/** Makes the villages that a register names and nobody knows, each with the next free code of its township. */
export async function addVillages(
  context: Context,
  importId: string,
  unitCode: number,
  villages: ImportFindings['unknownVillages'],
): Promise<void> {
  for (const { name, township } of villages) {
    const parent = await canAddVillage(context, unitCode, township)
    if (parent === null) {
      throw new Refused(
        'township-unknown',
        `不知道“${name}”属于哪个乡镇。请在名册里加一列乡镇，或由所在乡镇导入。`,
      )
    }
    const code = await freeCode(context, parent, name)
    await insertVillage(context.db, { code, parentCode: parent, name: clinicName(name), areaName: name })
    await insertChanges(context, importId, [{ kind: 'village-added', villageCode: code }])
    context.note({ subject: `org-unit ${code}` })
  }
}

async function freeCode({ db }: Context, parent: number, name: string): Promise<number> {
  const { first, last } = /社区|居委会|居民/.test(name) ? NEIGHBOURHOODS : VILLAGES
  const taken = await codesTaken(db, { from: parent + first, to: parent + last })
  for (let code = parent + first; code <= parent + last; code++) {
    if (!taken.has(code)) return code
  }
  throw new Refused('village-codes-used-up', '这个乡镇的村级代码已用完，请在机构管理中处理。')
}

function clinicName(village: string): string {
  return /社区$/.test(village) ? `${village}卫生服务站` : `${village}卫生室`
}
