import { getDeviceMessage, matchDeviceMessage, unmatchDeviceMessage } from '@qianyue/api/devices.ts'
import { matchedHow, messageStates } from '@qianyue/domain/devices/device.ts'
import { useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { momentWords } from '@qianyue/ui/words/moments.ts'
import { Alert, Button, Descriptions, Drawer, Flex, Input, Skeleton, Tag } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { FindSubject } from '../agreements/FindSubject.tsx'
import { useMay } from '../session/viewer.ts'
import { messageColours } from './DeviceMessagesPage.tsx'

const sources = { json: '设备平台接口', file: '日文件', hl7: 'HL7' } as const

/** One message: what was measured, why it is where it is, and whose it is. */
export function MessageDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const mayManage = useMay('devices.manage')
  const reply = useReply(getDeviceMessage, { id })
  const match = useSend(matchDeviceMessage)
  const unmatch = useSend(unmatchDeviceMessage)
  const [reason, setReason] = useState('')
  const message = reply.data
  const error = reply.error ?? match.error ?? unmatch.error
  const matchWith = (residentId: string) => match.mutate({ id, residentId })
  return (
    <Drawer open size={720} title="设备消息" onClose={onClose}>
      {error && <Alert type="error" showIcon title={error.message} style={{ marginBottom: 16 }} />}
      {reply.isPending && <Skeleton active />}
      {message && (
        <Flex vertical gap={16}>
          {message.reason && (
            <Alert type={message.state === 'refused' ? 'error' : 'warning'} showIcon title={message.reason} />
          )}
          <Descriptions
            size="small"
            column={1}
            items={[
              {
                key: 'state',
                label: '状态',
                children: <Tag color={messageColours[message.state]}>{messageStates[message.state]}</Tag>,
              },
              { key: 'values', label: '测量值', children: message.valueWords || '—' },
              ...(message.remarks.length === 0
                ? []
                : [{ key: 'remarks', label: '没有采用', children: message.remarks.join('；') }]),
              {
                key: 'taken',
                label: '测量时间',
                children: message.takenAt ? momentWords(message.takenAt) : (message.takenOn ?? '—'),
              },
              {
                key: 'person',
                label: '消息写明的人',
                children:
                  [message.person.name, message.person.birthDate, ...message.person.numbers]
                    .filter(Boolean)
                    .join('，') || '没有写明',
              },
              { key: 'device', label: '设备', children: `${message.deviceSerial}（${message.unitName}）` },
              {
                key: 'received',
                label: '收到',
                children: `${momentWords(message.receivedAt)}，${sources[message.source]}`,
              },
              ...(message.residentId
                ? [
                    {
                      key: 'resident',
                      label: '居民',
                      children: (
                        <>
                          <Link to={`/residents/${message.residentId}`}>{message.residentName}</Link>
                          <span className="quiet">
                            {message.matchedHow && `（${matchedHow[message.matchedHow]}）`}
                          </span>
                        </>
                      ),
                    },
                  ]
                : []),
            ]}
          />
          {mayManage && message.state === 'unmatched' && (
            <>
              {message.like.map((one) => (
                <Flex key={one.residentId} gap={12} align="center" wrap>
                  <span>
                    同名同生日：<b>{one.name}</b> {one.birthDate} {one.villageName}
                  </span>
                  <Button size="small" loading={match.isPending} onClick={() => matchWith(one.residentId)}>
                    就是这位
                  </Button>
                </Flex>
              ))}
              <h3 style={{ margin: 0 }}>这是谁的测量？</h3>
              <div>
                <FindSubject label="查找被测量的居民" onFound={(resident) => matchWith(resident.id)} />
              </div>
            </>
          )}
          {mayManage && message.state === 'matched' && (
            <Flex gap={8} wrap>
              <Input
                aria-label="撤销认定的原因"
                placeholder="不是这位居民的？写明原因"
                style={{ flex: '1 1 220px' }}
                maxLength={200}
                value={reason}
                onChange={({ target }) => setReason(target.value)}
              />
              <Button
                disabled={reason.trim().length < 2}
                loading={unmatch.isPending}
                onClick={() => unmatch.mutate({ id, reason: reason.trim() })}
              >
                撤销认定
              </Button>
            </Flex>
          )}
        </Flex>
      )}
    </Drawer>
  )
}
