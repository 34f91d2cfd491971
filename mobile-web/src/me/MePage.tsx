import List from 'antd-mobile/es/components/list'
import { usePhone, usePhoneView } from '../offline/use-phone.ts'

/** 我的 */
export function MePage() {
  const phone = usePhone()
  const { doors, pulledAt } = usePhoneView()
  return (
    <main className="page">
      <h1>{phone.signedIn.user.name}</h1>
      <List>
        <List.Item extra={`${doors.size} 户`}>本机副本</List.Item>
        <List.Item extra={pulledAt ? new Date(pulledAt).toLocaleString('zh-CN') : '尚未完成'}>
          最近同步
        </List.Item>
      </List>
    </main>
  )
}
