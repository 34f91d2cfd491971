import type { RequestOf } from '@qianyue/api/endpoint.ts'
import type { printPublicBoard } from '@qianyue/api/public-board.ts'
import { countyUnitCode, levelOf } from '@qianyue/domain/access/org-unit.ts'
import { posterBlocks } from '@qianyue/domain/public-board/poster.ts'
import { reachesUnit } from '../access/viewer.ts'
import type { Context } from '../http/context.ts'
import { NotFound, Refused } from '../http/errors.ts'
import { versionsOn } from '../packages/packages.queries.ts'
import { clinicOf, teamsCovering } from './public-board.queries.ts'

/** 公示 of one village, as teams and packages stand today. @param origin of the program, as the printing browser reaches it. */
export async function publicBoard(
  { db, reach, viewer, today, note }: Context,
  { unitCode, hours }: RequestOf<typeof printPublicBoard>,
  origin: string,
) {
  if (!reachesUnit(reach, unitCode)) throw new NotFound('village')
  if (levelOf(unitCode) !== 'village')
    throw new Refused('choose-a-village', '公示按村（社区）打印，请选择一个村。')
  const clinic = await clinicOf(db, unitCode, countyUnitCode(viewer.countyCode))
  if (clinic === null) throw new NotFound('village')
  const packages = await versionsOn(db, today)
  note({ subject: `public board ${unitCode}` })
  return {
    fileName: `公示 ${clinic.areaName}`,
    blocks: posterBlocks({
      villageName: clinic.areaName,
      clinicName: clinic.name,
      clinicPhone: clinic.phone,
      address: clinic.address,
      hours: hours || null,
      complaintPhone: clinic.complaintPhone,
      complaintAddress: `${origin}/public/complaint/${viewer.countyCode}`,
      teams: await teamsCovering(db, unitCode, today),
      items: packages.find(({ group, tier }) => group === 'general' && tier === 'basic')?.items ?? [],
    }),
  }
}
