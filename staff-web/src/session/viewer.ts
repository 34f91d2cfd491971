import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import type { whoAmI } from '@qianyue/api/session.ts'
import type { Action } from '@qianyue/domain/access/grants.ts'
import { createContext, use } from 'react'

export type SignedIn = ReplyOf<typeof whoAmI>

export const ViewerContext = createContext<SignedIn | null>(null)

/** Who is signed in. */
export function useViewer(): SignedIn {
  const viewer = use(ViewerContext)
  if (!viewer) throw new Error('nobody is signed in here')
  return viewer
}

/** Whether the viewer's roles allow an action: what is not allowed is not drawn. */
export function useMay(action: Action): boolean {
  return useViewer().actions.includes(action)
}
