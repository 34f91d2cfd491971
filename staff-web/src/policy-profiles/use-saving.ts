import { getPolicyProfile, savePolicyProfile } from '@qianyue/api/policy-profiles.ts'
import type { RoughContent } from '@qianyue/api/profile-faults.ts'
import { mineOnTheirs } from '@qianyue/domain/policy-profiles/draft-merge.ts'
import { CallError, call } from '@qianyue/ui/calls/call.ts'
import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useBeforeUnload } from 'react-router'
import type { Profile } from './ProfilePage.tsx'
import { type SavingState, savingInTurn } from './saving.ts'

const SAVED_AFTER_MS = 800

type DraftEditing = {
  content: RoughContent
  change: (content: RoughContent) => void
  saved: SavingState
  /** Sends at once what waits, also what failed before. */
  flush: () => void
  /** Forgets what waits: the draft is deleted. */
  drop: () => void
  /** The revision that what is on screen was made from. */
  revision: number
  /** Set when somebody else saved the draft while it was edited here. */
  conflict: DraftConflict | null
}

export type DraftConflict = {
  /** Who saved it, and when. */
  words: string
  /** Kinds of policy, or `packages`, that both changed. */
  bothChanged: readonly string[]
  takeTheirs: () => void
  /** Theirs, with what was changed here on top. */
  keepMine: () => void
}

/** Keeps a draft while it is edited, also the last edit before the page is left; everything shown of it is asked for anew. */
export function useSaving(profile: Profile): DraftEditing {
  const { id, name, source } = profile
  const client = useQueryClient()
  const { message } = App.useApp()
  const [content, setContent] = useState<RoughContent>(profile.content)
  const [saved, setSaved] = useState<SavingState>('saved')
  const [theirs, setTheirs] = useState<{ words: string; profile: Profile } | null>(null)
  /** What was saved last, as far as is known here: what is on screen was made from it. */
  const base = useRef<Pick<Profile, 'revision' | 'content'>>(profile)
  const isLeft = useRef(false)

  const [saving] = useState(() => {
    const shown = [getPolicyProfile.call, { id }]
    const show = (changed: Partial<Profile>) =>
      client.setQueryData<Profile>(shown, (before) => before && { ...before, ...changed })
    const send = async (edited: RoughContent) => {
      const sent = { policies: edited.policies, packages: edited.packages && [...edited.packages] }
      // Who comes back while it is on its way goes on with what was edited, not with what was there before.
      show({ content: sent })
      try {
        const { revision } = await call(savePolicyProfile, {
          id,
          revision: base.current.revision,
          name,
          source,
          content: sent,
        })
        base.current = { revision, content: sent }
        show({ revision })
      } catch (error) {
        if (isByAnother(error)) {
          setTheirs({ words: error.message, profile: await call(getPolicyProfile, { id }) })
        }
        throw error
      }
      await client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== getPolicyProfile.call })
    }
    const tell = (state: SavingState) => {
      setSaved(state)
      if (typeof state === 'object' && (isLeft.current || !isByAnother(state.failed)))
        message.error(`“${name}”没有保存：${state.failed.message}`)
    }
    return savingInTurn(send, tell, SAVED_AFTER_MS)
  })
  useEffect(() => {
    isLeft.current = false
    return () => {
      isLeft.current = true
      void saving.flush().then((isKept) => {
        if (!isKept) client.removeQueries({ queryKey: [getPolicyProfile.call, { id }] })
      })
    }
  }, [saving, client, id])
  useBeforeUnload(useCallback((event) => saved !== 'saved' && event.preventDefault(), [saved]))

  const change = (changed: RoughContent) => {
    setContent(changed)
    saving.change(changed)
  }
  const begin = (from: Profile, changed: RoughContent) => {
    base.current = from
    client.setQueryData<Profile>([getPolicyProfile.call, { id }], from)
    setTheirs(null)
    setContent(changed)
  }
  // Asked for anew while nothing waits here: somebody else's saving is shown before it is edited over.
  const isNewer = profile.revision > base.current.revision
  useEffect(() => {
    if (!isNewer || saved !== 'saved') return
    base.current = profile
    setContent(profile.content)
  }, [isNewer, saved, profile])

  return {
    content,
    change,
    saved,
    flush: () => void saving.flush(),
    drop: saving.drop,
    revision: base.current.revision,
    conflict: theirs && conflictWith(theirs),
  }

  function conflictWith({ words, profile: other }: { words: string; profile: Profile }): DraftConflict {
    const merged = mineOnTheirs(base.current.content, content, other.content)
    return {
      words,
      bothChanged: merged.bothChanged,
      takeTheirs: () => {
        saving.drop()
        setSaved('saved')
        begin(other, other.content)
      },
      keepMine: () => {
        begin(other, merged.content)
        saving.change(merged.content)
        void saving.flush()
      },
    }
  }
}

function isByAnother(error: unknown): error is CallError {
  return error instanceof CallError && error.code === 'draft-changed'
}
