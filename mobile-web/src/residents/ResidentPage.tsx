import { ageYearsOn } from '@qianyue/domain/days/local-date.ts'
import { findForm } from '@qianyue/domain/forms/forms.ts'
import { populationsOn, populationWords } from '@qianyue/domain/populations/population.ts'
import { lastValues, type ValueTrend } from '@qianyue/domain/residents/last-values.ts'
import { recordSummary } from '@qianyue/domain/service-records/record-summary.ts'
import { localFormsOf } from '@qianyue/domain/services/own-service.ts'
import { serviceName } from '@qianyue/domain/services/services.ts'
import { ageWords, sexWords } from '@qianyue/ui/words/figures.ts'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { doorAddress, nearnessWords } from '../doors/door-words.ts'
import { useHistory, useMay, usePhone } from '../offline/use-phone.ts'
import { coverOf } from '../signing/plan-signing.ts'
import { owedAt } from '../today/owed-doors.ts'
import { ChildGrowth } from './ChildGrowth.tsx'
import { statusWords, useResident } from './resident-here.ts'
import './residents.css'

/** Records drawn at a time. */
const SHOWN = 10

/** One resident on the phone: who, what to beware of, what is owed, the agreement, the last values, what was done. */
export function ResidentPage() {
  const { residentId = '' } = useParams()
  const here = useResident(residentId)
  const phone = usePhone()
  const mayEdit = useMay('residents.edit')
  const mayRecord = useMay('service-records.write')
  const history = useHistory(here?.door.id ?? '')
  const [shown, setShown] = useState(SHOWN)
  if (!here) {
    return (
      <main className="page">
        <h1>居民</h1>
        <p>这位居民不在本机上。</p>
      </main>
    )
  }
  const { door, member } = here
  const { facts } = member
  const today = phone.today()
  const policy = phone.policyOn(today)
  const populations = [...populationsOn(today, facts, policy.ages)]
  const owed = owedAt(door, policy, today).filter((one) => one.residentId === member.id)
  const cover = coverOf(member, today)
  const records = (history?.records ?? []).filter((one) => one.residentId === member.id)
  const trends = lastValues([...(records.length > 0 ? records : member.latest)].sort(oldestFirst))
  const alerts = statusWords(member, today)
  const telephone = member.phone ?? member.contactPhone
  return (
    <main className="page resident">
      <h1>
        {member.name}{' '}
        <small>
          {sexWords[facts.sex]} {ageWords(ageYearsOn(today, facts.birthDate))}
        </small>
      </h1>
      <p className="quiet-words">
        {doorAddress(door)} {member.idNumberMasked}
      </p>
      <p className="tags">
        {populations.map((one) => (
          <span key={one}>{populationWords(one, policy.ages)}</span>
        ))}
      </p>
      {alerts.map((words) => (
        <p key={words} className="resident-alert">
          {words}
        </p>
      ))}
      <div className="resident-actions">
        {telephone && <a href={`tel:${telephone}`}>打电话</a>}
        <Link to={`/doors/${door.id}/visit`}>随访</Link>
        {mayRecord && <Link to={`/residents/${member.id}/record`}>填记录表</Link>}
        {!cover && facts.diedOn === null && facts.movedOutOn === null && (
          <Link to={`/doors/${door.id}/sign?resident=${member.id}`}>签约</Link>
        )}
        {mayEdit && <Link to={`/residents/${member.id}/contact`}>改联系方式</Link>}
        <Link to={`/residents/${member.id}/event`}>登记变动</Link>
      </div>

      <section aria-label="应尽服务">
        <h2>应尽服务</h2>
        {owed.length === 0 && <p className="quiet-words">近期没有应做的服务。</p>}
        {owed.map((one) => (
          <p key={one.key} className="resident-line">
            <span>
              {serviceName(one.service)}
              {one.found && <span className="quiet-words under-line">{one.found}</span>}
            </span>
            <span className={one.state === 'overdue' ? 'bad-words' : 'quiet-words'}>
              {nearnessWords(one, today)}
            </span>
          </p>
        ))}
      </section>

      <section aria-label="签约">
        <h2>签约</h2>
        {cover ? (
          <Link to={`/agreements/${cover.agreementId}`} className="resident-line">
            <span>
              {cover.teamName}
              <span className="quiet-words under-line">
                {cover.number ?? (cover.signedOn ? '待确认' : '待签字')}
              </span>
              <span className="quiet-words under-line">
                {cover.startsOn} 至 {cover.endsOn}
              </span>
            </span>
            <span aria-hidden="true">›</span>
          </Link>
        ) : (
          <p className="quiet-words">没有有效协议。</p>
        )}
      </section>

      <ChildGrowth child={facts} trends={trends} today={today} />

      {trends.length > 0 && (
        <section aria-label="最近测量">
          <h2>最近测量</h2>
          {trends.map((trend) => (
            <TrendLine key={trend.code} trend={trend} />
          ))}
        </section>
      )}

      <section aria-label="服务经过">
        <h2>服务经过</h2>
        {history === null && <p className="quiet-words">以往记录还没有取到本机。</p>}
        {history !== null && records.length === 0 && <p className="quiet-words">还没有服务记录。</p>}
        <ol className="timeline">
          {records.slice(0, shown).map((record) => (
            <li key={record.id}>
              <time dateTime={record.performedOn}>{record.performedOn}</time>
              <span>
                {record.service
                  ? serviceName(record.service)
                  : (findForm(record.form, localFormsOf(policy))?.name ?? record.form)}
                <span className="quiet-words"> {record.performedByName}</span>
              </span>
              <span>{recordSummary(record.values)}</span>
            </li>
          ))}
        </ol>
        {records.length > shown && (
          <button type="button" className="wide-button" onClick={() => setShown(shown + SHOWN)}>
            更早的 {records.length - shown} 条
          </button>
        )}
      </section>
    </main>
  )
}

function oldestFirst(a: { performedOn: string }, b: { performedOn: string }): number {
  return a.performedOn < b.performedOn ? -1 : 1
}

const WIDTH = 120
const HEIGHT = 32

/** The last value in figures, what came before it as a line. */
function TrendLine({ trend }: { trend: ValueTrend }) {
  const { name, unit, points } = trend
  const last = points.at(-1)!
  const values = points.map(({ value }) => value)
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const x = (index: number) => (points.length === 1 ? WIDTH : (index / (points.length - 1)) * (WIDTH - 8) + 4)
  const y = (value: number) =>
    high === low ? HEIGHT / 2 : HEIGHT - 4 - ((value - low) / (high - low)) * (HEIGHT - 8)
  return (
    <div className="resident-line">
      <span>
        {name}
        <span className="quiet-words under-line">{last.on}</span>
      </span>
      {points.length > 1 && (
        <svg
          width={WIDTH}
          height={HEIGHT}
          role="img"
          aria-label={`${name}近 ${points.length} 次：${values.join('、')}`}
        >
          <polyline
            points={points.map(({ value }, index) => `${x(index)},${y(value)}`).join(' ')}
            fill="none"
            stroke="#0958d9"
            strokeWidth="2"
          />
          <circle cx={x(points.length - 1)} cy={y(last.value)} r="3" fill="#0958d9" />
        </svg>
      )}
      <strong>
        {last.value} <small>{unit}</small>
      </strong>
    </div>
  )
}
