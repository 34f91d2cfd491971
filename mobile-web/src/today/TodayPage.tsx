import { dutiesOf } from '@qianyue/domain/duties/duties-of.ts'
import { serviceName } from '@qianyue/domain/services/services.ts'
import { usePhone, usePhoneView } from '../offline/use-phone.ts'

/** 今日: who is owed a visit. */
export function TodayPage() {
  const phone = usePhone()
  const { doors } = usePhoneView()
  const today = phone.today()
  const policy = phone.policyOn(today)
  const owed = [...doors.values()].flatMap((door) => {
    const lines = door.members.flatMap((member) =>
      dutiesOf(member.facts, policy, today)
        .filter(({ state }) => state === 'due' || state === 'overdue')
        .map((duty) => `${member.name} ${serviceName(duty.service)} ${duty.dueBy}前`),
    )
    return lines.length === 0 ? [] : [{ door, lines }]
  })
  return (
    <main className="page">
      <h1>今日 {owed.length} 户</h1>
      <ul>
        {owed.map(({ door, lines }) => (
          <li key={door.id}>
            {door.villageName} {door.household?.address}
            <ul>
              {lines.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </main>
  )
}
