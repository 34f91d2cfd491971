import { PlusOutlined } from '@ant-design/icons'
import { listPolicyProfiles } from '@qianyue/api/policy-profiles.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { Alert, Button, Empty, Tag } from 'antd'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { useMay } from '../session/viewer.ts'
import { DataTable } from '../shell/DataTable.tsx'
import { PageTitle } from '../shell/PageTitle.tsx'
import { NewProfile } from './NewProfile.tsx'

/** 政策方案: every notice of the county as one bundle, drafts and published ones, the newest first. */
export function ProfilesPage() {
  const mayEdit = useMay('policies.manage')
  const listed = useReply(listPolicyProfiles, {})
  const [creating, setCreating] = useState(false)
  const navigate = useNavigate()
  return (
    <>
      <PageTitle title="政策方案">
        {mayEdit && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setCreating(true)}>
            新建方案
          </Button>
        )}
      </PageTitle>
      {listed.error && <Alert type="error" showIcon title={listed.error.message} />}
      <p className="quiet">
        一份文件规定的上限、人群、服务包、目标、考核、资金和核查写成一个方案，先检查、比较、试算，再发布；以前的结算、考核和协议不变。
      </p>
      <DataTable
        loading={listed.isPending}
        dataSource={listed.data?.profiles ?? []}
        onRow={({ id }) => ({
          tabIndex: 0,
          onKeyDown: ({ key }) => key === 'Enter' && navigate(`/policy-profiles/${id}`),
        })}
        locale={{
          emptyText: (
            <Empty description="还没有方案，现行的是国家默认值和单项修改。">
              {mayEdit && <Button onClick={() => setCreating(true)}>新建方案</Button>}
            </Empty>
          ),
        }}
        columns={[
          { title: '方案', render: (_, { id, name }) => <Link to={`/policy-profiles/${id}`}>{name}</Link> },
          { title: '文件', dataIndex: 'source' },
          {
            title: '状态',
            render: (_, { state }) =>
              state === 'published' ? <Tag color="success">已发布</Tag> : <Tag>草稿</Tag>,
          },
          { title: '执行日期', render: (_, { validFrom }) => validFrom ?? '' },
          {
            title: '最后修改',
            render: (_, { changedAt, changedBy }) => `${changedAt.slice(0, 10)} ${changedBy ?? ''}`,
          },
        ]}
      />
      {creating && listed.data && (
        <NewProfile
          shipped={listed.data.shipped}
          profiles={listed.data.profiles}
          onClose={() => setCreating(false)}
          onDone={(id) => navigate(`/policy-profiles/${id}`)}
        />
      )}
    </>
  )
}
