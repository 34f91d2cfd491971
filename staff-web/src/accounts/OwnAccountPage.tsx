import { endOwnSession, listOwnSessions } from '@qianyue/api/accounts.ts'
import { endOwnPhone, listOwnPhones } from '@qianyue/api/phones.ts'
import { roles } from '@qianyue/domain/access/roles.ts'
import { useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { Alert, Card, Flex } from 'antd'
import { useViewer } from '../session/viewer.ts'
import { PageTitle } from '../shell/PageTitle.tsx'
import { PasswordForm } from './PasswordForm.tsx'
import { PhonesTable } from './PhonesTable.tsx'
import { SecondFactor } from './SecondFactor.tsx'
import { SessionsTable } from './SessionsTable.tsx'

/** 我的账号: password, second factor, where one is signed in. */
export function OwnAccountPage() {
  const viewer = useViewer()
  const sessions = useReply(listOwnSessions, {})
  const end = useSend(endOwnSession)
  const phones = useReply(listOwnPhones, {})
  const endPhone = useSend(endOwnPhone)
  return (
    <>
      <PageTitle title="我的账号" />
      <p>
        {viewer.user.name}（{viewer.user.username}），{viewer.reach.unitName}，
        {viewer.roles.map((role) => roles[role]).join('、')}。
      </p>
      <Flex gap={16} wrap align="flex-start">
        <Card size="small" title="修改密码" style={{ flex: '1 1 320px' }}>
          <PasswordForm />
        </Card>
        <Card size="small" title="动态口令" style={{ flex: '2 1 420px', minWidth: 0 }}>
          <SecondFactor />
        </Card>
      </Flex>
      <Card size="small" title="登录中的设备" style={{ marginTop: 16 }}>
        {sessions.error && <Alert type="error" showIcon title={sessions.error.message} />}
        <SessionsTable sessions={sessions.data ?? []} onEnd={(sessionId) => end.mutate({ sessionId })} />
      </Card>
      <Card size="small" title="外勤手机" style={{ marginTop: 16 }}>
        <PhonesTable
          phones={phones.data ?? []}
          onEnd={(phoneId, wipe) => endPhone.mutate({ phoneId, wipe })}
        />
      </Card>
    </>
  )
}
