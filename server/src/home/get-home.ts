import type { ReplyInput } from '@qianyue/api/endpoint.ts'
import type { getHome } from '@qianyue/api/home.ts'
import type { IndicatorCode } from '@qianyue/domain/indicators/indicator.ts'
import type { Context } from '../http/context.ts'
import { figuresOf } from '../indicators/list-indicators.ts'
import { importsToLookAt, licencesRunningOut, questionsWaiting } from './home.queries.ts'

type Home = ReplyInput<typeof getHome>

/** The chief figures, as the home page shows them for one's own place. */
const CHIEF: readonly IndicatorCode[] = [
  'coverage',
  'household-coverage',
  'key-coverage',
  'special-coverage',
  'fulfilment',
  'served',
  'elderly-managed',
  'hypertension-standardised',
  'hypertension-controlled',
  'diabetes-standardised',
  'diabetes-controlled',
]

/** Those that are compared place by place: 签约 and 服务 together. */
const COMPARED: readonly IndicatorCode[] = ['coverage', 'served']

/** 首页: what is due, what is wrong, and how we stand, each number the same as in the figures. */
export async function home(context: Context): Promise<Home> {
  const figures = await figuresOf(context, { below: false })
  const [first] = figures
  const own = new Map(figures.map((figure) => [figure.code, figure]))
  const compared = await figuresOf(context, { code: [...COMPARED] })
  const tally = (code: IndicatorCode, part: 'numerator' | 'gap') => {
    const figure = own.get(code)!
    const { numerator, denominator } = figure
    return { part, residents: part === 'numerator' ? numerator : denominator - numerator, figure }
  }
  return {
    orgId: first!.orgId,
    placeName: first!.placeName,
    level: first!.level as Home['level'],
    populationOn: first!.populationOn,
    due: {
      overdue: tally('nothing-overdue', 'gap'),
      dueNow: tally('service-due', 'numerator'),
      specialUnsigned: tally('special-coverage', 'gap'),
    },
    wrong: {
      agreementsExpiring: tally('agreement-expiring', 'numerator'),
      signedNotServed: tally('served', 'gap'),
      imports: await importsToLookAt(context),
      questions: await questionsWaiting(context),
      licences: await licencesRunningOut(context),
    },
    figures: CHIEF.map((code) => own.get(code)!),
    below: compared.filter(({ orgId, level }) => orgId !== first!.orgId || level !== first!.level),
  }
}
