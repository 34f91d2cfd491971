import { levelOf } from '@qianyue/domain/access/org-unit.ts'
import { reachesUnit } from '../access/viewer.ts'
import type { Context } from '../http/context.ts'
import { Invalid, NotFound } from '../http/errors.ts'

/** Registers are kept by township hospitals and village clinics. */
export async function institutionInReach({ reach }: Context, unitCode: number): Promise<void> {
  if (!reachesUnit(reach, unitCode)) throw new NotFound('unit')
  if (levelOf(unitCode) === 'county')
    throw new Invalid({ unitCode: '卫生监督协管按卫生院、村卫生室登记，请选择机构。' })
}
