import { whoAmI } from '@qianyue/api/session.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { Button, Result, Spin } from 'antd'
import { Shell } from '../shell/Shell.tsx'
import { SignInPage } from './SignInPage.tsx'
import { ViewerContext } from './viewer.ts'

/** Who is signed in decides what is shown: the sign-in page, or the workstation. */
export function Session() {
  const me = useReply(whoAmI, {})
  if (me.data) {
    return (
      <ViewerContext value={me.data}>
        <Shell />
      </ViewerContext>
    )
  }
  if (me.error?.status === 401) return <SignInPage />
  if (me.error) {
    return (
      <Result
        status="warning"
        title={me.error.message}
        extra={
          <Button type="primary" onClick={() => me.refetch()}>
            重试
          </Button>
        }
      />
    )
  }
  return <Spin fullscreen description="正在打开" />
}
