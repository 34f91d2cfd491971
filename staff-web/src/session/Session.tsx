import { firstAdministratorNeeded } from '@qianyue/api/accounts.ts'
import { whoAmI } from '@qianyue/api/session.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { Button, Result, Spin } from 'antd'
import { lazy, Suspense } from 'react'
import { Shell } from '../shell/Shell.tsx'
import { SignInPage } from './SignInPage.tsx'
import { ViewerContext } from './viewer.ts'

const FirstAdministratorPage = lazy(async () => ({
  default: (await import('../accounts/FirstAdministratorPage.tsx')).FirstAdministratorPage,
}))
const SetUpAccountPage = lazy(async () => ({
  default: (await import('../accounts/SetUpAccountPage.tsx')).SetUpAccountPage,
}))

/** Who is signed in decides what is shown: the sign-in page, or the workstation. */
export function Session() {
  const me = useReply(whoAmI, {})
  const nobody = me.error?.status === 401
  const first = useReply(firstAdministratorNeeded, nobody ? {} : null)
  if (me.data) {
    const mustSetUp = me.data.mustChangePassword || me.data.mustEnrolSecondFactor
    return (
      <ViewerContext value={me.data}>
        <Suspense fallback={<Spin fullscreen />}>{mustSetUp ? <SetUpAccountPage /> : <Shell />}</Suspense>
      </ViewerContext>
    )
  }
  if (nobody && first.data?.needed) {
    return (
      <Suspense fallback={<Spin fullscreen />}>
        <FirstAdministratorPage county={first.data.county} />
      </Suspense>
    )
  }
  if (nobody && !first.isLoading) return <SignInPage />
  if (me.error && !nobody) {
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
