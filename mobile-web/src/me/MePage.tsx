import { momentWords } from '@qianyue/ui/words/moments.ts'
import { useState } from 'react'
import { Link } from 'react-router'
import { usePhone, usePhoneView } from '../offline/use-phone.ts'
import { ReminderSetting } from '../reminders/ReminderSetting.tsx'
import { DeviceLockSetting } from '../session/DeviceLockSetting.tsx'
import { lockNow } from '../shell/locking.ts'
import { takeUpdate, useUpdate } from '../shell/update.ts'
import { useStorage } from './use-storage.ts'
import './me.css'

/** 我的: oneself, what this phone holds, and the way out. */
export function MePage() {
  const phone = usePhone()
  const { doors, pulledAt, syncing, toFetch } = usePhoneView()
  const storage = useStorage()
  const hasUpdate = useUpdate()
  const [isTaking, setTaking] = useState(false)
  const { user, reach } = phone.signedIn
  const people = [...doors.values()].reduce((sum, { members }) => sum + members.length, 0)
  const aheadMinutes = Math.round(phone.clockAheadMs() / 60_000)
  return (
    <main className="page me">
      <h1>{user.name}</h1>
      <p className="quiet-words">{reach.unitName}</p>
      {hasUpdate && (
        <button
          type="button"
          className="main-button"
          disabled={isTaking}
          onClick={() => {
            setTaking(true)
            void takeUpdate()
          }}
        >
          {isTaking ? '正在更新…' : '有新版本，立即更新（填了一半的表会保留）'}
        </button>
      )}
      <Link className="me-link" to="/month">
        我的本月
      </Link>
      <Link className="me-link" to="/cards">
        学习卡
      </Link>
      <Link className="me-link" to="/outbox">
        发送情况
      </Link>
      <h2>本机副本</h2>
      <dl className="me-facts">
        <dt>负责的居民</dt>
        <dd>
          {doors.size} 户 {people} 人{toFetch > 0 ? `，正在取回 ${toFetch} 户` : ''}
        </dd>
        <dt>最近同步</dt>
        <dd>{pulledAt === null ? '尚未完成' : momentWords(new Date(pulledAt).toISOString())}</dd>
        <dt>占用空间</dt>
        <dd>
          {storage === null ? '无法得知' : `${sizeWords(storage.usedMb)}，可用 ${sizeWords(storage.quotaMb)}`}
        </dd>
        <dt>防清理</dt>
        <dd>{storage?.isKept ? '已开启，系统不会自动清理' : '未开启，请把本应用添加到桌面'}</dd>
        <dt>手机时间</dt>
        <dd>
          {Math.abs(aheadMinutes) < 2
            ? '与服务器一致'
            : `比服务器${aheadMinutes > 0 ? '快' : '慢'} ${Math.abs(aheadMinutes)} 分钟，记录按服务器时间计`}
        </dd>
        <dt>版本</dt>
        <dd>{__APP_VERSION__}</dd>
      </dl>
      <button type="button" className="wide-button" disabled={syncing} onClick={() => phone.hurry()}>
        {syncing ? '正在同步…' : '立即同步'}
      </button>
      <ReminderSetting />
      <DeviceLockSetting accountId={user.id} />
      <button type="button" className="wide-button" onClick={lockNow}>
        锁定
      </button>
    </main>
  )
}

function sizeWords(megabytes: number): string {
  return megabytes < 1024 ? `${megabytes} MB` : `${Math.floor(megabytes / 1024)} GB`
}
