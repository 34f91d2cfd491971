import type {
  prepareSigning as prepareCall,
  previewAgreement as previewCall,
} from '@qianyue/api/agreements.ts'
import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import type { AgreementPolicy } from '@qianyue/domain/agreements/agreement-policy.ts'
import { gapWords, refusalWords } from '@qianyue/domain/agreements/refusal-words.ts'
import { possibleSignatories } from '@qianyue/domain/agreements/signatory.ts'
import { type SigningRefusal, signingKindOf, signingRefusals } from '@qianyue/domain/agreements/signing.ts'
import { addDays, ageYearsOn, type LocalDate } from '@qianyue/domain/days/local-date.ts'
import { sumByPayer, totalFen } from '@qianyue/domain/packages/fee-split.ts'
import { oncePerService } from '@qianyue/domain/packages/package.ts'
import { proposePackages } from '@qianyue/domain/packages/proposing.ts'
import { populationsOn } from '@qianyue/domain/populations/population.ts'
import { capStateOf } from '@qianyue/domain/teams/capacity.ts'
import type { Context } from '../http/context.ts'
import { Invalid, NotFound, Refused } from '../http/errors.ts'
import { versionsOn } from '../packages/packages.queries.ts'
import { describePackage } from '../packages/save-package.ts'
import { policyAt } from '../policy/policy.queries.ts'
import { teamsNamed } from '../teams/teams.queries.ts'
import { householdOf, peopleToSign } from './agreements.queries.ts'
import { gatherSigning } from './gather-signing.ts'
import { askedFor } from './sign-agreement.ts'
import { wentOnWith } from './went-on-with.ts'

/** Without a team or signatory yet, what is missing is not held against the signing. */
const untilChosen = {
  team: ['team-closed', 'team-not-eligible', 'team-incomplete', 'team-full', 'village-not-covered'],
  signatory: ['signatory-unknown'],
} as const

/** 签约预览: what would be signed, owed and paid, and everything that stands against it. Writes nothing. */
export async function previewAgreement(
  context: Context,
  request: RequestOf<typeof previewCall>,
): Promise<ReplyInput<typeof previewCall>> {
  const { today } = context
  const asked = askedFor(request)
  const plan = await gatherSigning(context, asked, { lock: false })
  if (plan === null) throw new Refused('agreement-there', '这份协议已经签好，请到协议列表查看。')
  for (const { residentId } of plan.members) context.note({ residentId, subject: 'signing page' })
  const unchosen: readonly string[] = [
    ...(asked.teamId === null ? untilChosen.team : []),
    ...(asked.signatoryId === null ? untilChosen.signatory : []),
  ]
  const refusals = signingRefusals(plan.facts).filter(({ code }) => !unchosen.includes(code))
  const about = (refusal: SigningRefusal) => ('residentId' in refusal ? refusal.residentId : null)
  const allFees = plan.members.flatMap(({ packages }) => packages.flatMap(({ fees }) => fees))
  const { team, facts } = plan
  return {
    endsOn: plan.endsOn,
    kind: signingKindOf(
      asked.startsOn,
      today,
      (await wentOnWith(context, plan)) === null ? 'nothing' : 'renewal',
    ),
    members: plan.members.map(({ residentId, packages, negotiated }) => ({
      residentId,
      packages: packages.map(({ version, agreed, relief, fees }) => ({
        ...agreed,
        items: [...agreed.items],
        packageId: version.id,
        relief,
        fees: [...fees],
        feeFen: totalFen(fees),
      })),
      contained: (asked.members.find((one) => one.residentId === residentId)?.packageIds ?? []).filter(
        (id) => !packages.some(({ version }) => version.id === id),
      ),
      services: oncePerService(
        [...packages.flatMap(({ agreed }) => agreed.items), ...negotiated],
        asked.termMonths,
      ),
      refusals: refusals
        .filter((refusal) => about(refusal) === residentId)
        .map((refusal) => refusalWords(refusal, plan.policy.ages)),
    })),
    feeSplit: sumByPayer(allFees),
    feeFen: totalFen(allFees),
    refusals: refusals
      .filter((refusal) => about(refusal) === null)
      .map((refusal) => refusalWords(refusal, plan.policy.ages)),
    team:
      team === null
        ? null
        : {
            load: { persons: team.persons, keyPersons: team.keyPersons, households: team.households },
            capKeyPersons: facts.team.caps.keyPersons ?? null,
            keyCapState: capStateOf(team.keyPersons, facts.team.caps.keyPersons ?? null, facts.capPolicy),
            capPersons: facts.team.caps.persons,
            capState: capStateOf(team.persons, facts.team.caps.persons, facts.capPolicy),
            gaps: facts.team.gaps.map(gapWords),
            mayGoOver: facts.capPolicy.overCapWithReason,
          },
  }
}

/** 签约准备: whom it is about, what policy proposes for each and why, who may sign. */
export async function prepareSigning(
  context: Context,
  request: RequestOf<typeof prepareCall>,
): Promise<ReplyInput<typeof prepareCall>> {
  const { db, today } = context
  const startsOn = request.startsOn ?? today
  const { home, family, villageCode } = await familyAskedFor(context, request, startsOn)
  const policy = await policyAt(db, today)
  const offered = await versionsOn(db, startsOn)
  const teamNames = await teamsNamed(
    db,
    family.flatMap(({ taken }) => taken.map(({ teamId }) => teamId)),
  )
  const maySign = signatoriesAmong(family, policy.agreements, today)
  for (const { id } of family) context.note({ residentId: id, subject: 'signing page' })
  const { allowedTermsYears, units, lateSigningWithinDays, signAheadWithinDays } = policy.agreements
  return {
    householdId: home?.id ?? null,
    address: home?.address ?? null,
    villageCode,
    startsOn,
    allowedTermsYears: [...allowedTermsYears],
    units: [...units],
    earliestStart: addDays(today, -lateSigningWithinDays),
    latestStart: addDays(today, signAheadWithinDays),
    members: family.map((one) => {
      const populations = populationsOn(startsOn, one, policy.ages)
      const current = one.taken.find((term) => term.startsOn <= startsOn && startsOn <= term.endsOn)
      return {
        residentId: one.id,
        name: one.name,
        sex: one.sex,
        birthDate: one.birthDate,
        ageYears: ageYearsOn(today, one.birthDate),
        relation: one.relation,
        isHead: one.isHead,
        idNumberMasked: one.idNumberMasked,
        phoneMasked: one.phoneMasked,
        populations: [...populations],
        diedOn: one.diedOn,
        awaySince: one.awaySince,
        current: current
          ? {
              agreementId: current.agreementId,
              number: null,
              teamName: teamNames.get(current.teamId) ?? '',
              endsOn: current.endsOn,
            }
          : null,
        proposals: proposePackages(populations, policy['package-proposals'], offered).map(
          ({ packageId, because, relief }) => ({ packageId, because, relief }),
        ),
        maySign: maySign.has(one.id),
      }
    }),
    packages: offered.map((version) => describePackage(version, offered)),
  }
}

type Person = Awaited<ReturnType<typeof peopleToSign>>[number]

/** Everybody of the household asked for, or of the one the resident lives in; the resident alone where there is none. */
async function familyAskedFor(
  { db }: Context,
  { householdId, residentId }: RequestOf<typeof prepareCall>,
  startsOn: LocalDate,
) {
  if (householdId) {
    const home = await householdOf(db, householdId)
    const [first, ...others] = home ? await peopleToSign(db, { householdId }, startsOn) : []
    if (!first) throw new NotFound('household')
    return { home, family: [first, ...others], villageCode: first.villageCode }
  }
  if (!residentId) throw new Invalid({ householdId: '请选择一户或一位居民' })
  const [resident] = await peopleToSign(db, { residentIds: [residentId] }, startsOn)
  if (!resident) throw new NotFound('resident')
  const { villageCode } = resident
  if (!resident.householdId) return { home: undefined, family: [resident], villageCode }
  const home = await householdOf(db, resident.householdId)
  const family = await peopleToSign(db, { householdId: resident.householdId }, startsOn)
  return { home, family, villageCode }
}

/** Who may sign: for the household, or as an adult without one for oneself. */
function signatoriesAmong(family: readonly Person[], policy: AgreementPolicy, today: LocalDate): Set<string> {
  const signers = family.map((one) => ({
    residentId: one.id,
    birthDate: one.birthDate,
    diedOn: one.diedOn,
    householdId: one.householdId,
    isHouseholdHead: one.isHead,
  }))
  const alone = family.filter(
    ({ householdId, birthDate }) =>
      householdId === null && ageYearsOn(today, birthDate) >= policy.guardianBelowYears,
  )
  return new Set([
    ...possibleSignatories(signers, policy, today).map(({ residentId }) => residentId),
    ...alone.map(({ id }) => id),
  ])
}
