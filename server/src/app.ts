import { availableParallelism } from 'node:os'
import type { Writable } from 'node:stream'
import { constants } from 'node:zlib'
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import session from '@fastify/session'
import fastify, { type FastifyInstance, LogController } from 'fastify'
import { accountRoutes } from './accounts/accounts.routes.ts'
import { agreementRoutes } from './agreements/agreements.routes.ts'
import { attachmentRoutes } from './attachments/attachments.routes.ts'
import { auditRoutes } from './audit/audit.routes.ts'
import { authenticityRoutes } from './authenticity/authenticity.routes.ts'
import { bulletinRoutes } from './bulletins/bulletins.routes.ts'
import { cockpitRoutes } from './cockpit/cockpit.routes.ts'
import { complaintRoutes } from './complaints/complaints.routes.ts'
import { demonstrationSiteRoutes } from './demonstration-sites/demonstration-sites.routes.ts'
import { deviceRoutes, readHl7Bodies } from './devices/devices.routes.ts'
import { documentRoutes } from './documents/documents.routes.ts'
import { dutyRoutes } from './duties/duties.routes.ts'
import { examinationDayRoutes } from './examination-days/examination-days.routes.ts'
import { formRoutes } from './forms/forms.routes.ts'
import { healthEducationRoutes } from './health-education/health-education.routes.ts'
import { healthPlanRoutes } from './health-plans/health-plans.routes.ts'
import { healthRecordRoutes } from './health-records/health-records.routes.ts'
import { homeRoutes } from './home/home.routes.ts'
import { householdRoutes } from './households/households.routes.ts'
import { type Act, doTogether } from './http/acts.ts'
import type { Route, Services } from './http/answer.ts'
import { apiDescription } from './http/api-description.ts'
import { replyToErrors } from './http/error-replies.ts'
import { Parties } from './http/parties.ts'
import { Turns } from './http/turns.ts'
import { Twins } from './http/twins.ts'
import { serveWebApps } from './http/web-apps.ts'
import { indicatorRoutes } from './indicators/indicators.routes.ts'
import { listRoutes } from './lists/lists.routes.ts'
import { longPrescriptionRoutes } from './long-prescriptions/long-prescriptions.routes.ts'
import { meetingRoutes } from './meetings/meetings.routes.ts'
import { monthlyAuditRoutes } from './monthly-audits/monthly-audits.routes.ts'
import { organisationRoutes } from './organisation/organisation.routes.ts'
import { outsideListRoutes } from './outside-lists/outside-lists.routes.ts'
import { packageRoutes } from './packages/packages.routes.ts'
import { performanceRoutes } from './performance/performance.routes.ts'
import { phoneConsultationRoutes } from './phone-consultations/phone-consultations.routes.ts'
import { phoneRoutes } from './phones/phones.routes.ts'
import { pivotRoutes } from './pivot/pivot.routes.ts'
import { policyRoutes } from './policy/policy.routes.ts'
import { policyProfileRoutes } from './policy-profiles/policy-profiles.routes.ts'
import { populationRoutes } from './populations/populations.routes.ts'
import { publicBoardRoutes } from './public-board/public-board.routes.ts'
import { publicityRoutes } from './publicity/publicity.routes.ts'
import { referralRoutes } from './referrals/referrals.routes.ts'
import { registerRoutes } from './registers/registers.routes.ts'
import { reportTemplateRoutes } from './report-templates/report-templates.routes.ts'
import { reportRoutes } from './reports/reports.routes.ts'
import { residentRoutes } from './residents/residents.routes.ts'
import { satisfactionRoutes } from './satisfaction/satisfaction.routes.ts'
import { serviceConfirmationRoutes } from './service-confirmations/service-confirmations.routes.ts'
import { serviceRecordRoutes } from './service-records/service-records.routes.ts'
import { serviceRoutes } from './services/services.routes.ts'
import { resolveViewer } from './session/resolve-viewer.ts'
import { sessionRoutes } from './session/session.routes.ts'
import { sessionStore } from './session/session-store.ts'
import { settlementRoutes } from './settlement/settlement.routes.ts'
import { signingRightRoutes } from './signing-rights/signing-rights.routes.ts'
import { supervisionRoutes } from './supervision/supervision.routes.ts'
import { supervisionAssistRoutes } from './supervision-assist/supervision-assist.routes.ts'
import { syncRoutes } from './sync/sync.routes.ts'
import { teamRoutes } from './teams/teams.routes.ts'
import { trainingRoutes } from './training/training.routes.ts'
import { unsignedReasonRoutes } from './unsigned-reasons/unsigned-reasons.routes.ts'
import { villageRoundRoutes } from './village-rounds/village-rounds.routes.ts'

/** Every feature's calls. */
const features: Record<string, Route[]> = {
  session: sessionRoutes,
  phones: phoneRoutes,
  sync: syncRoutes,
  documents: documentRoutes,
  duties: dutyRoutes,
  services: serviceRoutes,
  policies: policyRoutes,
  'policy-profiles': policyProfileRoutes,
  'health-education': healthEducationRoutes,
  'health-plans': healthPlanRoutes,
  'signing-rights': signingRightRoutes,
  'unsigned-reasons': unsignedReasonRoutes,
  'village-rounds': villageRoundRoutes,
  'supervision-assist': supervisionAssistRoutes,
  'long-prescriptions': longPrescriptionRoutes,
  referrals: referralRoutes,
  'phone-consultations': phoneConsultationRoutes,
  home: homeRoutes,
  indicators: indicatorRoutes,
  cockpit: cockpitRoutes,
  lists: listRoutes,
  pivot: pivotRoutes,
  organisation: organisationRoutes,
  accounts: accountRoutes,
  audit: auditRoutes,
  packages: packageRoutes,
  agreements: agreementRoutes,
  attachments: attachmentRoutes,
  teams: teamRoutes,
  registers: registerRoutes,
  'health-records': healthRecordRoutes,
  households: householdRoutes,
  populations: populationRoutes,
  'outside-lists': outsideListRoutes,
  supervision: supervisionRoutes,
  complaints: complaintRoutes,
  satisfaction: satisfactionRoutes,
  'service-confirmations': serviceConfirmationRoutes,
  'monthly-audits': monthlyAuditRoutes,
  training: trainingRoutes,
  meetings: meetingRoutes,
  publicity: publicityRoutes,
  'demonstration-sites': demonstrationSiteRoutes,
  'public-board': publicBoardRoutes,
  reports: reportRoutes,
  'report-templates': reportTemplateRoutes,
  bulletins: bulletinRoutes,
  residents: residentRoutes,
  'examination-days': examinationDayRoutes,
  forms: formRoutes,
  'service-records': serviceRecordRoutes,
  settlement: settlementRoutes,
  performance: performanceRoutes,
  authenticity: authenticityRoutes,
  devices: deviceRoutes,
}

declare module 'fastify' {
  interface Session {
    accountId?: string
    /** What one signed in with, as the list of one's sessions shows it. */
    device?: string
  }
}

const COMPRESSED_FROM_BYTES = 16 * 1024
/** Writes that share a transaction: few enough that nobody waits long for the others. */
const MOST_TOGETHER = 16

/**
 * The program over HTTP: the API under /api/v1, its description, and the web apps.
 * @param log where the log goes instead of the standard output.
 */
export async function createApp(services: Services, log?: Writable): Promise<FastifyInstance> {
  const { config, database, crypto } = services
  const app = fastify({
    logger: {
      level: config.logLevel,
      ...(log ? { stream: log } : {}),
      redact: ['req.headers.cookie', 'req.headers.authorization'],
      serializers: { req: withoutQuery },
    },
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 2 * 1024 * 1024,
    // The address that the outermost proxy saw is the caller's; what callers claim themselves is not believed.
    trustProxy: config.proxies === 0 ? false : (_address: string, hop: number) => hop < config.proxies,
    routerOptions: { maxParamLength: 200 },
  })

  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        'default-src': ["'self'"],
        'style-src': ["'self'", "'unsafe-inline'"],
        'img-src': ["'self'", 'data:', 'blob:'],
        'worker-src': ["'self'", 'blob:'],
        'frame-src': ["'self'", 'blob:'],
        'object-src': ["'self'", 'blob:'],
        'upgrade-insecure-requests': config.https ? [] : null,
      },
    },
    strictTransportSecurity: config.https,
  })
  await app.register(rateLimit, { global: false })
  // A phone's first copy is some megabytes of JSON, and a village's line is thin. Short answers are not worth the work.
  await app.register(compress, {
    threshold: COMPRESSED_FROM_BYTES,
    encodings: ['br', 'gzip'],
    customTypes: /^application\/json/,
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
  })
  await app.register(cookie)
  await app.register(session, {
    secret: crypto.keyedHash('session cookie', 'signature').toString('hex'),
    cookieName: 'qianyue',
    cookie: { httpOnly: true, sameSite: 'strict', secure: config.https, path: '/', maxAge: 24 * 3600_000 },
    saveUninitialized: false,
    rolling: false,
    store: sessionStore(database, config.sessionIdleMinutes),
  })
  await app.register(multipart, { limits: { fileSize: config.uploadMegabytes * 1024 * 1024, files: 1 } })

  readHl7Bodies(app)

  resolveViewer(app, services)
  const phoneTurns = new Turns(Math.ceil(config.databasePool / 2))
  const writeTurns = new Turns(availableParallelism() + 1)
  const phoneWriteTurns = {
    inTurn: <Result>(work: () => Promise<Result>) => phoneTurns.inTurn(() => writeTurns.inTurn(work)),
  }
  const together = (acts: readonly Act[]) => doTogether(services, acts)
  app.decorate('phoneTurns', phoneTurns)
  app.decorate('writeTurns', writeTurns)
  app.decorate('twins', new Twins())
  app.decorate('parties', {
    desk: new Parties(writeTurns, MOST_TOGETHER, together),
    phone: new Parties(phoneWriteTurns, MOST_TOGETHER, together),
  })
  replyToErrors(app)
  for (const routes of Object.values(features)) {
    for (const { register } of routes) register(app, services)
  }
  await apiDescription(app)
  await serveWebApps(app)
  return app
}

// Addresses in the log carry no query: a search may hold a name.
function withoutQuery(request: { method?: string; url?: string }) {
  return { method: request.method, path: request.url?.split('?')[0]?.slice(0, 200) }
}
