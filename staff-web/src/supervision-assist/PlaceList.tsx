import { PlusOutlined } from '@ant-design/icons'
import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { endSupervisedPlace, listSupervisedPlaces } from '@qianyue/api/supervision-assist.ts'
import { dayInShanghai } from '@qianyue/domain/days/local-date.ts'
import { supervisionAreas } from '@qianyue/domain/supervision-assist/supervision-assist-policy.ts'
import { useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { Alert, App, Button, Flex, Popconfirm, Tag } from 'antd'
import { useState } from 'react'
import { DataTable } from '../shell/DataTable.tsx'
import { NewPlace } from './NewPlace.tsx'

type Place = ReplyOf<typeof listSupervisedPlaces>[number]
/** Which institution and year. */
export type Of = { orgId?: number; year: number }

const states = {
  'not-asked': ['default', '不要求'],
  done: ['success', '已完成'],
  due: ['processing', '待巡查'],
  overdue: ['error', '逾期'],
} as const

/** 巡查单位 with what each is owed; who is late first. */
export function PlaceList({ of, mayRecord }: { of: Of; mayRecord: boolean }) {
  const { message } = App.useApp()
  const [adding, setAdding] = useState(false)
  const places = useReply(listSupervisedPlaces, of)
  const end = useSend(endSupervisedPlace)
  const today = dayInShanghai(new Date())
  const listed = [...(places.data ?? [])].sort(
    (one, other) => Number(other.state === 'overdue') - Number(one.state === 'overdue'),
  )
  return (
    <>
      {mayRecord && (
        <Flex justify="end" style={{ marginBottom: 8 }}>
          <Button icon={<PlusOutlined />} onClick={() => setAdding(true)}>
            登记巡查单位
          </Button>
        </Flex>
      )}
      {places.error && <Alert type="error" showIcon title={places.error.message} />}
      <DataTable<Place>
        loading={places.isPending}
        dataSource={listed}
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        empty="还没有登记巡查单位，如供水站、学校、诊所。"
        columns={[
          { title: '单位', dataIndex: 'name' },
          { title: '巡查内容', render: (_, { area }) => supervisionAreas[area] },
          { title: '地址', dataIndex: 'address' },
          { title: '协管机构', dataIndex: 'unitName' },
          {
            title: '巡查',
            align: 'right',
            render: (_, { done, required }) => `${done}/${required} 次`,
          },
          {
            title: '状态',
            render: (_, { state, nextBy }) => (
              <>
                <Tag color={states[state][0]}>{states[state][1]}</Tag>
                {nextBy !== null && `不晚于 ${nextBy}`}
              </>
            ),
          },
          {
            title: '列入',
            render: (_, { since, until }) => (until === null ? `${since} 起` : `${since} 至 ${until}`),
          },
          ...(mayRecord
            ? [
                {
                  title: '',
                  render: (_: unknown, { id, name, until }: Place) =>
                    until === null && (
                      <Popconfirm
                        title={`${name}已停办或迁走？`}
                        description="从明天起不再应巡查，以前的巡查保留。"
                        okText="移出名单"
                        onConfirm={() =>
                          end.mutate(
                            { id, until: today },
                            { onError: (error) => message.error(error.message) },
                          )
                        }
                      >
                        <Button type="link" size="small">
                          移出名单
                        </Button>
                      </Popconfirm>
                    ),
                },
              ]
            : []),
        ]}
      />
      {adding && <NewPlace onClose={() => setAdding(false)} />}
    </>
  )
}
