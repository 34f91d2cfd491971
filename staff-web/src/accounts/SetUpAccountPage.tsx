import { signOut } from '@qianyue/api/session.ts'
import { useSend } from '@qianyue/ui/calls/hooks.ts'
import { Alert, Button, Card } from 'antd'
import { useViewer } from '../session/viewer.ts'
import { PasswordForm } from './PasswordForm.tsx'
import { SecondFactor } from './SecondFactor.tsx'

/** What a person sets up before anything else is open: a password of their own, then the second factor demanded of them. */
export function SetUpAccountPage() {
  const { mustChangePassword, user } = useViewer()
  const leave = useSend(signOut)
  return (
    <main style={{ minHeight: '100%', display: 'grid', placeItems: 'center', padding: 16 }}>
      <Card
        style={{ width: 'min(640px, 100%)' }}
        title={mustChangePassword ? '请设置您自己的密码' : '请启用动态口令'}
        extra={<Button onClick={() => leave.mutate({})}>退出登录</Button>}
      >
        <Alert
          type="info"
          showIcon
          style={{ marginBottom: 16 }}
          title={
            mustChangePassword
              ? `${user.name}，您用的是管理员给的初始密码。换成只有您知道的密码后即可使用。`
              : `${user.name}，管理员要求您的账号使用动态口令。启用后即可使用。`
          }
        />
        {mustChangePassword ? <PasswordForm /> : <SecondFactor />}
      </Card>
    </main>
  )
}
