import type { RequestOf } from '@qianyue/api/endpoint.ts'
import { type printHealthRecord as call, recordPapers } from '@qianyue/api/health-records.ts'
import type { FilledBlock } from '@qianyue/domain/documents/filled-document.ts'
import {
  cardPaper,
  coverPaper,
  frontPaper,
  informationPaper,
  type RecordOnPaper,
} from '@qianyue/domain/health-records/record-papers.ts'
import type { SheetRecord } from '@qianyue/domain/service-records/record-sheet.ts'
import type { Papers } from '../documents/make-papers.ts'
import { numbersAsked } from '../documents/print-papers.ts'
import type { Context } from '../http/context.ts'
import { Refused } from '../http/errors.ts'
import { subjectOn } from '../service-records/judge-record.ts'
import { gatherRecord } from './gather-record.ts'
import { numbersOfRecord } from './health-records.queries.ts'

/** One paper of a health record as PDF. */
export async function printHealthRecord(context: Context, request: RequestOf<typeof call>): Promise<Papers> {
  const { id, paper, reason } = request
  const numbers = numbersAsked(context, request)
  const gathered = await gatherRecord(context, id)
  context.note({
    residentId: id,
    subject: `health-record ${paper}`,
    ...(reason === undefined ? {} : { reason }),
  })
  const shown = await numbersOfRecord(context, id, numbers)
  const record = onPaper(gathered, shown)
  const kind = paper === 'card' ? 'health-record-card' : 'health-record'
  return {
    kind,
    fileName: `${recordPapers[paper]} ${record.name}`,
    documents: [{ kind, number: '', blocks: blocksOf(context, paper, record, gathered) }],
  }
}

type Gathered = Awaited<ReturnType<typeof gatherRecord>>

function blocksOf(
  { today }: Context,
  paper: keyof typeof recordPapers,
  record: RecordOnPaper,
  gathered: Gathered,
): FilledBlock[] {
  switch (paper) {
    case 'cover':
      return coverPaper(record)
    case 'card':
      return cardPaper(record)
    case 'front-page':
      return frontPaper(record, today)
    case 'personal-information':
      return informationPaper(record, sheetOf(gathered))
  }
}

function sheetOf({ resident, information, cover }: Gathered): SheetRecord {
  if (information === null)
    throw new Refused('no-basic-information', '还没有填写个人基本信息表，填写后才能打印。')
  return {
    resident,
    about: subjectOn(
      information.performedOn,
      { birthDate: resident.birthDate, sex: resident.sex, maternity: [] },
      null,
    ),
    mode: 'clinic',
    values: information.values,
    classification: null,
    nextDueOn: null,
    performedByName: information.performedByName ?? '',
    unitName: cover?.keptByName ?? '',
    version: information.version,
  }
}

function onPaper(
  {
    resident,
    cover,
    populations,
    teamName,
    blood,
    problems,
    medicines,
    allergies,
    measurements,
    services,
  }: Gathered,
  shown: Awaited<ReturnType<typeof numbersOfRecord>>,
): RecordOnPaper {
  return {
    number: resident.healthRecordNumber,
    name: resident.name,
    sex: resident.sex,
    birthDate: resident.birthDate,
    ...shown,
    contactName: resident.contactName,
    ethnicity: resident.ethnicity,
    residency: resident.residency as 'registered' | 'non-registered',
    address: resident.address || resident.villageName,
    registeredAddress: cover?.registeredAddress ?? '',
    townshipName: resident.townshipName ?? '',
    villageName: resident.villageName,
    openedOn: cover?.openedOn ?? null,
    openedAtName: cover?.openedAtName ?? '',
    openedByName: cover?.openedByName ?? null,
    keptByName: cover?.keptByName ?? '',
    keptByPhone: cover?.keptByPhone ?? null,
    responsibleName: cover?.responsibleName ?? null,
    responsiblePhone: cover?.responsiblePhone ?? null,
    teamName,
    blood,
    populations: populations.map(({ name }) => name),
    problems,
    medicines,
    allergies,
    measurements,
    services,
  }
}
