import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { FormValues } from '@qianyue/domain/forms/form.ts'
import type { ServiceMode } from '@qianyue/domain/service-records/service-mode.ts'
import { newId } from '@qianyue/ui/calls/hooks.ts'
import { type Draft, type DraftOf, dropDraft, keepDraft, readDraft } from '@qianyue/ui/forms/draft.ts'
import { useCallback, useEffect, useState } from 'react'

/** A record being filled, kept in this browser until it is saved: a closed window loses nothing. */
export function useRecordDraft(of: DraftOf, fresh: { performedOn: LocalDate; values: FormValues }) {
  const [found] = useState(() => readDraft(localStorage, of, new Date()))
  const [draft, setDraft] = useState<Draft>(
    () =>
      found ?? {
        id: newId(),
        performedOn: fresh.performedOn,
        mode: 'clinic' as ServiceMode,
        values: fresh.values,
        copied: [],
      },
  )
  const [touched, setTouched] = useState(false)
  const { accountId, residentId, form } = of

  useEffect(() => {
    if (!touched) return
    const waiting = setTimeout(
      () => keepDraft(localStorage, { accountId, residentId, form }, draft, new Date()),
      300,
    )
    return () => clearTimeout(waiting)
  }, [draft, touched, accountId, residentId, form])

  const change = useCallback((edit: (draft: Draft) => Draft) => {
    setTouched(true)
    setDraft(edit)
  }, [])
  const drop = useCallback(() => {
    setTouched(false)
    dropDraft(localStorage, { accountId, residentId, form })
  }, [accountId, residentId, form])
  const restart = useCallback(() => {
    drop()
    setDraft({
      id: newId(),
      performedOn: fresh.performedOn,
      mode: 'clinic',
      values: fresh.values,
      copied: [],
    })
  }, [drop, fresh.performedOn, fresh.values])

  return { draft, change, drop, restart, isRestored: found !== null, touched }
}
