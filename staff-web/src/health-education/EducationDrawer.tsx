import {
  listEducationAttendances,
  signInToEducation,
  withdrawEducation,
} from '@qianyue/api/health-education.ts'
import { educationKinds } from '@qianyue/domain/health-education/education-policy.ts'
import { useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { Alert, App, Button, Drawer, Empty, Flex, Grid, Input, Popconfirm } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { ChooseResident } from '../residents/ChooseResident.tsx'
import { useMay } from '../session/viewer.ts'
import type { Activity } from './HealthEducationPage.tsx'

/** One activity with its guests; who signs in has had the year's health education. */
export function EducationDrawer({ activity, onClose }: { activity: Activity; onClose: () => void }) {
  const { message } = App.useApp()
  const { md } = Grid.useBreakpoint()
  const mayRecord = useMay('health-education.record')
  const guests = useReply(listEducationAttendances, { id: activity.id })
  const signIn = useSend(signInToEducation)
  const withdraw = useSend(withdrawEducation)
  const [reason, setReason] = useState('')
  const isOpen = activity.withdrawnBecause === null
  return (
    <Drawer open onClose={onClose} size={md ? 620 : '100%'} title={activity.topic}>
      <dl className="facts-list">
        <dt>形式</dt>
        <dd>{educationKinds[activity.kind].name}</dd>
        <dt>日期地点</dt>
        <dd>
          {activity.heldOn} {activity.place}
        </dd>
        <dt>机构</dt>
        <dd>{activity.unitName}</dd>
        <dt>主讲</dt>
        <dd>{activity.speaker || '未填'}</dd>
        <dt>人数</dt>
        <dd>
          参加 {activity.attendance} 人，发放 {activity.copies} 份
        </dd>
        <dt>小结</dt>
        <dd>{activity.summary || '未填'}</dd>
      </dl>
      {!isOpen && <Alert type="warning" showIcon title={`已作废：${activity.withdrawnBecause}`} />}
      <h3>签到 {guests.data?.length ?? 0} 人</h3>
      {mayRecord && isOpen && (
        <ChooseResident
          placeholder="输入姓名、证件号或电话，选中即签到"
          onChoose={(residentId) =>
            signIn.mutate(
              { id: activity.id, residentIds: [residentId] },
              {
                onSuccess: ({ fulfilled }) =>
                  message.success(fulfilled > 0 ? '已签到，完成今年的健康教育' : '已签到'),
                onError: (error) => message.error(error.message),
              },
            )
          }
        />
      )}
      {guests.data?.length === 0 && (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description="还没有居民签到。" />
      )}
      <Flex gap="4px 12px" wrap style={{ marginTop: 12 }}>
        {(guests.data ?? []).map(({ residentId, name }) => (
          <Link key={residentId} to={`/residents/${residentId}`}>
            {name}
          </Link>
        ))}
      </Flex>
      {mayRecord && isOpen && (
        <Flex justify="end" style={{ marginTop: 24 }}>
          <Popconfirm
            title="作废这次活动"
            description={
              <Input
                aria-label="作废原因"
                placeholder="作废原因"
                value={reason}
                onChange={({ target }) => setReason(target.value)}
              />
            }
            okText="作废"
            okButtonProps={{ danger: true, disabled: reason.trim().length < 2 }}
            onConfirm={() =>
              withdraw.mutate(
                { id: activity.id, reason },
                { onSuccess: onClose, onError: (error) => message.error(error.message) },
              )
            }
          >
            <Button danger type="text">
              登记错了，作废
            </Button>
          </Popconfirm>
        </Flex>
      )}
    </Drawer>
  )
}
