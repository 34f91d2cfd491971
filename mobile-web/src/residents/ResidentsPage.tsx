import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import { presenceOn } from '@qianyue/domain/residents/resident-event.ts'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useDeferredValue, useMemo, useRef, useState } from 'react'
import { Link } from 'react-router'
import { doorAddress, personWords } from '../doors/door-words.ts'
import { usePhone, usePhoneView } from '../offline/use-phone.ts'
import { coverOf } from '../signing/plan-signing.ts'
import { type Found, findAnyone, indexOf } from './find.ts'
import './residents.css'

const ROW_PX = 72

/** 居民: anyone of one's panel, by what one remembers of them. */
export function ResidentsPage() {
  const phone = usePhone()
  const { doors } = usePhoneView()
  const today = phone.today()
  const [typed, setTyped] = useState('')
  const search = useDeferredValue(typed)
  const index = useMemo(() => indexOf(doors.values()), [doors])
  const found = useMemo(() => findAnyone(index, search), [index, search])
  const list = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count: found.length,
    getScrollElement: () => list.current,
    estimateSize: () => ROW_PX,
    overscan: 8,
  })
  return (
    <main className="residents">
      <div className="residents-search">
        <h1 className="visually-hidden">居民</h1>
        <input
          type="search"
          aria-label="找居民"
          placeholder="姓名、电话、证件后四位"
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value)
            list.current?.scrollTo(0, 0)
          }}
        />
        <Link to="/scan" className="residents-scan">
          扫码
        </Link>
      </div>
      <p className="residents-count" role="status">
        {found.length} 人
        <Link to="/residents/new" className="text-button">
          登记新居民
        </Link>
      </p>
      <div ref={list} className="residents-list">
        {found.length === 0 && (
          <p className="residents-empty">
            {index.length === 0
              ? '本机还没有居民，请联网同步。'
              : '本机没有找到。可换一种写法，或登记新居民。'}
          </p>
        )}
        <ul style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map(({ index: row, start }) => (
            <ResidentRow key={found[row]!.member.id} found={found[row]!} today={today} top={start} />
          ))}
        </ul>
      </div>
    </main>
  )
}

function ResidentRow({ found, today, top }: { found: Found; today: LocalDate; top: number }) {
  const { member, door } = found
  const presence = presenceOn(today, member.facts)
  const where = { here: null, away: '外出', 'moved-out': '已迁出', dead: '已故' }[presence]
  const cover = coverOf(member, today)
  return (
    <li style={{ transform: `translateY(${top}px)`, height: ROW_PX }}>
      <Link to={`/residents/${member.id}`}>
        <span className="residents-name">
          {personWords(member, today)}
          {where ? (
            <span className="quiet-words">{where}</span>
          ) : (
            <span className={cover ? 'state-good' : 'state-waiting'}>{cover ? '已签约' : '未签约'}</span>
          )}
        </span>
        <span className="quiet-words">
          {doorAddress(door)} {member.idTail && `证件尾号 ${member.idTail}`}
        </span>
      </Link>
    </li>
  )
}
