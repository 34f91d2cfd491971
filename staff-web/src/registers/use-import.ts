import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { getRegisterImport, registerImportEvents } from '@qianyue/api/registers.ts'
import { addressFor } from '@qianyue/ui/calls/call.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'

export type RegisterImport = ReplyOf<typeof getRegisterImport>

type Told = Pick<RegisterImport, 'status' | 'progress'>

export function isUnderWay(status: RegisterImport['status']): boolean {
  return status === 'checking' || status === 'committing'
}

/** An import, followed by the server's events while something is under way. */
export function useImport(id: string) {
  const reply = useReply(getRegisterImport, { id }, { keepPrevious: true })
  const client = useQueryClient()
  const [told, setTold] = useState<Told | null>(null)
  const status = reply.data?.status
  const follows = status !== undefined && isUnderWay(status)

  useEffect(() => {
    if (!follows) return
    const events = new EventSource(addressFor(registerImportEvents, { id }))
    events.onmessage = ({ data }) => {
      const next = JSON.parse(data as string) as Told
      setTold(next)
      if (isUnderWay(next.status)) return
      events.close()
      setTold(null)
      void client.invalidateQueries()
    }
    return () => events.close()
  }, [id, follows, client])

  const data = reply.data && told && follows ? { ...reply.data, progress: told.progress } : reply.data
  return { ...reply, data }
}
