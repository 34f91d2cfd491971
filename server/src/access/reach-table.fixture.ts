import { defaultFunds } from '@qianyue/domain/settlement/fund.ts'
import { v7 as newId } from 'uuid'
import { type Example, examplePicture } from './reach-county.fixture.ts'

/**
 * What each call is about and what it must answer. Who may make it follows from the access table, and which examples
 * exist for them from the role's unit.
 *
 * - `about` one example: who reaches it gets an answer of `answers`; for everybody else it is what does not exist.
 * - `list` of what one reaches, asked for at the example's unit: shows what one reaches there, and nothing else.
 * - `shared` by everybody who may: nothing personal in it.
 * - `open` to everybody, whatever their role.
 */
export type Line = {
  is: 'about' | 'list' | 'shared' | 'open'
  request: (example: Example, known: Known) => Record<string, unknown>
  /** Answers for who may and reaches it; 200 when left out. A call that is refused by a rule at first says 409 too. */
  answers?: readonly number[]
  /** Answers for what is not there or out of reach; 404 when left out. */
  elsewhere?: readonly number[]
  /** Of a list: what stands in it for an example that is reached. */
  shows?: (example: Example) => string
  /** The resident whose record was seen or changed: the trail must name them. */
  person?: (example: Example) => string
  /** A file to send. */
  file?: { name: string; content: string | Buffer }
}

/** What is the same for every example. */
export type Known = { packageIds: Record<string, string> }

type Rest = Partial<Omit<Line, 'is' | 'request'>>

const about = (request: Line['request'], rest: Rest = {}): Line => ({ is: 'about', request, ...rest })
const list = (request: Line['request'], rest: Rest = {}): Line => ({ is: 'list', request, ...rest })
const shared = (request: Line['request'] = () => ({}), rest: Rest = {}): Line => ({
  is: 'shared',
  request,
  ...rest,
})
const open = (request: Line['request'] = () => ({}), rest: Rest = {}): Line => ({
  is: 'open',
  request,
  ...rest,
})

const ofResident = (example: Example) => example.residentId
const ofSingle = (example: Example) => example.singleId

const reason = '核对后更正'
const today = '2026-11-21'
const surveyQuestion = {
  code: 'overall',
  ask: '您满意吗？',
  kind: 'choice',
  answers: ['满意', '不满意'],
  measures: 'satisfaction',
  good: ['满意'],
  required: true,
}
const person = { name: '王新人', sex: 'male', birthDate: '1990-01-01' }
const followUp = { systolicMmHg: 138, diastolicMmHg: 86, symptoms: [1] }
const staff = {
  name: '李新',
  qualification: '乡村医生',
  licenceNumber: null,
  licenceExpiresOn: null,
  phone: null,
  suspendedSince: null,
  leftOn: null,
}
const unit = { name: '新机构', areaName: '新村', archiveCode: null, phone: null, address: null }
const villageDoctor = (example: Example) => ({
  name: '王新医',
  roles: [{ role: 'village-doctor', unitCode: example.villageCode }],
  secondFactorDemanded: false,
})
const signing = (example: Example, known: Known) => ({
  id: newId(),
  unit: 'person',
  residentId: example.singleId,
  teamId: example.teamId,
  signatoryId: example.singleId,
  startsOn: today,
  termMonths: 12,
  signedVia: 'clinic',
  members: [{ residentId: example.singleId, packageIds: [known.packageIds['general-basic']] }],
})
const event = (example: Example) => ({
  id: example.singleId,
  eventId: newId(),
  kind: 'away',
  on: today,
  note: '外出务工',
})

/** Every call of the API. One that is missing here fails the test: say in a line what it is about. */
export const reachTable: Record<string, Line> = {
  // session
  'GET /health': open(),
  'POST /session': open(() => ({ username: 'nobody', password: 'nothing' }), { answers: [401, 429] }),
  'DELETE /session': open(),
  'GET /me': open(),

  // phones
  'POST /phones': shared(() => ({ id: newId(), name: '安卓手机' })),
  'POST /phones/{phoneId}/contact': open(() => ({ phoneId: newId(), contact: 'wrong' }), { answers: [404] }),
  'GET /phones': open(),
  'POST /phones/{phoneId}/ending': open(() => ({ phoneId: newId(), wipe: true }), { answers: [404] }),
  'GET /accounts/{accountId}/phones': about((at) => ({ accountId: at.accountId })),
  'POST /accounts/{accountId}/phones/{phoneId}/ending': about(
    (at) => ({ accountId: at.accountId, phoneId: newId(), wipe: true }),
    { answers: [404] },
  ),
  'GET /sync/panel': list(() => ({ first: 10 }), { shows: ofResident }),
  'POST /sync/doors': list((at) => ({ doorIds: [at.householdId] }), { shows: ofResident }),
  'POST /sync/histories': list((at) => ({ doorIds: [at.householdId] }), { shows: (at) => at.recordId }),
  'POST /sync/changes': shared(() => ({
    checkpoint: 'none',
    referenceHash: '',
    panel: { count: 0, digest: '0' },
  })),
  'POST /sync/calls': open(() => ({
    calls: [{ method: 'POST', address: '/api/v1/sync/nowhere', lane: 'none', body: '{}' }],
  })),

  // accounts
  'GET /first-administrator': open(),
  'POST /first-administrator': open(
    () => ({ code: 'WRONG', username: 'somebody', name: '某人', password: 'tea and oranges 3' }),
    { answers: [409, 429] },
  ),
  'GET /accounts': list((at) => ({ unitCode: at.villageCode }), { shows: (at) => at.accountId }),
  'GET /accounts/{accountId}': about((at) => ({ accountId: at.accountId })),
  'POST /accounts': about((at) => ({ id: newId(), username: 'newcomer', ...villageDoctor(at) }), {
    elsewhere: [409, 422],
  }),
  'PUT /accounts/{accountId}': about((at) => ({ accountId: at.accountId, ...villageDoctor(at) })),
  'POST /accounts/{accountId}/password-resets': about((at) => ({ accountId: at.accountId, id: newId() })),
  'PUT /accounts/{accountId}/state': about((at) => ({ accountId: at.accountId, state: 'disabled' })),
  'DELETE /accounts/{accountId}/second-factor': about((at) => ({ accountId: at.accountId })),
  'DELETE /accounts/{accountId}/sessions': about((at) => ({ accountId: at.accountId })),
  'POST /accounts/{accountId}/tokens': about((at) => ({
    accountId: at.accountId,
    id: newId(),
    name: '对接程序',
    scopes: ['org-units.read'],
    expiresOn: '2027-06-01',
  })),
  'DELETE /accounts/{accountId}/tokens/{tokenId}': about((at) => ({
    accountId: at.accountId,
    tokenId: at.tokenId,
  })),
  'GET /role-rules': shared(),
  'PUT /role-rules/{role}': shared(() => ({ role: 'nurse', secondFactorDemanded: true })),
  'PUT /me/password': open(() => ({ current: 'a', next: 'b' }), { answers: [403] }),
  'GET /me/sessions': open(undefined, { answers: [403] }),
  'DELETE /me/sessions/{sessionId}': open(() => ({ sessionId: 'a'.repeat(64) }), { answers: [403] }),
  'GET /me/second-factor': open(undefined, { answers: [403] }),
  'POST /me/second-factor': open(undefined, { answers: [403] }),
  'POST /me/second-factor/confirmation': open(() => ({ oneTimeCode: '123456' }), { answers: [403] }),
  'POST /me/second-factor/removal': open(() => ({ password: 'a' }), { answers: [403] }),

  // audit
  'GET /audit-entries': shared(),
  'GET /audit-state': shared(),

  // organisation
  'GET /org-units': shared(),
  'POST /org-units': about((at) => ({ code: at.townshipCode + 210, ...unit }), { elsewhere: [409] }),
  'PUT /org-units/{code}': about((at) => ({ code: at.villageCode, ...unit })),
  'POST /org-units/{code}/closing': about((at) => ({ code: at.villageCode }), { answers: [409] }),
  'GET /staff': list((at) => ({ unitCode: at.villageCode }), { shows: (at) => at.staffId }),
  'POST /staff': about((at) => ({ id: newId(), unitCode: at.villageCode, ...staff }), { elsewhere: [422] }),
  'GET /signing-withdrawals': shared(),
  'POST /signing-withdrawals': about((at) => ({
    id: newId(),
    staffId: at.staffId,
    fromDay: '2027-01-01',
    because: '考核不合格',
  })),
  'POST /signing-withdrawals/{id}/restoration': about(() => ({ id: newId(), rectified: '复核合格' }), {
    answers: [404],
  }),
  'PUT /staff/{id}': about((at) => ({ id: at.staffId, unitCode: at.villageCode, ...staff })),

  // residents
  'GET /residents': list((at) => ({ orgId: at.villageCode }), { shows: ofResident, elsewhere: [200, 404] }),
  'GET /residents/export': list((at) => ({ orgId: at.villageCode }), {
    shows: (at) => `王${{ own: '东', beside: '河', neighbour: '西', nowhere: '' }[at.place]}英`,
    elsewhere: [200, 404],
  }),
  'POST /residents': about(
    (at) => ({ id: newId(), ...person, householdId: newId(), newHousehold: { villageCode: at.villageCode } }),
    { elsewhere: [404, 422] },
  ),
  'POST /residents/likenesses': shared(() => person, { answers: [200] }),
  'GET /residents/{id}': about((at) => ({ id: at.residentId }), { person: ofResident }),
  'POST /residents/{residentId}/account': about((at) => ({ residentId: at.residentId, id: newId() }), {
    person: ofResident,
  }),
  'GET /residents/{id}/health-record': about((at) => ({ id: at.residentId }), { person: ofResident }),
  'GET /residents/{id}/health-record/papers/{paper}': about((at) => ({ id: at.residentId, paper: 'cover' }), {
    person: ofResident,
  }),
  'GET /health-records': list((at) => ({ list: 'unopened', orgId: at.villageCode }), {
    shows: ofResident,
    elsewhere: [200, 404],
  }),
  'GET /health-records/export': list((at) => ({ list: 'unopened', orgId: at.villageCode }), {
    elsewhere: [200, 404],
  }),
  'GET /health-records/figures': list((at) => ({ orgId: at.villageCode }), { elsewhere: [200, 404] }),
  'POST /health-records/openings': about(
    (at) => ({ openings: [{ id: newId(), residentId: at.residentId }], openedOn: today }),
    { person: ofResident, answers: [200, 409] },
  ),
  'PATCH /residents/{id}/health-record': about((at) => ({ id: at.residentId, registeredAddress: '东岭村' }), {
    answers: [200, 409],
  }),
  'POST /residents/{id}/health-record/closing': about(
    (at) => ({ id: at.residentId, eventId: newId(), on: today, because: 'lost', reason }),
    { answers: [200, 409] },
  ),
  'POST /residents/{id}/health-record/reopening': about(
    (at) => ({ id: at.residentId, eventId: newId(), on: today, reason }),
    { answers: [200, 409] },
  ),
  'POST /residents/{id}/health-record/move': about(
    (at) => ({
      id: at.residentId,
      eventId: newId(),
      on: today,
      villageCode: at.villageCode,
      householdId: newId(),
      reason,
    }),
    { answers: [200, 409] },
  ),
  'GET /residents/{id}/versions': about((at) => ({ id: at.residentId }), { person: ofResident }),
  'PATCH /residents/{id}': about((at) => ({ id: at.residentId, version: 1, reason, ethnicity: '汉族' }), {
    answers: [200, 409],
    person: ofResident,
  }),
  'POST /residents/{id}/shown-numbers': about((at) => ({ id: at.residentId, which: 'phone', reason }), {
    person: ofResident,
  }),
  'POST /residents/{id}/event-previews': about(event),
  'POST /residents/{id}/events': about(event, { person: ofSingle }),
  'POST /residents/{id}/events/{eventId}/withdrawal': about(
    (at) => ({ id: at.singleId, eventId: at.eventId, reason }),
    { person: ofSingle },
  ),
  'GET /residents/duplicates': list((at) => ({ orgId: at.villageCode }), {
    shows: (at) => at.alikeIds[0],
    elsewhere: [200, 404],
  }),
  'GET /residents/merges': list(() => ({}), { shows: (at) => at.mergeId }),
  'POST /residents/merges': about((at) => ({
    id: newId(),
    keptId: at.alikeIds[0],
    droppedId: at.alikeIds[1],
    reason,
  })),
  'POST /residents/merges/{id}/undo': about((at) => ({ id: at.mergeId })),
  'POST /residents/distinct-pairs': about((at) => ({ firstId: at.alikeIds[0], secondId: at.alikeIds[1] })),

  // households, populations
  'GET /households/{id}': about((at) => ({ id: at.householdId }), { person: ofResident }),
  'GET /grid-duty': about((at) => ({ villageCode: at.villageCode })),
  'POST /grid-duty/assignments': about((at) => ({ villageCode: at.villageCode, staffId: at.staffId })),
  'PATCH /households/{id}': about((at) => ({ id: at.householdId, address: '新村一组1号' })),
  'POST /residents/{id}/populations': about(
    (at) => ({
      id: at.residentId,
      membershipId: newId(),
      population: 'registered-poor',
      since: '2026-01-01',
      declaredBy: 'register',
    }),
    { person: ofResident },
  ),
  'POST /residents/{id}/populations/{membershipId}/ending': about(
    (at) => ({ id: at.residentId, membershipId: at.membershipId, lastDay: '2026-11-20', reason }),
    { person: ofResident },
  ),
  'GET /populations': shared(),
  'GET /own-indicators': shared(),
  'GET /populations/comb-through': list((at) => ({ orgId: at.villageCode }), { elsewhere: [200, 404] }),
  'POST /populations/comb-through/decisions': about((at) => ({
    decisions: [
      {
        id: newId(),
        residentId: at.residentId,
        population: 'hypertension',
        suggested: 'confirm',
        decision: 'keep',
      },
    ],
  })),

  // teams, packages, agreements
  'GET /teams': list((at) => ({ orgId: at.townshipCode }), { elsewhere: [200, 404] }),
  'GET /teams/{teamId}': about((at) => ({ teamId: at.teamId })),
  'GET /team-candidates': list((at) => ({ orgId: at.townshipCode }), { elsewhere: [200, 404] }),
  'PUT /teams/{teamId}': about(
    (at) => ({
      teamId: at.teamId,
      name: '新队名',
      unitCode: at.townshipCode,
      members: [],
      villageCodes: [at.villageCode],
    }),
    { elsewhere: [404, 422] },
  ),
  'POST /teams/{teamId}/dissolution': about((at) => ({ teamId: at.teamId }), { answers: [409] }),
  'GET /teams/{teamId}/hand-over': about((at) => ({ teamId: at.teamId, toTeamId: newId(), reason }), {
    answers: [404],
  }),
  'POST /teams/{teamId}/hand-over': about((at) => ({ teamId: at.teamId, toTeamId: newId(), reason }), {
    answers: [404],
  }),
  'GET /packages': shared(),
  'PUT /packages/{packageId}': shared(
    () => ({
      packageId: newId(),
      code: 'general-extra',
      name: '新服务包',
      group: 'general',
      tier: 'basic',
      validFrom: '2027-01-01',
      items: [],
      yearlyPriceFen: 0,
      shares: [],
      needsAnyPopulation: [],
      needsAnyPackage: [],
      excludes: [],
      maxPersons: null,
    }),
    { answers: [200, 409, 422] },
  ),
  'POST /packages/{packageId}/withdrawal': shared(
    (_, { packageIds }) => ({ packageId: packageIds['general-basic'], validUntil: '2027-12-31' }),
    { answers: [200, 409] },
  ),
  'GET /agreements': list(() => ({}), { shows: (at) => at.agreementId }),
  'GET /agreements/export': list((at) => ({ orgId: at.villageCode }), { elsewhere: [200, 404] }),
  'GET /agreements/{agreementId}': about((at) => ({ agreementId: at.agreementId }), { person: ofResident }),
  'GET /signing-preparation': about((at) => ({ residentId: at.singleId }), { person: ofSingle }),
  'POST /agreement-previews': about(signing, { person: ofSingle }),
  'POST /agreements': about(signing, { person: ofSingle }),
  'POST /agreements/{agreementId}/signature': about((at) => ({ agreementId: at.agreementId }), {
    answers: [200, 409],
  }),
  'POST /agreements/{agreementId}/declining': about(
    (at) => ({ agreementId: at.agreementId, declined: 'withdrawn', note: reason }),
    { answers: [409] },
  ),
  'POST /agreements/{agreementId}/renewal': about((at) => ({ agreementId: at.agreementId, id: newId() }), {
    answers: [409],
  }),
  'POST /agreement-renewals': about(
    (at) => ({
      renewals: [{ agreementId: at.agreementId, id: newId() }],
      signedVia: 'clinic',
      preview: true,
    }),
    { elsewhere: [200, 404] },
  ),
  'POST /agreements/{agreementId}/transfer': about(
    (at) => ({ agreementId: at.agreementId, id: newId(), teamId: at.teamId, reason }),
    { answers: [409] },
  ),
  'GET /agreements/{agreementId}/termination': about(
    (at) => ({ agreementId: at.agreementId, reason: 'moved' }),
    { answers: [200, 409] },
  ),
  'POST /agreements/{agreementId}/termination': about(
    (at) => ({ agreementId: at.agreementId, reason: 'moved', note: reason }),
    { answers: [200, 409] },
  ),
  'POST /agreements/{agreementId}/departures': about(
    (at) => ({ agreementId: at.agreementId, residentId: at.residentId, reason: 'moved', note: reason }),
    { answers: [200, 409] },
  ),

  // service records, duties
  'GET /forms': shared(),
  'GET /forms/{code}': shared(() => ({ code: 'hypertension-follow-up' })),
  'POST /local-forms': shared(
    () => ({
      id: newId(),
      validFrom: '2027-01-01',
      source: '县卫健〔2026〕2号',
      form: { code: 'home-check' },
    }),
    { answers: [422] },
  ),
  'GET /residents/{residentId}/forms/{form}': about(
    (at) => ({ residentId: at.residentId, form: 'hypertension-follow-up', performedOn: today }),
    { person: ofResident },
  ),
  // attachments
  'PUT /attachments/{id}': about(
    (at) => ({
      id: newId(),
      subjectKind: 'resident',
      subjectId: at.residentId,
      kind: 'photo',
      takenAt: '2026-11-21T08:00:00Z',
      mediaType: examplePicture.mediaType,
      sha256: examplePicture.sha256,
    }),
    { person: ofResident, file: { name: 'a.png', content: examplePicture.content } },
  ),
  'GET /attachments': about((at) => ({ subjectKind: 'agreement', subjectId: at.agreementId }), {
    person: ofResident,
  }),
  'GET /attachments/{id}/content': about((at) => ({ id: at.attachmentId }), {
    person: ofResident,
  }),

  'POST /service-records': about(
    (at) => ({
      id: newId(),
      residentId: at.residentId,
      form: 'hypertension-follow-up',
      performedOn: today,
      mode: 'clinic',
      values: followUp,
    }),
    { answers: [200, 409], person: ofResident },
  ),
  'POST /service-records/{recordId}/corrections': about(
    (at) => ({ recordId: at.recordId, id: newId(), reason, values: followUp }),
    { answers: [200, 409], person: ofResident },
  ),
  'POST /service-records/{recordId}/withdrawal': about(
    (at) => ({ recordId: at.recordId, id: newId(), reason }),
    { answers: [200, 409], person: ofResident },
  ),
  'GET /service-records/{recordId}': about((at) => ({ recordId: at.recordId }), { person: ofResident }),
  'GET /service-records/{recordId}/document': about((at) => ({ recordId: at.recordId }), {
    person: ofResident,
  }),
  'GET /residents/{residentId}/health-plan': about((at) => ({ residentId: at.residentId }), {
    person: ofResident,
  }),
  'GET /residents/{residentId}/health-plan/document': about((at) => ({ residentId: at.residentId }), {
    answers: [409],
    person: ofResident,
  }),
  'GET /residents/{residentId}/year-plan': about((at) => ({ residentId: at.residentId }), {
    person: ofResident,
  }),
  'GET /residents/{residentId}/year-plan/document': about((at) => ({ residentId: at.residentId }), {
    person: ofResident,
  }),
  'GET /residents/{residentId}/service-records': about((at) => ({ residentId: at.residentId }), {
    person: ofResident,
  }),
  'POST /service-records/workbook': shared(() => ({ form: 'hypertension-follow-up' }), {
    answers: [422],
    file: { name: '空.csv', content: '身份证号,服务日期\n' },
  }),
  'GET /service-records/empty-workbook': shared(() => ({ form: 'hypertension-follow-up' })),
  'GET /service-records': list((at) => ({ orgId: at.townshipCode, form: 'hypertension-follow-up' }), {
    shows: (at) => at.recordId,
    elsewhere: [200, 404],
  }),
  'GET /service-records/workbook': list(
    (at) => ({ orgId: at.townshipCode, form: 'hypertension-follow-up' }),
    {
      elsewhere: [200, 404],
    },
  ),
  'GET /services': shared(),
  'GET /duties': list((at) => ({ orgId: at.villageCode }), { shows: ofResident, elsewhere: [200, 404] }),
  'GET /duties/work-list': list((at) => ({ scope: 'village', villageCode: at.villageCode, when: 'all' }), {
    elsewhere: [200, 404, 409],
  }),
  'GET /duties/counts': list((at) => ({ scope: 'village', villageCode: at.villageCode }), {
    elsewhere: [200, 404, 409],
  }),
  'POST /duties/{dutyId}/obstacles': about(
    (at) => ({ dutyId: at.dutyId, id: newId(), residentId: at.residentId, reason: 'refused', remark: '' }),
    { person: ofResident },
  ),
  'POST /residents/{residentId}/unsigned-reasons': about(
    (at) => ({ residentId: at.residentId, id: newId(), reason: '拒签', remark: '' }),
    { person: ofResident },
  ),
  'GET /residents/{residentId}/unsigned-reasons': about((at) => ({ residentId: at.residentId }), {
    person: ofResident,
  }),
  'GET /unsigned-reasons': list((at) => ({ orgId: at.villageCode }), { elsewhere: [404] }),
  'GET /unsigned-reasons/residents': list((at) => ({ orgId: at.villageCode }), { elsewhere: [404] }),

  // figures and policy
  'GET /home': shared(),
  'GET /indicators': list((at) => ({ orgId: at.villageCode }), { elsewhere: [404] }),
  'GET /indicators/workbook': list((at) => ({ orgId: at.villageCode }), { elsewhere: [404] }),
  'GET /indicators/{code}/trend': list((at) => ({ code: 'coverage', orgId: at.villageCode }), {
    elsewhere: [200, 404],
  }),
  'GET /indicators/{code}/residents': list(
    (at) => ({ code: 'coverage', orgId: at.villageCode, part: 'denominator' }),
    { elsewhere: [200, 404] },
  ),
  'GET /indicators/{code}/workbook': list(
    (at) => ({ code: 'coverage', orgId: at.villageCode, part: 'denominator' }),
    { elsewhere: [404] },
  ),
  'GET /cockpit': list((at) => ({ orgId: at.villageCode }), { elsewhere: [404] }),
  'GET /cockpit/checked-services': list((at) => ({ orgId: at.villageCode }), { elsewhere: [200, 404] }),
  'GET /policy-profiles': shared(),
  'GET /policy-profiles/{id}': shared(() => ({ id: newId() }), { answers: [404] }),
  'POST /policy-profiles': shared(() => ({
    id: newId(),
    name: '县签约方案',
    source: '县卫健〔2026〕12号',
    from: { kind: 'in-force' },
  })),
  'PUT /policy-profiles/{id}': shared(
    () => ({
      id: newId(),
      revision: 1,
      name: '县签约方案',
      source: '县卫健〔2026〕12号',
      content: { policies: {}, packages: null },
    }),
    { answers: [404] },
  ),
  'DELETE /policy-profiles/{id}': shared(() => ({ id: newId() })),
  'GET /policy-profiles/{id}/faults': shared(() => ({ id: newId() }), { answers: [404] }),
  'GET /policy-profiles/{id}/differences': shared(() => ({ id: newId() }), { answers: [404] }),
  'POST /policy-profiles/{id}/publication': shared(() => ({ id: newId(), validFrom: '2027-01-01' }), {
    answers: [404],
  }),
  'POST /policy-profiles/{id}/try-out': shared(
    () => ({ id: newId(), unitCode: 320399000000, fromDay: '2026-07-01', toDay: '2026-09-30' }),
    { answers: [404] },
  ),
  'GET /policy-profiles/{id}/file': shared(() => ({ id: newId() }), { answers: [404] }),
  'GET /policy-profiles/{id}/workbook': shared(() => ({ id: newId() }), { answers: [404] }),
  'POST /policy-profiles/workbook': shared(() => ({}), {
    answers: [422],
    file: { name: 'list.csv', content: '姓名,出生日期\n王某,1970-01-01\n' },
  }),
  'GET /policies': shared(),
  'GET /policies/{kind}': shared(() => ({ kind: 'ages' })),
  'POST /policies/{kind}/versions': shared(
    () => ({
      kind: 'ages',
      id: newId(),
      validFrom: '2027-01-01',
      source: '县卫健〔2026〕1号',
      body: { elderlyFromYears: 60, childUntilYears: 7 },
    }),
    { answers: [200, 422] },
  ),

  // register imports
  'GET /register-imports': list(() => ({}), { shows: (at) => at.importId }),
  'POST /register-imports': shared(undefined, {
    answers: [200, 201, 409, 422],
    file: { name: 'register.csv', content: '姓名,性别,出生日期\n王某,男,1970-01-01\n' },
  }),
  'GET /register-imports/{id}': about((at) => ({ id: at.importId })),
  'GET /register-imports/{id}/events': about((at) => ({ id: at.importId })),
  'GET /register-imports/{id}/problems': about((at) => ({ id: at.importId })),
  'GET /register-imports/{id}/households': about((at) => ({ id: at.importId })),
  'GET /register-imports/{id}/rejected.xlsx': about((at) => ({ id: at.importId })),
  'POST /register-imports/{id}/recheck': about((at) => ({ id: at.importId })),
  'POST /register-imports/{id}/choices': about(
    (at) => ({ id: at.importId, sheet: '名册', sheetRow: 2, residentId: null }),
    { answers: [200, 409] },
  ),
  'POST /register-imports/{id}/commit': about((at) => ({ id: at.importId }), { answers: [200, 409] }),
  'POST /register-imports/{id}/undo': about((at) => ({ id: at.importId }), { answers: [409] }),

  // settlement
  'GET /settlements': list(() => ({}), { shows: (at) => at.settlementId }),
  'POST /settlements': about(
    (at) => ({
      id: newId(),
      unitCode: at.villageCode,
      fundCode: 'special-grant',
      year: 2026,
      part: 'advance',
      number: 1,
      fromDay: '2026-10-01',
      toDay: '2026-12-31',
    }),
    { answers: [409] },
  ),
  'GET /settlements/{id}': about((at) => ({ id: at.settlementId })),
  'PUT /settlements/{id}/entries': about((at) => ({ id: at.settlementId, pools: [], staff: [] })),
  'POST /settlements/{id}/steps': about((at) => ({ id: at.settlementId, step: 'submit' }), {
    answers: [403, 409],
  }),
  'GET /settlements/{id}/staff/{staffId}/services': about((at) => ({
    id: at.settlementId,
    staffId: at.staffId,
  })),
  'POST /settlements/what-if': about((at) => ({
    unitCode: at.villageCode,
    fund: { ...defaultFunds[2] },
    part: 'advance',
    number: 1,
    fromDay: '2026-10-01',
    toDay: '2026-12-31',
    enteredFen: 100,
  })),
  'GET /settlements/{id}/payment-file': about((at) => ({ id: at.settlementId }), { answers: [409] }),
  'GET /settlements/{id}/slips': about((at) => ({ id: at.settlementId }), { answers: [409] }),
  'POST /settlements/{id}/appeals/{appealId}/answer': about(
    (at) => ({ id: at.settlementId, appealId: newId(), answer: '经核对无误', upheld: false }),
    { answers: [404] },
  ),
  'GET /points': shared(() => ({ fromDay: '2026-10-01', toDay: '2026-12-31' })),
  'GET /points/services': shared(() => ({ fromDay: '2026-10-01', toDay: '2026-12-31' })),
  'POST /settlements/{id}/appeals': shared(
    () => ({ id: newId(), appealId: newId(), words: '服务次数不对' }),
    { answers: [404] },
  ),
  'GET /fund-ledger': shared(() => ({ year: 2026 })),
  'POST /fund-ledger': about((at) => ({
    id: newId(),
    unitCode: at.villageCode,
    fundCode: 'special-grant',
    happenedOn: today,
    kind: 'received',
    fen: 100,
    words: '专项资金到账',
  })),

  // performance
  'GET /assessment-rounds': list(() => ({}), { shows: (at) => at.roundId }),
  'POST /assessment-rounds': about(
    (at) => ({
      id: newId(),
      unitCode: at.villageCode,
      sheetCode: 'no-such-sheet',
      fromDay: '2026-10-01',
      toDay: '2026-12-31',
    }),
    { answers: [409] },
  ),
  'GET /assessment-rounds/{id}': about((at) => ({ id: at.roundId })),
  'GET /assessment-rounds/{id}/subjects/{subjectId}': about((at) => ({
    id: at.roundId,
    subjectId: at.subjectId,
  })),
  'PUT /assessment-rounds/{id}/subjects/{subjectId}/scores/{level}': about(
    (at) => ({ id: at.roundId, subjectId: at.subjectId, level: 'self', values: [], submit: false }),
    { answers: [200, 409] },
  ),
  'POST /assessment-rounds/{id}/subjects/{subjectId}/appeals': about(
    (at) => ({ id: at.roundId, subjectId: at.subjectId, appealId: newId(), words: '扣分与实际不符' }),
    { answers: [409] },
  ),
  'POST /assessment-rounds/{id}/subjects/{subjectId}/appeals/{appealId}/answer': about(
    (at) => ({
      id: at.roundId,
      subjectId: at.subjectId,
      appealId: newId(),
      answer: '经核对无误',
      upheld: false,
    }),
    { answers: [404] },
  ),
  'POST /assessment-rounds/{id}/publication': about((at) => ({ id: at.roundId }), { answers: [409] }),

  // authenticity
  'POST /authenticity/runs': about((at) => ({
    unitCode: at.villageCode,
    fromDay: '2026-10-01',
    toDay: '2026-12-31',
  })),
  'GET /authenticity/questions': shared(),
  'GET /authenticity/questions/{id}': about((at) => ({ id: at.questionId }), { answers: [200, 404] }),
  'POST /authenticity/questions/{id}/answer': about((at) => ({ id: at.questionId, words: '当时在村里' }), {
    answers: [404, 409],
  }),
  'POST /authenticity/questions/{id}/decision': about((at) => ({
    id: at.questionId,
    verdict: 'genuine',
    words: '已核对',
  })),
  'POST /authenticity/questions/{id}/appeal': about((at) => ({ id: at.questionId, words: '请复核' }), {
    answers: [404, 409],
  }),
  'POST /authenticity/questions/{id}/conclusion': about(
    (at) => ({ id: at.questionId, verdict: 'genuine', words: '已复核' }),
    { answers: [409] },
  ),
  'GET /spot-checks': list(() => ({}), { shows: (at) => at.spotCheckId }),
  'POST /spot-checks': about(
    (at) => ({
      id: newId(),
      unitCode: at.villageCode,
      fromDay: '2020-10-01',
      toDay: '2020-12-31',
      seed: '1',
      method: 'document',
    }),
    { answers: [409] },
  ),
  'GET /spot-checks/{id}': about((at) => ({ id: at.spotCheckId })),
  'PUT /spot-checks/{id}/records/{recordId}': about(
    (at) => ({ id: at.spotCheckId, recordId: newId(), result: 'genuine', calls: 0 }),
    { answers: [404] },
  ),

  // reports
  'GET /reports/contract-table': about((at) => ({ orgId: at.villageCode, period: '2026-11' })),
  'GET /reports/contract-table/workbook': about((at) => ({ orgId: at.villageCode, period: '2026-11' })),
  'GET /reports/submissions': shared(() => ({ period: '2026-10' })),
  'GET /reports/due-days': shared(),
  'PUT /reports/due-days/{cadence}': shared(() => ({ cadence: 'month', dueDays: 5 })),
  'POST /reports/submissions': about((at) => ({ id: newId(), unitCode: at.villageCode, period: '2026-11' }), {
    answers: [409],
  }),
  'GET /reports/submissions/{id}': about(() => ({ id: newId() }), { answers: [404] }),
  'POST /reports/submissions/{id}/decision': about(() => ({ id: newId(), accepted: true }), {
    answers: [404],
  }),

  // outside-lists
  'GET /outside-lists': shared(),
  'POST /outside-lists': shared(() => ({ id: newId(), kind: 'disabled', asOf: '2026-10-31' }), {
    answers: [200, 409],
    file: { name: 'list.csv', content: '姓名,出生日期\n王某,1970-01-01\n' },
  }),
  'GET /outside-lists/{id}': about(() => ({ id: newId() }), { answers: [404] }),
  'GET /outside-list-tasks': shared(),
  'POST /outside-list-tasks/{id}/settlement': about(() => ({ id: newId(), decision: 'apply' }), {
    answers: [404],
  }),
  // supervision
  'GET /supervision-groups': shared(),
  'PUT /supervision-groups/{id}': shared(() => ({
    id: newId(),
    kind: 'leading',
    name: '领导小组',
    members: [{ name: '张三', post: '组长', unit: '', phone: '' }],
    villageCodes: [],
    since: '2026-01-01',
    until: null,
  })),
  'GET /supervision-visits': shared(),
  'POST /supervision-visits': about((at) => ({
    id: newId(),
    unitCode: at.villageCode,
    groupId: null,
    visitedOn: today,
    people: '张三',
    answers: [{ code: 'board', answer: 'yes' }],
    findings: [],
  })),
  'GET /supervision-visits/{id}': about(() => ({ id: newId() }), { answers: [404] }),
  'GET /supervision-findings': shared(),
  'POST /supervision-findings/{id}/rectifications': about(
    () => ({ id: newId(), stepId: newId(), words: '已整改' }),
    { answers: [404] },
  ),
  'POST /supervision-findings/{id}/rechecks': about(
    () => ({ id: newId(), stepId: newId(), passed: true, words: '已复查' }),
    { answers: [404] },
  ),
  // complaints
  'GET /complaints': shared(),
  'POST /complaints': about((at) => ({
    id: newId(),
    unitCode: at.villageCode,
    kind: 'suggestion',
    channel: 'phone',
    receivedOn: today,
    words: '希望周末也能体检',
  })),
  'POST /complaints/{id}/steps': about(
    () => ({ id: newId(), stepId: newId(), kind: 'accepted', words: '已受理' }),
    { answers: [404] },
  ),
  'POST /complaints/{id}/phone': about(() => ({ id: newId() }), { answers: [404] }),
  'GET /public/counties/{countyCode}/units': open(() => ({ countyCode: 320399 })),
  'POST /public/counties/{countyCode}/complaints': open(
    (at) => ({
      countyCode: 320399,
      id: newId(),
      unitCode: at.villageCode,
      kind: 'suggestion',
      words: '希望周末也能体检',
    }),
    { answers: [200, 422, 429] },
  ),
  // pivot
  'GET /pivot': list((at) => ({ codes: 'coverage', orgId: at.villageCode }), { elsewhere: [404] }),
  'GET /pivot/workbook': list((at) => ({ codes: 'coverage', orgId: at.villageCode }), { elsewhere: [404] }),

  // lists
  'GET /lists/{list}/rows': list((at) => ({ list: 'residents', orgId: at.villageCode }), {
    elsewhere: [404],
  }),
  'GET /lists/{list}/workbook': list((at) => ({ list: 'duties', orgId: at.villageCode }), {
    elsewhere: [404],
  }),
  'GET /saved-lists': shared(),
  'PUT /saved-lists/{id}': shared(() => ({
    id: newId(),
    name: '未签约老人',
    list: 'residents',
    filters: { signed: 'false' },
    columns: ['name'],
    isShared: false,
  })),
  'DELETE /saved-lists/{id}': shared(() => ({ id: newId() })),

  // report-templates
  'GET /report-templates': shared(),
  'GET /report-templates/placeholders': shared(),
  'POST /report-templates': shared(() => ({ id: newId(), name: '季报', cadence: 'quarter' }), {
    answers: [422],
    file: { name: 'report.xlsx', content: 'not a workbook' },
  }),
  'POST /report-templates/{id}/retirement': shared(() => ({ id: newId() }), { answers: [404] }),
  'GET /report-templates/{id}/file': shared(() => ({ id: newId() }), { answers: [404] }),
  'GET /report-templates/{id}/workbook': shared(() => ({ id: newId(), period: '2026-Q3' }), {
    answers: [404],
  }),

  // satisfaction
  'GET /surveys': shared(),
  'POST /surveys': about(
    (at) => ({
      id: newId(),
      unitCode: at.villageCode,
      title: '满意度调查',
      questions: [surveyQuestion],
      fromDay: today,
      toDay: today,
      seed: '一',
    }),
    { answers: [200, 409] },
  ),
  'GET /surveys/{id}': about(() => ({ id: newId() }), { answers: [404] }),
  'GET /surveys/{id}/sample': about(() => ({ id: newId() }), { answers: [404] }),
  'GET /surveys/{id}/answers': about(() => ({ id: newId() }), { answers: [404] }),
  'PUT /surveys/{id}/answers/{inviteeId}': about(
    () => ({ id: newId(), inviteeId: newId(), channel: 'phone', answers: {} }),
    { answers: [404] },
  ),
  'GET /public/counties/{countyCode}/surveys/{code}': open(
    () => ({ countyCode: 320399, code: 'no-such-code-there' }),
    { answers: [404, 429] },
  ),
  'POST /public/counties/{countyCode}/surveys/{code}': open(
    () => ({ countyCode: 320399, code: 'no-such-code-there', answers: {} }),
    { answers: [404, 429] },
  ),
  'GET /service-records/{recordId}/confirmation': about((at) => ({ recordId: at.recordId }), {
    person: ofResident,
  }),
  'POST /service-records/{recordId}/confirmation': about((at) => ({ recordId: at.recordId }), {
    person: ofResident,
  }),
  'POST /service-records/{recordId}/confirmation-code': about(
    (at) => ({ recordId: at.recordId, id: newId(), code: '000000' }),
    { person: ofResident },
  ),
  'GET /residents/{residentId}/confirmation-codes': about((at) => ({ residentId: at.residentId }), {
    person: ofResident,
  }),
  'POST /residents/{residentId}/confirmation-codes/withdrawal': about(
    (at) => ({ residentId: at.residentId }),
    { person: ofResident },
  ),
  'GET /public/counties/{countyCode}/confirmations/{code}': open(
    () => ({ countyCode: 320399, code: 'no-such-code-there' }),
    { answers: [404, 429] },
  ),
  'POST /public/counties/{countyCode}/confirmations/{code}': open(
    () => ({ countyCode: 320399, code: 'no-such-code-there', wasGiven: true }),
    { answers: [404, 429] },
  ),
  // training
  'GET /trainings': shared(),
  'PUT /trainings/{id}': shared(() => ({
    id: newId(),
    kind: 'quarterly',
    title: '季度培训',
    topics: '高血压管理',
    heldOn: today,
    hours: 2,
    hasTest: false,
  })),
  'GET /trainings/{id}': about(() => ({ id: newId() }), { answers: [404] }),
  'PUT /trainings/{id}/attendances': about(
    (at) => ({ id: newId(), attendances: [{ staffId: at.staffId, present: true, score: null }] }),
    { answers: [404] },
  ),
  // meetings
  'GET /meetings': shared(),
  'POST /meetings': shared(() => ({
    id: newId(),
    kind: 'other',
    teamId: null,
    heldOn: today,
    attendees: '张三、李四',
    tasks: [],
  })),
  'POST /meeting-tasks/{id}/completion': about(() => ({ id: newId() }), { answers: [404] }),
  // publicity
  'GET /publicity-activities': shared(() => ({ fromDay: today, toDay: today })),
  'POST /publicity-activities': about((at) => ({
    id: newId(),
    unitCode: at.villageCode,
    kind: 'lecture',
    title: '健康讲座',
    heldOn: today,
    people: 30,
    materials: [],
  })),
  // demonstration-sites
  'GET /demonstration-sites': shared(),
  'POST /demonstration-sites': about(
    (at) => ({
      id: newId(),
      unitCode: at.villageCode,
      year: 2026,
      name: '示范卫生室',
      goals: '签约覆盖',
      plan: '按月推进',
    }),
    { answers: [200, 409] },
  ),
  'POST /demonstration-sites/{id}/reviews': about(
    () => ({ id: newId(), reviewId: newId(), decision: 'approved', words: '同意' }),
    { answers: [404] },
  ),
  // monthly-audits
  'GET /monthly-audits': shared(() => ({ month: '2026-10' })),
  'GET /monthly-audits/{unitCode}/{month}': about((at) => ({ unitCode: at.villageCode, month: '2026-10' })),
  'PUT /monthly-audits/{id}': about(
    (at) => ({
      id: newId(),
      unitCode: at.villageCode,
      month: '2026-10',
      marks: [{ recordId: newId(), fault: null }],
      words: '已审核',
    }),
    { answers: [422] },
  ),
  'POST /monthly-audits/{id}/review': about(() => ({ id: newId(), confirmed: true, words: '同意' }), {
    answers: [404],
  }),
  // bulletins
  'GET /bulletins': shared(),
  'POST /bulletins': about((at) => ({ id: newId(), unitCode: at.villageCode, month: '2026-10' }), {
    answers: [200, 409],
  }),
  'POST /notices': about((at) => ({ id: newId(), unitCode: at.villageCode, title: '通知', body: '正文' })),
  'GET /bulletins/{id}': about(() => ({ id: newId() }), { answers: [404] }),
  'PUT /bulletins/{id}': about(() => ({ id: newId(), title: '通报', body: '正文' }), { answers: [404] }),
  'POST /bulletins/{id}/publication': about(() => ({ id: newId() }), { answers: [404] }),
  'POST /bulletins/{id}/readings': about(() => ({ id: newId() }), { answers: [404] }),
  'GET /bulletins/{id}/document': about(() => ({ id: newId() }), { answers: [404] }),

  // health education, village rounds, the telephone
  'GET /education-activities': list((at) => ({ orgId: at.townshipCode, year: 2026 }), {
    shows: (at) => at.educationId,
  }),
  'GET /education-activities/counts': list((at) => ({ orgId: at.townshipCode, year: 2026 }), {
    shows: (at) => String(at.villageCode),
  }),
  'GET /education-activities/workbook': shared((at) => ({ orgId: at.townshipCode, year: 2026 })),
  'POST /education-activities': about((at) => ({
    id: newId(),
    unitCode: at.villageCode,
    kind: 'lecture',
    heldOn: today,
    topic: '合理用药',
  })),
  'POST /education-activities/{id}/withdrawal': about((at) => ({ id: at.educationId, reason })),
  'POST /education-activities/{id}/sign-ins': about(
    (at) => ({ id: at.educationId, residentIds: [at.residentId] }),
    { person: ofResident },
  ),
  'GET /education-activities/{id}/sign-ins': about((at) => ({ id: at.educationId })),
  'GET /education-pushes': shared((at) => ({ orgId: at.townshipCode, year: 2026 })),
  'GET /education-pushes/texts': shared(() => ({})),
  'GET /education-pushes/audience': about((at) => ({ unitCode: at.villageCode, code: 'general' })),
  'POST /education-pushes': about(
    (at) => ({
      id: newId(),
      unitCode: at.villageCode,
      code: 'general',
      channel: 'wechat',
      residentIds: [at.residentId],
    }),
    { person: ofResident },
  ),
  'GET /residents/{residentId}/education-prescriptions': about((at) => ({ residentId: at.residentId }), {
    person: ofResident,
  }),
  'GET /residents/{residentId}/education-prescriptions/{code}/document': about(
    (at) => ({ residentId: at.residentId, code: 'general' }),
    { person: ofResident },
  ),
  'GET /village-rounds': list((at) => ({ orgId: at.townshipCode, month: '2026-11' }), {
    shows: (at) => at.villageRoundId,
  }),
  'POST /village-rounds': about(
    (at) => ({
      id: newId(),
      villageCode: at.villageCode,
      heldOn: today,
      people: 8,
      households: 3,
      done: '入户测血压',
    }),
    { answers: [200, 422] },
  ),
  'GET /supervision-assist/places': list((at) => ({ orgId: at.townshipCode, year: 2026 }), {
    shows: (at) => at.supervisedPlaceId,
  }),
  'GET /supervision-assist/patrols': list((at) => ({ orgId: at.townshipCode, year: 2026 }), {
    shows: (at) => at.patrolId,
  }),
  'GET /supervision-assist/information': list((at) => ({ orgId: at.townshipCode, year: 2026 }), {
    shows: (at) => at.informationId,
  }),
  'GET /supervision-assist/counts': list((at) => ({ orgId: at.townshipCode, year: 2026 }), {
    shows: (at) => String(at.villageCode),
  }),
  'GET /supervision-assist/workbook': shared((at) => ({
    orgId: at.townshipCode,
    year: 2026,
    register: 'patrols',
  })),
  'GET /supervision-assist/registers/{register}/document': about((at) => ({
    register: 'information',
    unitCode: at.villageCode,
    year: 2026,
  })),
  'POST /supervision-assist/places': about((at) => ({
    id: newId(),
    unitCode: at.villageCode,
    area: 'school',
    name: '村小学',
    since: today,
  })),
  'POST /supervision-assist/places/{id}/end': about((at) => ({ id: at.supervisedPlaceId, until: today })),
  'POST /supervision-assist/patrols': about((at) => ({
    id: newId(),
    unitCode: at.villageCode,
    area: 'illegal-practice',
    place: '集市',
    patrolledOn: today,
    patrolledBy: '王协管',
  })),
  'POST /supervision-assist/patrols/{id}/withdrawal': about((at) => ({ id: at.patrolId, reason })),
  'POST /supervision-assist/information': about((at) => ({
    id: newId(),
    unitCode: at.villageCode,
    area: 'food-borne',
    foundAt: '2026-11-20T02:00:00Z',
    content: '聚餐后多人腹泻',
  })),
  'POST /supervision-assist/information/{id}/report': about(
    (at) => ({
      id: at.informationId,
      reportedAt: '2026-11-20T03:00:00Z',
      reporter: '王协管',
    }),
    { answers: [200, 409] },
  ),
  'POST /supervision-assist/information/{id}/withdrawal': about((at) => ({ id: at.informationId, reason })),
  'GET /long-prescriptions': list((at) => ({ orgId: at.townshipCode }), { shows: (at) => at.prescriptionId }),
  'POST /long-prescriptions': about(
    (at) => ({
      id: newId(),
      residentId: at.residentId,
      condition: 'hypertension',
      isStable: true,
      prescribedOn: today,
      weeks: 4,
      medicines: [{ name: '氨氯地平片', dose: '5 mg', timesPerDay: 1 }],
    }),
    { person: ofResident },
  ),
  'POST /long-prescriptions/{prescriptionId}/deliveries': about(
    (at) => ({
      prescriptionId: at.prescriptionId,
      id: newId(),
      deliveredOn: today,
      how: 'home',
      receivedBy: '本人',
    }),
    { person: ofResident },
  ),
  'GET /referrals': list((at) => ({ orgId: at.townshipCode }), { shows: ofResident }),
  'GET /referrals/workbook': list((at) => ({ orgId: at.townshipCode }), { elsewhere: [200, 404] }),
  'POST /residents/{residentId}/referral-steps': about(
    (at) => ({ residentId: at.residentId, id: newId(), step: 'seen', on: today }),
    { person: ofResident },
  ),
  'POST /residents/{residentId}/referral-steps/{stepId}/withdrawal': about(
    (at) => ({ residentId: at.residentId, stepId: at.referralStepId }),
    { person: ofResident },
  ),
  'GET /phone-consultations': list(
    (at) => ({ orgId: at.townshipCode, from: '2026-11-01', to: '2026-11-30' }),
    { shows: (at) => at.consultationId },
  ),
  'POST /phone-consultations': about(
    (at) => ({
      id: newId(),
      residentId: at.residentId,
      calledAt: '2026-11-20T12:30:00Z',
      question: '头晕怎么办',
      answer: '先测血压，来门诊看',
      outcome: 'come-to-clinic',
    }),
    { person: ofResident },
  ),

  // examination days
  'GET /examination-days': list((at) => ({ orgId: at.townshipCode }), { shows: (at) => at.examinationDayId }),
  'POST /examination-days': about((at) => ({
    id: newId(),
    villageCode: at.villageCode,
    heldOn: today,
    place: '卫生室',
    firstMinute: 450,
    slotMinutes: 30,
    slotCapacity: 10,
    slots: 8,
  })),
  'GET /examination-days/{id}': about((at) => ({ id: at.examinationDayId })),
  'GET /examination-days/{id}/eligible': about((at) => ({ id: at.examinationDayId })),
  'GET /examination-days/{id}/document': about((at) => ({ id: at.examinationDayId })),
  'POST /examination-days/{id}/invitations': about((at) => ({
    id: at.examinationDayId,
    residentIds: [at.headId],
  })),
  'PUT /examination-days/{id}/invitations/{residentId}': about(
    (at) => ({ id: at.examinationDayId, residentId: at.residentId, answer: 'coming' }),
    { person: ofResident },
  ),
  'GET /examination-days/{id}/invitations/{residentId}/parts': about(
    (at) => ({ id: at.examinationDayId, residentId: at.residentId }),
    { person: ofResident },
  ),
  'PUT /examination-days/{id}/invitations/{residentId}/parts/{station}': about(
    (at) => ({
      id: at.examinationDayId,
      residentId: at.residentId,
      station: 'measuring',
      values: { leftSystolicMmHg: 128 },
    }),
    { person: ofResident },
  ),
  'POST /examination-days/{id}/invitations/{residentId}/record': about(
    (at) => ({ id: at.examinationDayId, residentId: at.residentId, recordId: newId() }),
    { answers: [409], person: ofResident },
  ),
  'POST /examination-days/{id}/invitations/{residentId}/results': about(
    (at) => ({ id: at.examinationDayId, residentId: at.residentId, givenOn: today, givenHow: '当面' }),
    { answers: [409], person: ofResident },
  ),

  // devices
  'GET /devices': list(() => ({}), { shows: (at) => at.deviceId }),
  'GET /devices/use': shared(() => ({ fromDay: '2026-11-01', toDay: '2026-11-30' })),
  'GET /devices/use/services': shared(() => ({
    fromDay: '2026-11-01',
    toDay: '2026-11-30',
    unitCode: 320399101201,
  })),
  'GET /devices/{id}': about((at) => ({ id: at.deviceId })),
  'PUT /devices/{id}': about((at) => ({
    id: newId(),
    unitCode: at.villageCode,
    serial: newId(),
    kind: 'glucose',
    since: '2026-01-01',
    state: 'in-use',
  })),
  'POST /devices/{id}/log': about((at) => ({
    id: at.deviceId,
    entryId: newId(),
    happenedOn: today,
    kind: 'repair',
    words: '更换袖带',
  })),
  'POST /device-messages': shared(() => ({
    measurements: [{ deviceSerial: 'YTJ-0', takenAt: '2026-11-20', values: { systolicMmHg: 137 } }],
  })),
  'POST /device-messages/files': shared(() => ({}), {
    file: { name: 'day.csv', content: '序列号,测量时间,收缩压\nYTJ-0,2026-11-20,137\n' },
  }),
  'POST /device-messages/hl7': shared(() => ({
    message: 'MSH|^~\\&|KIOSK|A|B|C|20261120||ADT^A01|1|P|2.5.1',
  })),
  'GET /device-messages': list(() => ({ limit: 500 }), { shows: (at) => at.deviceMessageId }),
  'GET /device-messages/{id}': about((at) => ({ id: at.deviceMessageId })),
  'POST /device-messages/{id}/match': about((at) => ({ id: at.deviceMessageId, residentId: at.residentId }), {
    person: ofResident,
  }),
  'POST /device-messages/{id}/unmatch': about((at) => ({ id: at.deviceMessageId, reason }), {
    answers: [200, 409],
  }),
  'GET /residents/{residentId}/device-measurements': about((at) => ({ residentId: at.residentId }), {
    person: ofResident,
  }),

  // public-board
  'GET /org-units/{unitCode}/public-board': about((at) => ({ unitCode: at.villageCode })),

  // paper
  'GET /document-templates': shared(),
  'GET /document-templates/versions/{id}': shared(() => ({ id: newId() }), { answers: [404] }),
  'GET /document-templates/versions/{id}/word-file': shared(() => ({ id: newId() }), { answers: [404] }),
  'GET /document-templates/{kind}/starter-word-file': shared(() => ({ kind: 'agreement' })),
  'POST /document-templates/{kind}/preview': shared(() => ({ kind: 'resident-letter', text: '您好' }), {
    answers: [200, 409, 422],
  }),
  'POST /document-templates/{kind}/versions': shared(
    () => ({ kind: 'resident-letter', id: newId(), effectiveFrom: '2027-01-01', text: '您好' }),
    { answers: [200, 409, 422] },
  ),
  'POST /document-templates/{kind}/word-files': shared(
    () => ({ kind: 'agreement', id: newId(), effectiveFrom: '2027-01-01' }),
    { answers: [409, 422], file: { name: 'agreement.docx', content: 'not a Word file' } },
  ),
  'POST /document-templates/{kind}/word-withdrawals': shared(
    () => ({ kind: 'agreement', id: newId(), effectiveFrom: '2027-01-01' }),
    { answers: [200, 404, 409] },
  ),
  'GET /agreements/{id}/document': about((at) => ({ id: at.agreementId })),
  'GET /households/{id}/papers/{kind}': about((at) => ({ id: at.householdId, kind: 'contact-card' })),
  'GET /residents/{id}/papers/{kind}': about((at) => ({ id: at.residentId, kind: 'contact-card' }), {
    person: ofResident,
  }),
  'GET /org-units/{unitCode}/papers/{kind}': about((at) => ({
    unitCode: at.villageCode,
    kind: 'contact-card',
  })),
  'GET /staff/{id}/responsibility-letter': about((at) => ({ id: at.staffId })),
  'POST /residents/{id}/service-card-replacements': about((at) => ({ id: at.residentId }), {
    person: ofResident,
  }),
  'GET /service-cards/{code}': about((at) => ({ code: at.cardCode }), { person: ofResident }),
}
