import { Tabs } from 'antd'
import { PageTitle } from '../shell/PageTitle.tsx'
import { FindingList } from './FindingList.tsx'
import { Groups } from './Groups.tsx'
import { Visits } from './Visits.tsx'

/** 督导: what is to be put right, the visits, and the groups that make them. */
export function SupervisionPage() {
  return (
    <>
      <PageTitle title="督导" />
      <Tabs
        items={[
          { key: 'findings', label: '问题与整改', children: <FindingList /> },
          { key: 'visits', label: '督导记录', children: <Visits /> },
          { key: 'groups', label: '小组与指导团队', children: <Groups /> },
        ]}
      />
    </>
  )
}
