import { publishPolicyProfile } from '@qianyue/api/policy-profiles.ts'
import { type ProfileFault, sectionNames } from '@qianyue/api/profile-faults.ts'
import { addDays, dayInShanghai, later } from '@qianyue/domain/days/local-date.ts'
import { useSend } from '@qianyue/ui/calls/hooks.ts'
import { DayPicker } from '@qianyue/ui/forms/DayPicker.tsx'
import { Alert, App, Button, Flex } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import type { Profile } from './ProfilePage.tsx'

/** 发布: what stands against it, from which day on, and that it cannot be taken back. */
export function PublishProfile({
  profile,
  revision,
  faults,
  waiting,
}: {
  profile: Profile
  /** The one on screen. */
  revision: number
  faults: readonly ProfileFault[]
  waiting: boolean
}) {
  const { message, modal } = App.useApp()
  const send = useSend(publishPolicyProfile)
  const today = dayInShanghai(new Date())
  const [validFrom, setValidFrom] = useState<string>(later(addDays(today, 1), profile.earliestFrom))
  const publish = () =>
    modal.confirm({
      title: `自 ${validFrom} 起执行“${profile.name}”`,
      content: '发布后不能修改；已冻结的结算、已公布的考核和已签的协议不变。',
      okText: '发布',
      onOk: () =>
        send
          .mutateAsync({ id: profile.id, validFrom, revision })
          .then(() => message.success('已发布'))
          .catch(() => undefined),
    })
  return (
    <Flex vertical gap={12} align="start">
      {faults.length > 0 && (
        <Alert
          type="error"
          showIcon
          title={`有 ${faults.length} 处需要修改`}
          description={
            <ul className="policy-list">
              {faults.map(({ section, place, message: words }) => (
                <li key={`${section}/${place}/${words}`}>
                  {sectionNames[section]}：{words}
                </li>
              ))}
            </ul>
          }
        />
      )}
      {send.error && <Alert type="error" showIcon title={send.error.message} />}
      <Flex gap={12} align="center" wrap>
        <span>执行日期</span>
        <DayPicker
          aria-label="执行日期"
          allowClear={false}
          value={dayjs(validFrom)}
          minDate={dayjs(profile.earliestFrom)}
          onChange={(day) => day && setValidFrom(day.format('YYYY-MM-DD'))}
        />
        <Button
          type="primary"
          disabled={faults.length > 0 || waiting}
          loading={send.isPending}
          onClick={publish}
        >
          发布方案
        </Button>
      </Flex>
      <p className="quiet">
        最早可从 {profile.earliestFrom} 起执行：此前已结算、公布或超过一年。新的服务包版本最早从今天起签。
      </p>
    </Flex>
  )
}
