import type { Population } from '../populations/population.ts'
import type { ResultGroup } from './result-items.ts'

/** What is looked at again on the sheet on which the person is followed up for it. */
export const followedUp: Partial<Record<ResultGroup, { population: Population; form: string }>> = {
  pressure: { population: 'hypertension', form: 'hypertension-follow-up' },
  glucose: { population: 'type2-diabetes', form: 'type2-diabetes-follow-up' },
}
