import { type PopulationForms, ruleOf } from '../population-forms.ts'
import { homeBedClosing } from './closing.ts'
import { assessHomeBedClosing, assessHomeBedOpening, assessHomeBedRound } from './home-bed-rule.ts'
import { homeBedOpening } from './opening.ts'
import { homeBedRound } from './round.ts'

/** 家庭病床: opened, seen in rounds with orders, closed. Source: S2 篇三六3; requirements R194, R195. */
export const homeBed: PopulationForms = {
  forms: [homeBedRound, homeBedOpening, homeBedClosing],
  rules: [
    ruleOf(homeBedRound, assessHomeBedRound),
    ruleOf(homeBedOpening, assessHomeBedOpening),
    ruleOf(homeBedClosing, assessHomeBedClosing),
  ],
  episodes: [
    { form: homeBedOpening.code, begins: 'home-bed' },
    { form: homeBedClosing.code, ends: 'home-bed', on: 'closedOn', because: '撤床' },
  ],
}
