import { listDuties } from '@qianyue/api/duties.ts'
import { getHousehold } from '@qianyue/api/households.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { Empty, Skeleton, Tabs } from 'antd'
import { Link, useParams, useSearchParams } from 'react-router'
import { NotShown } from '../shell/NotShown.tsx'
import { PageTitle } from '../shell/PageTitle.tsx'
import { PersonVisit } from './PersonVisit.tsx'
import './visits.css'

/** 合并随访 at the workstation: all that the members of a household are owed, person by person, each value asked once. */
export function HouseholdVisitPage() {
  const { householdId = '' } = useParams()
  const [params, setParams] = useSearchParams()
  const household = useReply(getHousehold, { id: householdId })
  const duties = useReply(listDuties, { householdId, state: ['due', 'overdue'], limit: 500 })
  const error = household.error ?? duties.error
  if (error) return <NotShown error={error} list="/residents" words="回到居民列表" />
  if (!household.data || !duties.data) return <Skeleton active paragraph={{ rows: 10 }} />
  const { headName, members } = household.data
  const owedTo = (id: string) => duties.data.filter(({ residentId }) => residentId === id)
  const present = members.filter(({ presence }) => presence === 'here' || presence === 'away')
  const owing = present.filter(({ id }) => owedTo(id).length > 0)
  const who = params.get('who') ?? owing[0]?.id ?? present[0]?.id
  return (
    <>
      <PageTitle title={`${headName ? `${headName}户` : '家庭'} · 合并随访`}>
        <Link to={`/households/${householdId}`}>回到家庭</Link>
      </PageTitle>
      {present.length === 0 ? (
        <Empty description="这一户没有在管的成员。" />
      ) : (
        <Tabs
          {...(who ? { activeKey: who } : {})}
          onChange={(id) => setParams({ who: id }, { replace: true })}
          items={present.map(({ id, name, ageYears }) => ({
            key: id,
            label: `${name} ${ageYears}岁（${owedTo(id).length} 项待做）`,
            children: <PersonVisit residentId={id} duties={owedTo(id)} />,
          }))}
        />
      )}
    </>
  )
}
