import type { getResponsibilityLetter } from '@qianyue/api/documents.ts'
import type { RequestOf } from '@qianyue/api/endpoint.ts'
import { levelOf, parentOf } from '@qianyue/domain/access/org-unit.ts'
import { localDate, yearOf } from '@qianyue/domain/days/local-date.ts'
import { documentKinds } from '@qianyue/domain/documents/document-kind.ts'
import type { Context } from '../http/context.ts'
import { NotFound, Refused } from '../http/errors.ts'
import { orgUnitByCode, staffMemberById } from '../organisation/organisation.queries.ts'
import { areaOfDoctor } from './papers.queries.ts'
import type { ToPrint } from './print-papers.ts'

/** 签约服务责任书 of one doctor with the institution of the township, for a calendar year. */
export async function responsibilityLetterToPrint(
  context: Context,
  { id, year = yearOf(context.today) }: RequestOf<typeof getResponsibilityLetter>,
): Promise<ToPrint> {
  const doctor = await staffMemberById(context, id)
  if (!doctor) throw new NotFound('staff')
  if (doctor.leftOn !== null && doctor.leftOn <= context.today) {
    throw new Refused('has-left', `${doctor.name}已离岗，不再签订责任书。`)
  }
  const { unitCode } = doctor
  const above = levelOf(unitCode) === 'village' ? parentOf(unitCode)! : unitCode
  const institution = await orgUnitByCode(context, above)
  if (!institution) throw new NotFound('unit')
  context.note({ subject: `staff ${id}` })
  const letter = {
    countyName: context.viewer.countyName,
    institution: institution.name,
    institutionAddress: institution.address,
    institutionPhone: institution.phone,
    doctor,
    villages: await areaOfDoctor(context, id),
    startsOn: localDate(`${year}-01-01`),
    endsOn: localDate(`${year}-12-31`),
  }
  return {
    kind: 'responsibility-letter',
    fileName: documentKinds['responsibility-letter'],
    papers: [{ facts: { kind: 'responsibility-letter', letter }, textDay: context.today, name: doctor.name }],
  }
}
