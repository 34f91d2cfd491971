import Button from 'antd-mobile/es/components/button'
import List from 'antd-mobile/es/components/list'
import { usePhone, usePhoneView } from '../offline/use-phone.ts'

const states = { waiting: '本机待发', sending: '正在发送', accepted: '已送达', refused: '未被接受' }

/** 发送情况: everything that waits, with what became of it. */
export function OutboxPage() {
  const phone = usePhone()
  const { outbox, trouble } = usePhoneView()
  return (
    <main className="page">
      <h1>发送情况</h1>
      {trouble && <p role="alert">{trouble}</p>}
      <Button color="primary" block size="large" onClick={() => phone.hurry()}>
        立即发送
      </Button>
      <List>
        {outbox.map((entry) => (
          <List.Item key={entry.id} description={entry.refusal?.message} extra={states[entry.state]}>
            {entry.label}
          </List.Item>
        ))}
      </List>
    </main>
  )
}
