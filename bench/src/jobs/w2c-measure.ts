import { yearOf } from '@qianyue/domain/days/local-date.ts'
import { dutiesOf } from '@qianyue/domain/duties/duties-of.ts'
import { isIn } from '@qianyue/domain/indicators/indicator.ts'
import { standingOn } from '@qianyue/domain/indicators/standing.ts'
import { indicatorPolicyOf, nationalDefault2022 } from '@qianyue/domain/policy/policy.ts'
import { factsOf, ON } from '../facts.ts'
import { type Line, sameAnswer, spreadOf } from '../measure.ts'
import { generate, TAG } from '../workload.ts'

const PATIENTS = 5_000
const SEED = 21
const ROUNDS = 7
/** Patients a second of fqm-execution on one proportion measure, in the design's own measurement on such a machine. */
const FQM_PER_SECOND = 985
const PROMISED_TIMES = 1_000

/** W2c: one proportion measure (blood pressure controlled) from the facts of each patient, by the shipped rules alone. */
export async function oneMeasure(): Promise<Line[]> {
  const everybody = factsOf(PATIENTS, SEED)
  const policy = nationalDefault2022
  const indicatorPolicy = indicatorPolicyOf(policy)
  const measure = () => {
    let denominator = 0
    let numerator = 0
    for (const facts of everybody) {
      const standing = standingOn(ON, facts, dutiesOf(facts, policy, ON), indicatorPolicy)
      if (isIn(standing, 'hypertension-controlled', 'denominator')) denominator++
      if (isIn(standing, 'hypertension-controlled', 'numerator')) numerator++
    }
    return { denominator, numerator }
  }
  let patients = 0
  generate(
    PATIENTS,
    SEED,
    (_, { tags }) => {
      if (tags & TAG.hypertension) patients++
    },
    () => {},
  )
  const { denominator, numerator } = measure()
  sameAnswer(`W2c people with hypertension in ${yearOf(ON)}`, denominator, patients)
  if (numerator === 0 || numerator > denominator)
    throw new Error('W2c: nobody is controlled, or more than there are')

  const perSecond: number[] = []
  for (let round = 0; round < ROUNDS + 2; round++) {
    const begun = performance.now()
    measure()
    if (round >= 2) perSecond.push(PATIENTS / ((performance.now() - begun) / 1000))
  }
  const ours = spreadOf(perSecond)
  return [
    {
      job: 'W2c',
      what: 'patients of one measure from their facts, with every duty and figure beside it',
      unit: '/s',
      ours,
      yardstick: { name: 'fqm-execution, by the design', spread: spreadOf([FQM_PER_SECOND]) },
      ratio: ours.median / FQM_PER_SECOND,
      promise: null,
      note: `≥ ${PROMISED_TIMES}× would be good; fqm-execution is not installed here, its rate is the design's`,
    },
  ]
}
