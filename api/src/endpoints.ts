import * as accounts from './accounts.ts'
import * as agreements from './agreements.ts'
import * as attachments from './attachments.ts'
import * as audit from './audit.ts'
import * as authenticity from './authenticity.ts'
import * as bulletins from './bulletins.ts'
import * as cockpit from './cockpit.ts'
import * as complaints from './complaints.ts'
import * as demonstrationSites from './demonstration-sites.ts'
import * as devices from './devices.ts'
import * as documents from './documents.ts'
import * as duties from './duties.ts'
import * as educationPushes from './education-pushes.ts'
import type { Endpoint } from './endpoint.ts'
import * as examinationDays from './examination-days.ts'
import * as forms from './forms.ts'
import * as healthEducation from './health-education.ts'
import * as healthPlans from './health-plans.ts'
import * as healthRecords from './health-records.ts'
import * as home from './home.ts'
import * as households from './households.ts'
import * as indicators from './indicators.ts'
import * as lists from './lists.ts'
import * as longPrescriptions from './long-prescriptions.ts'
import * as meetings from './meetings.ts'
import * as monthlyAudits from './monthly-audits.ts'
import * as organisation from './organisation.ts'
import * as outsideLists from './outside-lists.ts'
import * as packages from './packages.ts'
import * as performance from './performance.ts'
import * as phoneConsultations from './phone-consultations.ts'
import * as phones from './phones.ts'
import * as pivot from './pivot.ts'
import * as policies from './policy.ts'
import * as policyProfiles from './policy-profiles.ts'
import * as populations from './populations.ts'
import * as publicBoard from './public-board.ts'
import * as publicity from './publicity.ts'
import * as referrals from './referrals.ts'
import * as registers from './registers.ts'
import * as reportTemplates from './report-templates.ts'
import * as reports from './reports.ts'
import * as residents from './residents.ts'
import * as satisfaction from './satisfaction.ts'
import * as serviceConfirmations from './service-confirmations.ts'
import * as serviceRecords from './service-records.ts'
import * as services from './services.ts'
import * as session from './session.ts'
import * as settlement from './settlement.ts'
import * as signingRights from './signing-rights.ts'
import * as supervision from './supervision.ts'
import * as supervisionAssist from './supervision-assist.ts'
import * as sync from './sync.ts'
import * as teams from './teams.ts'
import * as training from './training.ts'
import * as unsignedReasons from './unsigned-reasons.ts'
import * as villageRounds from './village-rounds.ts'

const features: Record<string, Record<string, unknown>> = {
  accounts,
  audit,
  documents,
  devices,
  duties,
  services,
  policies,
  'policy-profiles': policyProfiles,
  'education-pushes': educationPushes,
  'health-education': healthEducation,
  'health-plans': healthPlans,
  'signing-rights': signingRights,
  'unsigned-reasons': unsignedReasons,
  'village-rounds': villageRounds,
  'supervision-assist': supervisionAssist,
  'long-prescriptions': longPrescriptions,
  'phone-consultations': phoneConsultations,
  referrals,
  home,
  indicators,
  cockpit,
  lists,
  pivot,
  organisation,
  registers,
  'health-records': healthRecords,
  households,
  populations,
  'public-board': publicBoard,
  reports,
  'report-templates': reportTemplates,
  residents,
  session,
  phones,
  sync,
  teams,
  'outside-lists': outsideLists,
  supervision,
  complaints,
  satisfaction,
  'service-confirmations': serviceConfirmations,
  'monthly-audits': monthlyAudits,
  training,
  meetings,
  publicity,
  'demonstration-sites': demonstrationSites,
  packages,
  agreements,
  attachments,
  bulletins,
  'examination-days': examinationDays,
  forms,
  'service-records': serviceRecords,
  settlement,
  performance,
  authenticity,
}

/** Every call of the API, by feature. */
export const endpointsByFeature: Record<string, Endpoint[]> = Object.fromEntries(
  Object.entries(features).map(([feature, exported]) => [
    feature,
    Object.values(exported).filter(isEndpoint),
  ]),
)

export const endpoints: Endpoint[] = Object.values(endpointsByFeature).flat()

function isEndpoint(value: unknown): value is Endpoint {
  return (
    typeof value === 'object' && value !== null && 'call' in value && 'action' in value && 'reply' in value
  )
}
