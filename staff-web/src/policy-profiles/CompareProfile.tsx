import { comparePolicyProfile, listPolicyProfiles } from '@qianyue/api/policy-profiles.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { Alert, Flex, Select, Skeleton, Table } from 'antd'
import { useState } from 'react'
import type { Profile } from './ProfilePage.tsx'

/** 比较: with what holds, another profile of the county, or one that comes with the program, line by line. */
export function CompareProfile({ profile, waiting }: { profile: Profile; waiting: boolean }) {
  const [against, setAgainst] = useState<string>('')
  const listed = useReply(listPolicyProfiles, {})
  const found = useReply(
    comparePolicyProfile,
    waiting ? null : { id: profile.id, ...(against === '' ? {} : { against }) },
  )
  const held = profile.state === 'draft' ? '现行政策' : '发布前的政策'
  return (
    <Flex vertical gap={12}>
      <Flex gap={8} align="center" wrap>
        与
        <Select
          aria-label="比较对象"
          style={{ minWidth: 280, maxWidth: '100%' }}
          value={against}
          onChange={setAgainst}
          options={[
            { value: '', label: held },
            {
              label: '本县方案',
              options: (listed.data?.profiles ?? [])
                .filter(({ id }) => id !== profile.id)
                .map(({ id, name }) => ({ value: id, label: name })),
            },
            {
              label: '范例',
              options: (listed.data?.shipped ?? []).map(({ code, name }) => ({ value: code, label: name })),
            },
          ]}
        />
        的不同
      </Flex>
      {found.error && <Alert type="warning" showIcon title={found.error.message} />}
      {found.isPending && !found.error ? (
        <Skeleton active />
      ) : (
        found.data && (
          <Table
            size="small"
            rowKey={({ section, label, before, after }) => `${section}/${label}/${before}/${after}`}
            pagination={false}
            scroll={{ x: 720 }}
            locale={{ emptyText: '没有不同。' }}
            dataSource={found.data}
            columns={[
              { title: '部分', dataIndex: 'section', width: 140 },
              { title: '内容', dataIndex: 'label', width: 220 },
              { title: '原为', render: (_, { before }) => before ?? <span className="quiet">（新增）</span> },
              {
                title: '改为',
                render: (_, { after }) => after ?? <span className="policy-wrong">（删除）</span>,
              },
            ]}
          />
        )
      )}
    </Flex>
  )
}
