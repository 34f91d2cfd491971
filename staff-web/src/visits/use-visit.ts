import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import { assess } from '@qianyue/domain/follow-ups/assess.ts'
import type { Assessment } from '@qianyue/domain/follow-ups/assessment.ts'
import type { ServiceMode } from '@qianyue/domain/service-records/service-mode.ts'
import { questionsOf, type Sheet } from '@qianyue/domain/visits/visit.ts'
import {
  begun,
  computedValues,
  keptOf,
  recordValues,
  type VisitValues,
  visitProblems,
} from '@qianyue/domain/visits/visit-values.ts'
import { newId } from '@qianyue/ui/calls/hooks.ts'
import { useMemo, useState } from 'react'
import { factsOf, type Start } from '../service-records/facts-of.ts'

/** What one person's part of a visit says so far: codes and values, no name and no number of a person. */
export type VisitDraft = {
  readonly performedOn: LocalDate
  readonly mode: ServiceMode
  /** Keys of sheets that are not done this time; null while nobody chose. */
  readonly left: readonly string[] | null
  readonly values: VisitValues
  /** Keys of questions answered as last time. */
  readonly copied: readonly string[]
  /** Ids of the records by sheet, so that sending twice records once. */
  readonly ids: Readonly<Record<string, string>>
}

/** Everything that follows from what is filled, by the rules that the server will apply. @param starts by form */
export function useVisit(
  sheets: readonly Sheet[],
  starts: ReadonlyMap<string, Start>,
  [draft, setDraft]: [VisitDraft, (draft: VisitDraft) => void],
) {
  const { performedOn } = draft
  const groups = useMemo(() => questionsOf(sheets), [sheets])
  const values = useMemo(() => begun(sheets, groups, draft.values), [sheets, groups, draft.values])
  const [fresh] = useState(() => new Map<string, string>())
  const idOf = (sheet: Sheet) => {
    const id = draft.ids[sheet.key] ?? fresh.get(sheet.key) ?? newId()
    fresh.set(sheet.key, id)
    return id
  }
  const about = useMemo(
    () => (form: string) => factsOf(starts.get(form)!, performedOn),
    [starts, performedOn],
  )
  return useMemo(() => {
    const problems = visitProblems(sheets, groups, values, about)
    const results = new Map<string, Assessment | null>(
      sheets.map((sheet) => {
        const { form, key } = sheet
        const isUnfit = problems.some((problem) => problem.sheet === key && problem.severity === 'error')
        return [key, isUnfit ? null : assess(form, recordValues(sheet, values, about), about(form.code))]
      }),
    )
    return {
      groups,
      values,
      kept: keptOf(sheets, values, about),
      about,
      problems,
      results,
      computed: computedValues(sheets, values, about),
      idOf,
      change: (next: Partial<VisitDraft>) =>
        setDraft({ ...draft, values, ids: Object.fromEntries(fresh), ...next }),
    }
  }, [sheets, groups, values, about, starts, draft, setDraft])
}

export type Visit = ReturnType<typeof useVisit>
