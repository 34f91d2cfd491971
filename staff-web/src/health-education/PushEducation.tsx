import {
  listEducationPushes,
  listEducationTexts,
  listPushAudience,
  pushEducation,
} from '@qianyue/api/education-pushes.ts'
import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { dayInShanghai, yearOf } from '@qianyue/domain/days/local-date.ts'
import { type PushChannel, pushChannels } from '@qianyue/domain/health-education/push-channels.ts'
import { newId, useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { sexWords } from '@qianyue/ui/words/figures.ts'
import { Alert, App, Button, Drawer, Flex, Grid, Segmented, Select } from 'antd'
import { useState } from 'react'
import { PopulationName } from '../populations/population-names.tsx'
import { DataTable } from '../shell/DataTable.tsx'
import { selectionWords } from '../shell/selection-words.ts'

type Person = ReplyOf<typeof listPushAudience>[number]

/** As many as one push takes. */
const MOST = 200
const channels = (Object.keys(pushChannels) as PushChannel[]).map((channel) => ({
  value: channel,
  label: pushChannels[channel].name,
}))

/** 按人群推送: a text, a village, and those of its population who have not had it this year. */
export function PushEducation({
  villages,
  onClose,
}: {
  villages: { unitCode: number; unitName: string }[]
  onClose: () => void
}) {
  const { message } = App.useApp()
  const { md } = Grid.useBreakpoint()
  const texts = useReply(listEducationTexts, {})
  const [unitCode, setUnitCode] = useState(villages[0]?.unitCode)
  const [code, setCode] = useState<string>()
  const [channel, setChannel] = useState<PushChannel>('wechat')
  const [chosen, setChosen] = useState<string[] | null>(null)
  const [pushId, setPushId] = useState(newId)
  const push = useSend(pushEducation)
  const text = texts.data?.find((one) => one.code === (code ?? texts.data?.[0]?.code))
  const audience = useReply(
    listPushAudience,
    unitCode !== undefined && text ? { unitCode, code: text.code } : null,
  )
  const past = useReply(
    listEducationPushes,
    unitCode === undefined ? null : { orgId: unitCode, year: yearOf(dayInShanghai(new Date())) },
  )
  const people = audience.data ?? []
  const waiting = people.filter(({ pushedOn }) => pushedOn === null).map(({ id }) => id)
  const selected = chosen ?? waiting.slice(0, MOST)
  const anew = () => {
    setChosen(null)
    setPushId(newId())
  }
  const send = () => {
    if (unitCode === undefined || !text) return
    push.mutate(
      { id: pushId, unitCode, code: text.code, channel, residentIds: selected },
      {
        onSuccess: ({ residents, fulfilled }) => {
          message.success(`已推送 ${residents} 人，其中 ${fulfilled} 项应尽的健康教育随之完成`)
          anew()
        },
      },
    )
  }
  return (
    <Drawer open onClose={onClose} size={md ? 720 : '100%'} title="按人群推送健康教育">
      <Flex vertical gap={12}>
        <Flex gap={8} wrap>
          <Select
            aria-label="推送内容"
            style={{ minWidth: 220 }}
            value={text?.code}
            onChange={(one) => {
              setCode(one)
              anew()
            }}
            options={(texts.data ?? []).map((one) => ({ value: one.code, label: one.title }))}
          />
          <Select
            aria-label="村（社区）"
            style={{ minWidth: 180 }}
            value={unitCode}
            onChange={(one) => {
              setUnitCode(one)
              anew()
            }}
            options={villages.map((one) => ({ value: one.unitCode, label: one.unitName }))}
          />
          <Segmented aria-label="推送方式" value={channel} onChange={setChannel} options={channels} />
        </Flex>
        {text && (
          <details>
            <summary>
              内容（对象：{text.population ? <PopulationName of={text.population} /> : '全体居民'}）
            </summary>
            <p className="quiet" style={{ whiteSpace: 'pre-line' }}>
              {text.text}
            </p>
          </details>
        )}
        {(audience.error ?? push.error) && (
          <Alert type="error" showIcon title={(audience.error ?? push.error)?.message} />
        )}
        <DataTable<Person>
          loading={audience.isPending && unitCode !== undefined}
          dataSource={people}
          pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
          locale={{ emptyText: '这个村没有属于该人群的居民。' }}
          rowSelection={{
            ...selectionWords(({ name }) => name),
            selectedRowKeys: selected,
            onChange: (keys) => setChosen(keys.map(String).slice(0, MOST)),
          }}
          columns={[
            { title: '姓名', dataIndex: 'name' },
            { title: '性别年龄', render: (_, { sex, ageYears }) => `${sexWords[sex]} ${ageYears}岁` },
            { title: '电话', render: (_, { phoneMasked }) => phoneMasked ?? '无' },
            { title: '今年推送', render: (_, { pushedOn }) => pushedOn ?? '未推送' },
          ]}
        />
        <Flex justify="space-between" align="center" gap={8} wrap>
          <span className="quiet">
            共 {people.length} 人，今年未推送 {waiting.length} 人；推送后每人记一次健康教育服务
          </span>
          <Button
            type="primary"
            disabled={selected.length === 0 || !text}
            loading={push.isPending}
            onClick={send}
          >
            推送给 {selected.length} 人
          </Button>
        </Flex>
        {(past.data?.length ?? 0) > 0 && (
          <section aria-label="今年的推送">
            <strong>今年的推送</strong>
            {past.data?.map(({ id, pushedOn, title, channel: by, residents }) => (
              <div key={id} className="owed-line">
                <span>
                  {pushedOn} {title}
                </span>
                <span className="quiet">
                  {pushChannels[by].name} · {residents} 人
                </span>
              </div>
            ))}
          </section>
        )}
      </Flex>
    </Drawer>
  )
}
