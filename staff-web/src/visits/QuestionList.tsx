import type { FormValue } from '@qianyue/domain/forms/form.ts'
import type { Problem } from '@qianyue/domain/forms/problems.ts'
import { type Question, type QuestionGroup, type Sheet, sheetName } from '@qianyue/domain/visits/visit.ts'
import {
  answered,
  answerOf,
  isQuestionAsked,
  lastAnswer,
  withNothingFound,
} from '@qianyue/domain/visits/visit-values.ts'
import { FieldView } from '@qianyue/ui/forms/FieldView.tsx'
import { EntryArea, SectionView } from '@qianyue/ui/forms/FormView.tsx'
import type { Visit, VisitDraft } from './use-visit.ts'

type Props = {
  visit: Visit
  draft: VisitDraft
  /** Missing boxes are pointed out: after somebody tried to save. */
  strict: boolean
  onSave: () => void
}

/** Every question of the sheets, what they share once, in the order of the sheets. */
export function QuestionList({ visit, draft, strict, onSave }: Props) {
  return (
    <EntryArea onSave={onSave}>
      {visit.groups.map((group) => (
        <Group key={group.code} group={group} visit={visit} draft={draft} strict={strict} />
      ))}
    </EntryArea>
  )
}

function Group({ group, visit, draft, strict }: Omit<Props, 'onSave'> & { group: QuestionGroup }) {
  const { values, kept, about, change } = visit
  const asked = group.questions.filter(
    (question) => isQuestionAsked(question, kept, about) && targetedBy(question) === null,
  )
  const computed = visit.computed.filter(({ section, sheet }) =>
    group.questions.some(({ places }) =>
      places.some((place) => place.sheet.key === sheet.key && place.section.code === section),
    ),
  )
  if (asked.length === 0 && computed.length === 0) return null
  const sections = group.questions.map(({ places: [{ section }] }) => section)
  return (
    <SectionView
      section={{ ...sections[0], name: group.name, folded: sections.every(({ folded }) => folded) }}
      onUsual={
        sections.some(({ usual }) => usual !== undefined)
          ? () => change({ values: withNothingFound(group, values, about) })
          : null
      }
      isFilled={asked.some((question) => answerOf(question, values) !== undefined)}
    >
      {asked.map((question) => (
        <OneQuestion
          key={question.key}
          question={question}
          isNamesake={asked.some((other) => other !== question && other.field.name === question.field.name)}
          target={targetOf(question, group)}
          visit={visit}
          draft={draft}
          strict={strict}
        />
      ))}
      {computed.map(({ sheet, field, value }) => (
        <FieldView
          key={`${sheet.key}/${field.code}`}
          field={{ ...field, code: `${sheet.key}/${field.code}` }}
          value={value}
          target={null}
          last={undefined}
          copied={false}
          problems={[]}
          strict={false}
          onChange={ignored}
          onCopy={ignored}
        />
      ))}
    </SectionView>
  )
}

const ignored = () => {}

function OneQuestion({
  question,
  isNamesake,
  target,
  visit,
  draft,
  strict,
}: Omit<Props, 'onSave'> & { question: Question; isNamesake: boolean; target: Question | null }) {
  const { values, about, problems, change } = visit
  const ofThis = ({ key }: Question): Problem[] => problems.filter((problem) => problem.question === key)
  const put = (key: string, value: FormValue | undefined) => {
    const changed = target !== null && key === target.key ? target : question
    change({
      values: answered(changed, values, value),
      copied: draft.copied.filter((one) => one !== changed.key),
    })
  }
  const last = lastAnswer(question, about)?.value
  return (
    <FieldView
      field={named(question, isNamesake)}
      value={answerOf(question, values)}
      target={target === null ? null : { field: named(target) as never, value: answerOf(target, values) }}
      last={last}
      copied={draft.copied.includes(question.key)}
      problems={[...ofThis(question), ...(target ? ofThis(target) : [])]}
      strict={strict}
      onChange={put}
      onCopy={() =>
        change({
          values: answered(question, values, last),
          copied: [...draft.copied.filter((one) => one !== question.key), question.key],
        })
      }
    />
  )
}

/** The box under a name of its own: two sheets may ask different things under one code. */
function named({ key, field, places }: Question, isNamesake = false) {
  const name = isNamesake ? `${field.name}（${shortName(places[0].sheet)}）` : field.name
  return { ...field, code: key, name }
}

function shortName(sheet: Sheet): string {
  return sheetName(sheet).replace(/(患者)?(随访)?(服务)?记录表$/, '')
}

/** The code of the box beside which a target stands; null for a question of its own. */
function targetedBy({ field }: Question): string | null {
  return 'targetOf' in field && field.targetOf !== undefined ? field.targetOf : null
}

function targetOf(question: Question, { questions }: QuestionGroup): Question | null {
  return (
    questions.find((one) => {
      const beside = targetedBy(one)
      return (
        beside !== null &&
        question.places.some(
          ({ sheet, field }) =>
            field.code === beside && one.places.some((place) => place.sheet.key === sheet.key),
        )
      )
    }) ?? null
  )
}
