import { listOrgUnits } from '@qianyue/api/organisation.ts'
import { parentOf } from '@qianyue/domain/access/org-unit.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { Breadcrumb } from 'antd'
import { useViewer } from '../session/viewer.ts'

/** 县 › 乡镇 › 村: where one is, and the way back up as far as one reaches. */
export function PlaceTrail({
  own,
  onGo,
}: {
  own: { orgId: number | null; placeName: string }
  onGo: (orgId: number | null) => void
}) {
  const { reach } = useViewer()
  const units = useReply(listOrgUnits, {})
  const above: number[] = []
  for (let code = own.orgId; code !== null; code = parentOf(code)) {
    above.unshift(code)
    if (code === reach.unitCode) break
  }
  const name = (code: number) => units.data?.find((unit) => unit.code === code)?.name ?? ''
  const isReached = above[0] === reach.unitCode
  const trail = isReached ? above : own.orgId === null ? [] : [own.orgId]
  return (
    <Breadcrumb
      items={[
        ...(isReached || own.orgId === null
          ? []
          : [
              {
                key: 'own',
                title: (
                  <a
                    href="?"
                    onClick={(event) => {
                      event.preventDefault()
                      onGo(null)
                    }}
                  >
                    我的团队
                  </a>
                ),
              },
            ]),
        ...(own.orgId === null ? [{ key: 'team', title: own.placeName }] : []),
        ...trail.map((code, index) => ({
          key: String(code),
          title:
            index === trail.length - 1 ? (
              name(code) || own.placeName
            ) : (
              <a
                href={`?org=${code}`}
                onClick={(event) => {
                  event.preventDefault()
                  onGo(code)
                }}
              >
                {name(code)}
              </a>
            ),
        })),
      ]}
    />
  )
}
