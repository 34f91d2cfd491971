import { isEmpty } from '../forms/form.ts'
import type { Question, QuestionGroup } from './visit.ts'
import {
  answerOf,
  isQuestionAsked,
  lastAnswer,
  type SubjectOf,
  usualAnswer,
  type VisitValues,
} from './visit-values.ts'

/**
 * The groups that must be gone through one by one: the first (症状), and every one that asks for something which neither
 * last time nor “nothing found” can answer, such as a measurement. The others are looked over at the end.
 */
export function stepsOf(
  groups: readonly QuestionGroup[],
  kept: VisitValues,
  about: SubjectOf,
): QuestionGroup[] {
  return groups.filter(
    (group, index) =>
      index === 0 ||
      group.questions.some(
        (question) =>
          question.field.need !== undefined &&
          !isTakenOver(question, about) &&
          usualAnswer(question) === undefined &&
          isQuestionAsked(question, kept, about),
      ),
  )
}

/** Last time answers it; a first sheet without which the record cannot be saved has nothing to take over. */
function isTakenOver(question: Question, about: SubjectOf): boolean {
  const { copyable, need } = question.field
  return copyable === true && (need !== 'required' || lastAnswer(question, about) !== null)
}

/** What a screen shows at once; the rest (其他症状, 目标值) is shown on request or when it is filled. */
export function isShownAtOnce(question: Question, values: VisitValues, about: SubjectOf): boolean {
  const { field, places } = question
  return (
    field.need !== undefined ||
    usualAnswer(question) !== undefined ||
    !isEmpty(answerOf(question, values)) ||
    (lastAnswer(question, about) !== null && !('targetOf' in field && field.targetOf)) ||
    places.some((place) => place.field.showWhen !== undefined)
  )
}
