import type {
  getAgreementDocument,
  getHouseholdPapers,
  getResidentPaper,
  getVillagePapers,
} from '@qianyue/api/documents.ts'
import type { RequestOf } from '@qianyue/api/endpoint.ts'
import { levelOf } from '@qianyue/domain/access/org-unit.ts'
import { type LocalDate, later } from '@qianyue/domain/days/local-date.ts'
import { type DocumentKind, documentKinds } from '@qianyue/domain/documents/document-kind.ts'
import type { PaperFacts } from '@qianyue/domain/documents/document-values.ts'
import type { AgreementOnPaper } from '@qianyue/domain/documents/paper-facts.ts'
import type { ResidentPaper } from '@qianyue/domain/documents/resident-papers.ts'
import { mayDo } from '../access/viewer.ts'
import type { Context } from '../http/context.ts'
import { Invalid, NotAllowed, NotFound, Refused } from '../http/errors.ts'
import {
  agreementRows,
  coveringAgreements,
  doctorsOfResidents,
  feeOnPaper,
  feeRows,
  memberRows,
  type Numbers,
  packagesOnPaper,
  providersOnPaper,
  residentIdsOf,
  residentsOnPaper,
  villageIsReached,
} from './papers.queries.ts'
import { cardsOf } from './service-cards.ts'

/** Papers of one kind that are to be printed, with the name of the file they go into. */
export type ToPrint = { kind: DocumentKind; fileName: string; papers: readonly PaperToPrint[] }

/** One of them: what it says, by the text of which day, and how it is called among others. */
export type PaperToPrint = { facts: PaperFacts; textDay: LocalDate; name: string }

/** One agreement. The text is that of the day it was signed, so that a second print is the first. */
export async function agreementToPrint(
  context: Context,
  request: RequestOf<typeof getAgreementDocument>,
): Promise<ToPrint> {
  const numbers = numbersAsked(context, request)
  const [agreement] = await agreementsOnPaper(context, [request.id], numbers)
  if (agreement === undefined) throw new NotFound('agreement')
  noteAgreements(context, [agreement], request.reason)
  return agreementPapers(context, [agreement], `${documentKinds.agreement} ${agreement.number}`)
}

/** One resident's card or letter. */
export async function residentPaperToPrint(
  context: Context,
  { id, kind }: RequestOf<typeof getResidentPaper>,
): Promise<ToPrint> {
  return await residentPapers(context, kind, [id], new NotFound('resident'))
}

/** The papers of everybody in a household. */
export async function householdToPrint(
  context: Context,
  request: RequestOf<typeof getHouseholdPapers>,
): Promise<ToPrint> {
  const residentIds = await residentIdsOf(context, { householdId: request.id })
  if (residentIds.length === 0) throw new NotFound('household')
  return await papersOf(context, request, residentIds)
}

/** The papers of a whole village in one file. */
export async function villageToPrint(
  context: Context,
  request: RequestOf<typeof getVillagePapers>,
): Promise<ToPrint> {
  const { unitCode } = request
  if (levelOf(unitCode) !== 'village') {
    throw new Refused('choose-a-village', '请选择一个村或社区：一个文件最多打印一个村。')
  }
  if (!(await villageIsReached(context, unitCode))) throw new NotFound('village')
  return await papersOf(context, request, await residentIdsOf(context, { villageCode: unitCode }))
}

async function papersOf(
  context: Context,
  request: Pick<RequestOf<typeof getHouseholdPapers>, 'kind' | 'idNumbers' | 'reason'>,
  residentIds: readonly string[],
): Promise<ToPrint> {
  const nothing = new Refused('nothing-to-print', '没有可打印的内容：这里没有生效中的签约协议。')
  if (request.kind !== 'agreement') {
    const covering = await coveringAgreements(context, residentIds, context.today)
    const signed = new Set(covering.map(({ residentId }) => residentId))
    return await residentPapers(
      context,
      request.kind,
      residentIds.filter((id) => signed.has(id)),
      nothing,
    )
  }
  const numbers = numbersAsked(context, request)
  const covering = await coveringAgreements(context, residentIds, context.today)
  const ids = [...new Set(covering.map(({ agreementId }) => agreementId))]
  const agreements = await agreementsOnPaper(context, ids, numbers)
  if (agreements.length === 0) throw nothing
  noteAgreements(context, agreements, request.reason)
  return agreementPapers(context, agreements, documentKinds.agreement)
}

type PrintedAgreement = AgreementOnPaper & { id: string; residentIds: string[] }

async function agreementsOnPaper(
  context: Context,
  ids: readonly string[],
  numbers: Numbers,
): Promise<PrintedAgreement[]> {
  const rows = await agreementRows(context, ids)
  const found = rows.map(({ id }) => id)
  const members = await memberRows(context, found)
  const fees = await feeRows(context, found)
  const people = await residentsOnPaper(
    context,
    [
      ...new Set([
        ...members.map(({ residentId }) => residentId),
        ...rows.map(({ signatoryId }) => signatoryId),
      ]),
    ],
    numbers,
  )
  const teams = await providersOnPaper(context, [...new Set(rows.map(({ teamId }) => teamId))], context.today)
  return rows.flatMap((row): PrintedAgreement[] => {
    const provider = teams.get(row.teamId)
    const own = members.filter(({ agreementId }) => agreementId === row.id)
    const signatory = people.get(row.signatoryId) ?? people.get(own[0]?.residentId ?? '')
    if (provider === undefined || signatory === undefined) return []
    return [
      {
        ...row,
        number: row.number ?? '（待签约）',
        kind: row.kind as AgreementOnPaper['kind'],
        unit: row.unit as AgreementOnPaper['unit'],
        signedVia: row.signedVia as AgreementOnPaper['signedVia'],
        signedOn: row.signedOn ?? context.today,
        terminated: row.terminatedOn === null ? null : { on: row.terminatedOn, reason: row.endReason ?? '' },
        provider,
        signatory,
        residentIds: own.map(({ residentId }) => residentId),
        members: own.flatMap(({ residentId, packages, populations }) => {
          const person = people.get(residentId)
          const paid = fees.filter((fee) => fee.agreementId === row.id && fee.residentId === residentId)
          if (person === undefined) return []
          return [
            { ...person, populations, packages: packagesOnPaper(packages, paid), fee: feeOnPaper(paid) },
          ]
        }),
      },
    ]
  })
}

function agreementPapers(
  context: Context,
  agreements: readonly PrintedAgreement[],
  fileName: string,
): ToPrint {
  return {
    kind: 'agreement',
    fileName,
    papers: agreements.map((agreement) => ({
      facts: { kind: 'agreement', agreement },
      textDay: textDay(context, agreement),
      name: `${agreement.number} ${agreement.signatory.name}`,
    })),
  }
}

/** What was signed yesterday is printed with yesterday's text; what is not signed yet, with the text of its first day. */
function textDay({ today }: Context, { signedOn }: AgreementOnPaper): LocalDate {
  return signedOn > today ? later(today, signedOn) : signedOn
}

async function residentPapers(
  context: Context,
  kind: 'service-card' | 'contact-card' | 'resident-letter',
  residentIds: readonly string[],
  nobody: Error,
): Promise<ToPrint> {
  const people = await residentsOnPaper(context, residentIds, 'masked')
  const ids = residentIds.filter((id) => people.has(id))
  if (ids.length === 0) throw nobody
  const covering = await coveringAgreements(context, ids, context.today)
  const agreements = await agreementsOnPaper(
    context,
    [...new Set(covering.map(({ agreementId }) => agreementId))],
    'masked',
  )
  const cards = kind === 'service-card' ? await cardsOf(context, ids) : new Map<string, string>()
  const doctors = await doctorsOfResidents(context, ids)
  const papers = ids.flatMap((id): ResidentPaper[] => {
    const resident = people.get(id)
    const agreement = agreements.find(({ residentIds }) => residentIds.includes(id))
    if (resident === undefined || agreement === undefined) return []
    const packages = agreement.members[agreement.residentIds.indexOf(id)]?.packages ?? []
    return [
      {
        provider: agreement.provider,
        resident,
        doctorId: doctors.get(id) ?? null,
        agreement: { ...agreement, packages },
        cardCode: cards.get(id) ?? null,
      },
    ]
  })
  if (papers.length === 0) {
    throw new Refused('not-signed', '这位居民没有生效中的签约协议，签约后才能打印。')
  }
  for (const residentId of ids) context.note({ residentId, subject: kind })
  return {
    kind,
    fileName: documentKinds[kind],
    papers: papers.map((paper, index) => ({
      facts: { kind, paper },
      textDay: context.today,
      name: `${String(index + 1).padStart(3, '0')} ${paper.resident.name}`,
    })),
  }
}

/** Whole numbers on paper need the right to it and a reason, which goes into the audit trail. */
export function numbersAsked(
  { viewer }: Context,
  { idNumbers, reason }: { idNumbers: Numbers; reason?: string | undefined },
): Numbers {
  if (idNumbers === 'masked') return 'masked'
  if (!mayDo(viewer, 'documents.print-full-numbers')) throw new NotAllowed('documents.print-full-numbers')
  if (reason === undefined) throw new Invalid({ reason: '打印完整的身份证号和电话，请写明用途。' })
  return 'full'
}

function noteAgreements(context: Context, agreements: readonly PrintedAgreement[], reason?: string): void {
  for (const { id, residentIds } of agreements) {
    for (const residentId of residentIds) {
      context.note({ residentId, subject: `agreement ${id}`, ...(reason === undefined ? {} : { reason }) })
    }
  }
}
