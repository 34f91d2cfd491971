import type { Role } from './roles.ts'

/**
 * How far a role reaches for an action.
 * `self` one's own record · `team` the villages and the signed residents of one's teams · `unit` the unit of the
 * role and every unit below it · `county` the whole county.
 */
export type ReachKind = 'self' | 'team' | 'unit' | 'county'

type Grant = Partial<Record<Role, ReachKind>>

const careTeam: Grant = {
  'village-doctor': 'unit',
  'village-clinic-head': 'unit',
  'family-doctor': 'team',
  'team-leader': 'team',
  nurse: 'team',
  'health-manager': 'team',
}
/** The care team within the whole clinic or hospital, for what belongs to the unit and not to a team's people. */
const clinicStaff: Grant = {
  'village-doctor': 'unit',
  'village-clinic-head': 'unit',
  'family-doctor': 'unit',
  'team-leader': 'unit',
  nurse: 'unit',
  'health-manager': 'unit',
}
const villageClinic: Grant = { 'village-doctor': 'unit', 'village-clinic-head': 'unit' }
const townshipOffice: Grant = {
  'public-health-staff': 'unit',
  'township-admin': 'unit',
  'township-director': 'unit',
}
const mentalHealthCare: Grant = {
  'village-doctor': 'unit',
  'family-doctor': 'team',
  'team-leader': 'team',
  'public-health-staff': 'unit',
}
const bureau: Grant = { 'county-officer': 'county' }
const overseers: Grant = { supervisor: 'unit', assessor: 'unit' }
const experts: Grant = { 'county-expert': 'county', 'ecg-expert': 'county' }
const money: Grant = { 'finance-officer': 'unit' }
const administrators: Grant = { 'system-admin': 'county' }

const everyStaff: Grant = {
  ...careTeam,
  ...townshipOffice,
  ...bureau,
  ...overseers,
  ...experts,
  ...money,
  ...administrators,
}

/** Who may do what, and how far. An action or role that is missing here is refused. */
export const grants = {
  'org-units.read': everyStaff,
  'org-units.manage': { ...administrators, ...bureau },
  'staff.read': {
    ...everyStaff,
    'family-doctor': 'unit',
    'team-leader': 'unit',
    nurse: 'unit',
    'health-manager': 'unit',
  },
  'staff.manage': { ...administrators, ...bureau, 'township-admin': 'unit' },
  'accounts.manage': { ...administrators, 'township-admin': 'unit' },
  'accounts.manage-tokens': administrators,
  'accounts.set-rules': administrators,
  'audit.read': { ...administrators, ...bureau },
  'indicators.read': { ...careTeam, ...townshipOffice, ...bureau, ...overseers, ...money },
  'indicators.read-names': { ...careTeam, ...townshipOffice, ...bureau, ...overseers },
  /** 自定义名单: any list, narrowed, with columns chosen, on screen and as Excel. */
  'lists.export': { ...careTeam, ...townshipOffice, ...bureau },
  'documents.print': { ...careTeam, ...townshipOffice, ...bureau },
  /** 确认码单: never held by who delivers the services that its codes confirm. */
  'confirmation-codes.issue': { ...townshipOffice, ...bureau },
  'documents.print-full-numbers': { ...careTeam, ...townshipOffice, ...bureau },
  'document-templates.read': { ...careTeam, ...townshipOffice, ...bureau, ...administrators },
  'document-templates.manage': { ...bureau, ...administrators },
  'residents.read': { ...careTeam, ...townshipOffice, ...bureau, ...overseers, ...experts, resident: 'self' },
  'residents.register': { ...careTeam, ...townshipOffice },
  'residents.edit': { ...careTeam, ...townshipOffice },
  'grid-duty.assign': townshipOffice,
  'residents.open-accounts': { ...careTeam, ...townshipOffice },
  'residents.record-events': { ...careTeam, ...townshipOffice },
  'residents.show-numbers': { ...careTeam, ...townshipOffice, ...bureau },
  'residents.export': { ...careTeam, ...townshipOffice, ...bureau },
  'residents.merge': { ...townshipOffice, ...bureau },
  'populations.declare': { ...careTeam, ...townshipOffice },
  'populations.comb-through': { ...careTeam, ...townshipOffice, ...bureau },
  'teams.read': everyStaff,
  'teams.manage': { ...townshipOffice, ...bureau, ...administrators },
  'teams.hand-over': { ...townshipOffice, ...bureau, ...administrators },
  'packages.read': { resident: 'self', ...everyStaff },
  'packages.manage': { ...bureau, ...administrators },
  'agreements.read': {
    resident: 'self',
    ...careTeam,
    ...townshipOffice,
    ...bureau,
    ...overseers,
    ...money,
  },
  'agreements.export': { ...careTeam, ...townshipOffice, ...bureau },
  'agreements.sign': { ...careTeam, ...townshipOffice },
  'agreements.end': { ...careTeam, ...townshipOffice, ...bureau },
  'attachments.add': { ...careTeam, ...townshipOffice, ...bureau, ...overseers },
  'attachments.read': { ...careTeam, ...townshipOffice, ...bureau, ...overseers },
  'forms.read': { resident: 'self', ...everyStaff },
  'service-records.read': {
    resident: 'self',
    ...careTeam,
    ...townshipOffice,
    ...bureau,
    ...overseers,
    ...experts,
  },
  'service-records.write': { ...careTeam, ...townshipOffice },
  /** From a file: the bureau takes over what another system kept, under the names of those who did it. */
  'service-records.import': { ...careTeam, ...townshipOffice, ...bureau },
  /** 健康档案: opened and closed by who cares for the person, moved between villages by the township, beyond it by the bureau. */
  'health-records.read': {
    resident: 'self',
    ...careTeam,
    ...townshipOffice,
    ...bureau,
    ...overseers,
    ...experts,
  },
  'health-records.list': { ...careTeam, ...townshipOffice, ...bureau, ...overseers },
  'health-records.keep': { ...careTeam, ...townshipOffice },
  'health-records.move': { ...townshipOffice, ...bureau },
  'health-records.export': { ...careTeam, ...townshipOffice, ...bureau },
  'service-records.export': { ...careTeam, ...townshipOffice, ...bureau },
  // Who follows people with severe mental disorder; everybody else sees that a service was done, not what.
  'severe-mental-disorder.read': mentalHealthCare,
  'severe-mental-disorder.write': mentalHealthCare,
  'register-imports.read': { ...townshipOffice, ...bureau },
  'register-imports.run': { ...townshipOffice, ...bureau },
  /** 部门名单: imported by the office that receives them, settled by whoever may declare. */
  'outside-lists.read': { ...clinicStaff, ...townshipOffice, ...bureau, ...overseers },
  'outside-lists.import': { ...townshipOffice, ...bureau },
  'outside-lists.settle': { ...clinicStaff, ...townshipOffice },
  'services.read': { resident: 'self', ...everyStaff },
  'duties.read': { resident: 'self', ...careTeam, ...townshipOffice, ...bureau, ...overseers, ...experts },
  'duties.note': { ...careTeam, ...townshipOffice },
  /** 外勤手机的本地副本。 */
  'sync.pull': careTeam,
  /** 绩效结算: read by who answers for the money, prepared by finance, approved by somebody else. */
  'settlements.read': { ...townshipOffice, ...bureau, ...money, ...overseers },
  'settlements.prepare': { ...townshipOffice, ...bureau, ...money },
  'settlements.approve': { ...bureau, 'township-director': 'unit' },
  /** 真实性核查与抽查: whoever delivers services sees the questions to oneself, whoever supervises those of the unit. */
  'authenticity.read': {
    'village-doctor': 'unit',
    'village-clinic-head': 'unit',
    'family-doctor': 'unit',
    'team-leader': 'unit',
    nurse: 'unit',
    'health-manager': 'unit',
    ...townshipOffice,
    ...bureau,
    ...overseers,
  },
  'authenticity.review': { ...townshipOffice, ...bureau, ...overseers },
  /** 绩效考核: seen and scored by whoever works there, scored again by the township, confirmed and published by the bureau. */
  'performance.read': {
    ...careTeam,
    'family-doctor': 'unit',
    'team-leader': 'unit',
    nurse: 'unit',
    'health-manager': 'unit',
    ...townshipOffice,
    ...bureau,
    ...overseers,
    ...money,
  },
  'performance.score': {
    'village-doctor': 'unit',
    'village-clinic-head': 'unit',
    'family-doctor': 'unit',
    'team-leader': 'unit',
    ...townshipOffice,
    ...bureau,
    assessor: 'unit',
  },
  'performance.review': { ...townshipOffice, ...bureau, assessor: 'unit' },
  'performance.publish': bureau,
  /** 我的积分: one's own, within the clinic or hospital where one works. */
  'points.read': {
    'village-doctor': 'unit',
    'village-clinic-head': 'unit',
    'family-doctor': 'unit',
    'team-leader': 'unit',
    nurse: 'unit',
    'health-manager': 'unit',
  },
  /** 集中体检日: everybody of the clinic or hospital enters the part of the own station. */
  'examination-days.read': { ...clinicStaff, ...townshipOffice, ...bureau },
  'examination-days.manage': { ...clinicStaff, ...townshipOffice },
  /** 健康教育、巡诊、24小时咨询电话: what an institution did and whom it answered. */
  'health-education.read': { ...clinicStaff, ...townshipOffice, ...bureau, ...overseers },
  'health-education.record': { ...clinicStaff, ...townshipOffice },
  'village-rounds.read': { ...clinicStaff, ...townshipOffice, ...bureau, ...overseers },
  'village-rounds.record': { ...clinicStaff, ...townshipOffice },
  /** 卫生监督协管: registers of an institution. */
  'supervision-assist.read': { ...clinicStaff, ...townshipOffice, ...bureau, ...overseers },
  'supervision-assist.record': { ...clinicStaff, ...townshipOffice },
  /** 长期处方: written by who may prescribe, delivered by anybody of the team. */
  'long-prescriptions.read': { ...careTeam, ...townshipOffice, ...bureau },
  'long-prescriptions.write': { 'village-doctor': 'unit', 'family-doctor': 'team', 'team-leader': 'team' },
  'long-prescriptions.deliver': { ...careTeam, ...townshipOffice },
  'phone-consultations.read': { ...clinicStaff, ...townshipOffice, ...bureau },
  'phone-consultations.record': { ...clinicStaff, ...townshipOffice },
  /** 健康一体机: clinics keep their own; a program sends with the account of a unit. */
  'devices.read': { ...clinicStaff, ...townshipOffice, ...bureau, ...overseers },
  'devices.manage': { ...clinicStaff, ...townshipOffice, ...bureau },
  'device-messages.send': { ...clinicStaff, ...townshipOffice, ...bureau, ...administrators },
  /** 报表: sent by townships and, where the county asks for it, by villages; accepted by the unit above. */
  'reports.read': { ...villageClinic, ...townshipOffice, ...bureau, ...overseers },
  'reports.submit': { ...villageClinic, ...townshipOffice },
  'reports.accept': { ...townshipOffice, ...bureau },
  'reports.manage': bureau,
  /** 通报: one's own unit's and those published above it. */
  'bulletins.read': {
    ...everyStaff,
    'family-doctor': 'unit',
    'team-leader': 'unit',
    nurse: 'unit',
    'health-manager': 'unit',
  },
  'bulletins.publish': { ...bureau, 'township-admin': 'unit', 'township-director': 'unit' },
  /** 督导: seen and put right by who is supervised, made by who supervises. */
  'supervision.read': { ...clinicStaff, ...townshipOffice, ...bureau, ...overseers },
  'supervision.rectify': { ...clinicStaff, ...townshipOffice },
  'supervision.visit': { ...townshipOffice, ...bureau, ...overseers },
  'supervision.organise': { ...bureau, 'township-admin': 'unit', 'township-director': 'unit' },
  /** 投诉: taken down by anybody at a counter, handled by who answers for the unit. */
  'complaints.read': { ...townshipOffice, ...bureau, ...overseers, 'village-clinic-head': 'unit' },
  'complaints.enter': { ...clinicStaff, ...townshipOffice, ...bureau, ...overseers },
  'complaints.handle': { ...townshipOffice, ...bureau },
  /** 满意度调查: read by who is rated too, run and opened by who does not deliver. */
  'surveys.read': { ...clinicStaff, ...townshipOffice, ...bureau, ...overseers },
  'surveys.run': { ...townshipOffice, ...bureau, ...overseers },
  'training.read': { ...clinicStaff, ...townshipOffice, ...bureau, ...overseers },
  'training.manage': { ...townshipOffice, ...bureau },
  'meetings.read': { ...clinicStaff, ...townshipOffice, ...bureau, ...overseers },
  'meetings.record': { 'team-leader': 'unit', 'family-doctor': 'unit', ...townshipOffice, ...bureau },
  'publicity.read': { ...clinicStaff, ...townshipOffice, ...bureau, ...overseers },
  'publicity.record': { ...clinicStaff, ...townshipOffice, ...bureau },
  'demonstration-sites.read': { ...clinicStaff, ...townshipOffice, ...bureau, ...overseers },
  'demonstration-sites.apply': { 'village-clinic-head': 'unit', ...townshipOffice },
  'demonstration-sites.review': bureau,
  /** 月度审核: of a clinic by the township, of the audit by the bureau. */
  'monthly-audits.read': { ...clinicStaff, ...townshipOffice, ...bureau, ...overseers },
  'monthly-audits.audit': townshipOffice,
  'monthly-audits.review': bureau,
  'policies.read': everyStaff,
  'policies.manage': bureau,
} satisfies Record<string, Grant>

export type Action = keyof typeof grants

const widest: ReachKind[] = ['county', 'unit', 'team', 'self']

/** The widest reach that any of the roles has for the action; null when none has any. */
export function reachKindOf(held: readonly Role[], action: Action): ReachKind | null {
  const grant: Grant = grants[action]
  const kinds = held.map((role) => grant[role]).filter((kind) => kind !== undefined)
  return widest.find((kind) => kinds.includes(kind)) ?? null
}
