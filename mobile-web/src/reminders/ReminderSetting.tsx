import { useReminderSetting } from './use-reminders.ts'

const words = {
  on: '已开启：每天提醒到期走访、未被接受和一天没有送达的记录',
  forbidden: '已在系统里关闭，请到系统设置中允许通知',
  impossible: '这部手机的浏览器不支持通知',
}

/** 提醒: on or off. */
export function ReminderSetting() {
  const { state, turnOn } = useReminderSetting()
  if (state !== 'off') return <p className="quiet-words">提醒{words[state]}。</p>
  return (
    <button type="button" className="wide-button" onClick={() => void turnOn()}>
      开启每日提醒
    </button>
  )
}
