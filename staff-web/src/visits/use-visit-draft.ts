import { dayInShanghai } from '@qianyue/domain/days/local-date.ts'
import { dropDraft, keepDraft, readDraft } from '@qianyue/ui/forms/draft.ts'
import { useState } from 'react'
import { useViewer } from '../session/viewer.ts'
import type { VisitDraft } from './use-visit.ts'

/** One person's part of a visit, kept in this browser until it is saved: a closed window loses nothing. */
export function useVisitDraft(residentId: string) {
  const { user } = useViewer()
  const of = { accountId: user.id, residentId, form: 'household-visit' }
  const [found] = useState(() => readDraft<VisitDraft>(localStorage, of, new Date()))
  const [draft, setDraft] = useState<VisitDraft>(() => found ?? nothingYet())
  const [touched, setTouched] = useState(false)
  const [turn, setTurn] = useState(0)
  return {
    draft,
    /** A new one with each beginning anew: the records of the next turn have ids of their own. */
    turn,
    isRestored: found !== null && !touched,
    change: (next: VisitDraft) => {
      setTouched(true)
      setDraft(next)
      keepDraft(localStorage, of, next, new Date())
    },
    restart: () => {
      setTouched(true)
      setTurn(turn + 1)
      setDraft(nothingYet())
      dropDraft(localStorage, of)
    },
  }
}

function nothingYet(): VisitDraft {
  return {
    performedOn: dayInShanghai(new Date()),
    mode: 'home',
    left: null,
    values: {},
    copied: [],
    ids: {},
  }
}
