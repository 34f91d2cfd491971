import * as api from '@qianyue/api/populations.ts'
import { answer } from '../http/answer.ts'
import { decideCombThrough, listCombThrough } from './comb-through.ts'
import { declarePopulation, endPopulation } from './declare-population.ts'
import { listPopulationNames } from './population-names.ts'

export const populationRoutes = [
  answer(api.declarePopulation, declarePopulation),
  answer(api.endPopulation, endPopulation),
  answer(api.listPopulationNames, listPopulationNames),
  answer(api.listCombThrough, listCombThrough),
  answer(api.decideCombThrough, decideCombThrough),
]
