import { useCallback, useEffect, useState } from 'react'
import type { Phone } from '../offline/phone.ts'

/** Tags that were said already, so that nothing is said twice: a word and a day, nothing of a resident. */
const SAID = 'qianyue-reminders-said'
/** How often is looked while the app is open, ms. */
const LOOK_MS = 10 * 60_000

/** 提醒: local notifications of the day's work, said once each, while the app is open or opened. */
export function useReminders(phone: Phone): void {
  useEffect(() => {
    const look = () => void remind(phone)
    const first = setTimeout(look, 5_000)
    const every = setInterval(look, LOOK_MS)
    return () => {
      clearTimeout(first)
      clearInterval(every)
    }
  }, [phone])
}

async function remind(phone: Phone): Promise<void> {
  if (!canRemind() || Notification.permission !== 'granted') return
  const { remindersFor } = await import('./reminders.ts')
  const today = phone.today()
  const { doors, outbox } = phone.view
  const said = new Set(saidToday(today))
  const reminders = remindersFor(doors.values(), outbox, phone.policyOn(today), today, phone.now()).filter(
    ({ tag }) => !said.has(tag),
  )
  if (reminders.length === 0) return
  const worker = await navigator.serviceWorker.ready
  for (const { tag, title, body } of reminders)
    await worker.showNotification(title, { tag, body, lang: 'zh-CN' })
  localStorage.setItem(SAID, JSON.stringify([...said, ...reminders.map(({ tag }) => tag)]))
}

function saidToday(today: string): string[] {
  const kept = JSON.parse(localStorage.getItem(SAID) ?? '[]') as string[]
  return kept.filter((tag) => tag.endsWith(today))
}

function canRemind(): boolean {
  return 'Notification' in globalThis && 'serviceWorker' in navigator
}

/** Whether reminders are on, can be turned on, or were forbidden in the browser. */
export function useReminderSetting() {
  const [state, setState] = useState<'on' | 'off' | 'forbidden' | 'impossible'>(() => present())
  const turnOn = useCallback(async () => {
    await Notification.requestPermission()
    setState(present())
  }, [])
  return { state, turnOn }
}

function present() {
  if (!canRemind()) return 'impossible'
  const { permission } = Notification
  return permission === 'granted' ? 'on' : permission === 'denied' ? 'forbidden' : 'off'
}
