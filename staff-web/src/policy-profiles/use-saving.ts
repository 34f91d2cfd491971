import { getPolicyProfile, savePolicyProfile } from '@qianyue/api/policy-profiles.ts'
import type { RoughContent } from '@qianyue/api/profile-faults.ts'
import { call } from '@qianyue/ui/calls/call.ts'
import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useCallback, useEffect, useState } from 'react'
import { useBeforeUnload } from 'react-router'
import type { Profile } from './ProfilePage.tsx'
import { type Saving, type SavingState, savingInTurn } from './saving.ts'

const SAVED_AFTER_MS = 800

/** Keeps a draft while it is edited, also the last edit before the page is left; everything shown of it is asked for anew. */
export function useSaving({ id, name, source }: Profile): {
  saving: Saving<RoughContent>
  saved: SavingState
} {
  const client = useQueryClient()
  const { message } = App.useApp()
  const [saved, setSaved] = useState<SavingState>('saved')
  const [saving] = useState(() => {
    const shown = [getPolicyProfile.call, { id }]
    const send = async (edited: RoughContent) => {
      const content = { policies: edited.policies, packages: edited.packages && [...edited.packages] }
      // Who comes back while it is on its way goes on with what was edited, not with what was there before.
      client.setQueryData<Profile>(shown, (profile) => profile && { ...profile, content })
      await call(savePolicyProfile, { id, name, source, content })
      await client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== getPolicyProfile.call })
    }
    const tell = (state: SavingState) => {
      setSaved(state)
      if (typeof state === 'object') message.error(`“${name}”没有保存：${state.failed}`)
    }
    return savingInTurn(send, tell, SAVED_AFTER_MS)
  })
  useEffect(
    () => () => {
      void saving.flush().then((isKept) => {
        if (!isKept) client.removeQueries({ queryKey: [getPolicyProfile.call, { id }] })
      })
    },
    [saving, client, id],
  )
  useBeforeUnload(useCallback((event) => saved !== 'saved' && event.preventDefault(), [saved]))
  return { saving, saved }
}
