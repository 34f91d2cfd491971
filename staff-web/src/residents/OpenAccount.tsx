import { openResidentAccount } from '@qianyue/api/accounts.ts'
import { newId, useSend } from '@qianyue/ui/calls/hooks.ts'
import { App, Button } from 'antd'
import { ShownOnce } from '../accounts/ShownOnce.tsx'

/** 居民账号: the resident's own access, opened at the desk; the password is handed over and changed at the first sign-in. */
export function OpenAccount({ residentId, name }: { residentId: string; name: string }) {
  const { message, modal } = App.useApp()
  const open = useSend(openResidentAccount)
  const ask = () =>
    modal.confirm({
      title: `给 ${name} 开通居民账号`,
      content:
        '居民用它查看自己的医生、服务和档案。已经开通过的，会得到新的一次性密码，原密码随即失效。请核对是本人或家属后再交给对方。',
      okText: '生成账号和密码',
      cancelText: '取消',
      onOk: () =>
        open
          .mutateAsync({ residentId, id: newId() })
          .catch((error: Error) => void message.error(error.message)),
    })
  return (
    <>
      <Button size="small" type="link" onClick={ask}>
        居民账号
      </Button>
      {open.data && (
        <ShownOnce
          title={`账号 ${open.data.username}`}
          secret={open.data.oneTimePassword}
          words={`请把账号和一次性密码交给${name}，7 天内用它登录并改成自己的密码。关闭后不能再看。`}
          onClose={open.reset}
        />
      )}
    </>
  )
}
