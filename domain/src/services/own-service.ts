import type { Form } from '../forms/form.ts'
import { generalService } from '../forms/general-service.ts'
import type { Population } from '../populations/population.ts'
import type { AgreedItem } from '../residents/resident-facts.ts'
import type { EvidenceKind, EvidencePolicy } from '../service-records/evidence-policy.ts'
import type { ServiceMode } from '../service-records/service-mode.ts'
import { GENERAL_SERVICE_FORM } from '../services/services.ts'
import type { PointsPolicy } from '../settlement/points.ts'
import type { TeamRole } from '../teams/team.ts'
import { type OwnServiceCode, ownServiceCode, type ServiceCategory } from './services.ts'

/**
 * 县定服务: a service that a county adds to the catalogue by its notice (中医药浴, 助浴, 上门换药). It is known by its name, so
 * that an agreement, a record or a frozen settlement of years ago still says what it was, whatever the catalogue holds today.
 */
export type OwnService = {
  name: string
  category: ServiceCategory
  /** 计量单位: 次, 小时. */
  unit: string
  /** Whether a telephone call counts. */
  faceToFace: boolean
  /** Who may do it, and how: what an item of a package begins as; in another way it is not recorded. Empty leaves it open. */
  by: readonly TeamRole[]
  modes: readonly ServiceMode[]
  times: number
  every: AgreedItem['every']
  unitPriceFen: number
  /** 积分 of one service. */
  points: number
  /** 服务凭证, one of which a settlement asks for; none where empty. */
  evidence: readonly EvidenceKind[]
  /** Whom it may be recorded for: members of one of these; everybody where empty. */
  populations: readonly Population[]
}

export function codeOf({ name }: Pick<OwnService, 'name'>): OwnServiceCode {
  return ownServiceCode(name)
}

/** 积分标准 with what the county's own services are worth; what the standard itself says of one goes before. */
function withOwnPoints(points: PointsPolicy, own: readonly OwnService[]): PointsPolicy {
  const listed = new Set(points.perService.map(({ code }) => code))
  const added = own.filter((one) => one.points > 0 && !listed.has(codeOf(one)))
  if (added.length === 0) return points
  return {
    ...points,
    perService: [...points.perService, ...added.map((one) => ({ code: codeOf(one), points: one.points }))],
  }
}

/** 服务凭证 with what is asked of the county's own services, in whatever way they are given. */
function withOwnEvidence(policy: EvidencePolicy, own: readonly OwnService[]): EvidencePolicy {
  const asking = own.filter(({ evidence }) => evidence.length > 0)
  if (asking.length === 0) return policy
  const added = asking.flatMap((one) =>
    (['clinic', 'home', 'phone', 'online', 'group'] as const).map((mode) => ({
      form: GENERAL_SERVICE_FORM,
      service: codeOf(one),
      mode,
      anyOf: one.evidence,
      leastMinutes: null,
    })),
  )
  return { ...policy, rules: [...policy.rules, ...added] }
}

/** What services are credited by on a day: points and proof, those of the county's own services with them. */
export function creditedBy(policy: {
  points: PointsPolicy
  'service-evidence': EvidencePolicy
  'own-services': readonly OwnService[]
}): { points: PointsPolicy; evidence: EvidencePolicy } {
  const own = policy['own-services']
  return {
    points: withOwnPoints(policy.points, own),
    evidence: withOwnEvidence(policy['service-evidence'], own),
  }
}

const extended = new WeakMap<readonly OwnService[], Form>()

/** 服务记录单 on which the county's own services can be named too. */
function generalFormWith(own: readonly OwnService[]): Form {
  const known = extended.get(own)
  if (known) return known
  const form: Form = {
    ...generalService,
    sections: generalService.sections.map((section) => ({
      ...section,
      fields: section.fields.map((field) =>
        field.kind === 'choice'
          ? {
              ...field,
              options: [...field.options, ...own.map((one) => ({ code: codeOf(one), name: one.name }))],
            }
          : field,
      ),
    })),
  }
  extended.set(own, form)
  return form
}

/** The county's forms as they are filled in: its own sheets, and the general one with its own services. */
export function localFormsOf(policy: {
  'local-forms': readonly Form[]
  'own-services': readonly OwnService[]
}): readonly Form[] {
  const { 'local-forms': local, 'own-services': own } = policy
  return own.length === 0 ? local : [...local, generalFormWith(own)]
}
