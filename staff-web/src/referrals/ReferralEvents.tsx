import { withdrawReferralStep } from '@qianyue/api/referrals.ts'
import { useSend } from '@qianyue/ui/calls/hooks.ts'
import { Button, Popconfirm } from 'antd'
import { Link } from 'react-router'
import { SendError } from '../shell/SendError.tsx'
import type { Referral } from './ReferralsPage.tsx'

/** What happened since somebody was sent to a hospital; a note that was wrong is taken back here. */
export function ReferralEvents({ referral, mayNote }: { referral: Referral; mayNote: boolean }) {
  const withdraw = useSend(withdrawReferralStep)
  return (
    <>
      <SendError error={withdraw.error} />
      <ol className="referral-events">
        {referral.events.map(({ id, on, name, words, isRecord, isNote }) => (
          <li key={id}>
            <span className="quiet">{on}</span>{' '}
            {isRecord ? <Link to={`/service-records/${id}`}>{name}</Link> : name}
            {words && `：${words}`}
            {isNote && mayNote && (
              <Popconfirm
                title="撤回这条登记？"
                okText="撤回"
                cancelText="不撤回"
                onConfirm={() => withdraw.mutate({ residentId: referral.residentId, stepId: id })}
              >
                <Button type="link" size="small" loading={withdraw.isPending}>
                  撤回
                </Button>
              </Popconfirm>
            )}
          </li>
        ))}
      </ol>
    </>
  )
}
