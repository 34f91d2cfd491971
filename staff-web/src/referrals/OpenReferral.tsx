import { listReferrals } from '@qianyue/api/referrals.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { Alert } from 'antd'
import { useMay } from '../session/viewer.ts'
import { ReferralMenu } from './ReferralMenu.tsx'

/** Said on the resident's page as long as nobody knows what became of the referral. */
export function OpenReferral({ residentId }: { residentId: string }) {
  const mayRead = useMay('service-records.read')
  const mayNote = useMay('service-records.write')
  const { data } = useReply(listReferrals, mayRead ? { residentId } : null)
  const referral = data?.referrals.find(({ state }) => state !== 'ended')
  if (!referral) return null
  const { since, reason, formName, to, stateName, dueBy, isOverdue } = referral
  const until = dueBy && `应于 ${dueBy} 前${referral.state === 'home' ? '收回联系卡' : '了解去向'}`
  const words = [`${since} 转诊（${reason || formName}）`, to && `转往${to}`, stateName, until]
  return (
    <Alert
      type={isOverdue ? 'error' : 'warning'}
      showIcon
      title={words.filter(Boolean).join('，')}
      style={{ marginBottom: 12 }}
      {...(mayNote ? { action: <ReferralMenu referral={referral} /> } : {})}
    />
  )
}
