import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { assignGridDuty, listGridDuty } from '@qianyue/api/households.ts'
import { listOrgUnits } from '@qianyue/api/organisation.ts'
import { levelOf } from '@qianyue/domain/access/org-unit.ts'
import { useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { countWords } from '@qianyue/ui/words/figures.ts'
import { Alert, App, Button, Checkbox, Flex, Select, Table, Tag } from 'antd'
import { useState } from 'react'
import { PageTitle } from '../shell/PageTitle.tsx'
import { selectionWords } from '../shell/selection-words.ts'

type Group = ReplyOf<typeof listGridDuty>['groups'][number]

const keyOf = ({ groupNumber }: Group) => String(groupNumber)
const groupWords = ({ groupNumber }: Group) => (groupNumber === null ? '未分组' : `${groupNumber} 组`)

/** 包户责任: which doctor has the households of each group of a village; many are given at once. */
export function GridDutyPage() {
  const { message } = App.useApp()
  const units = useReply(listOrgUnits, {})
  const villages = (units.data ?? []).filter(({ code }) => levelOf(code) === 'village')
  const [chosenVillage, setVillage] = useState<number | undefined>()
  const villageCode = chosenVillage ?? villages[0]?.code
  const duty = useReply(listGridDuty, villageCode === undefined ? null : { villageCode }, {
    keepPrevious: true,
  })
  const [chosen, setChosen] = useState<string[]>([])
  const [staffId, setStaffId] = useState<string | undefined>()
  const [onlyUnassigned, setOnlyUnassigned] = useState(true)
  const assign = useSend(assignGridDuty)
  const groups = duty.data?.groups ?? []
  const picked = groups.filter((group) => chosen.includes(keyOf(group)))
  const toGive = picked.reduce(
    (sum, { households, unassigned }) => sum + (onlyUnassigned ? unassigned : households),
    0,
  )
  const doctor = duty.data?.doctors.find((one) => one.staffId === staffId)
  const error = units.error ?? duty.error ?? assign.error

  const give = () =>
    assign.mutate(
      {
        villageCode: villageCode!,
        groupNumbers: picked.map(({ groupNumber }) => groupNumber),
        staffId: staffId!,
        onlyUnassigned,
      },
      {
        onSuccess: ({ households, persons }) => {
          message.success(
            `${countWords(households)} 户 ${countWords(persons)} 人已由${doctor?.name ?? ''}包户`,
          )
          setChosen([])
        },
      },
    )

  return (
    <>
      <PageTitle title="包户责任">
        <span className="quiet">每户指定一名包户医生，工作清单和按医生的统计随之变化</span>
      </PageTitle>
      <Flex gap={8} wrap align="center" style={{ marginBottom: 8 }}>
        <Select
          aria-label="村（社区）"
          showSearch={{ optionFilterProp: 'label' }}
          style={{ width: 180 }}
          value={villageCode}
          options={villages.map(({ code, areaName }) => ({ value: code, label: areaName }))}
          onChange={(code) => {
            setVillage(code)
            setChosen([])
          }}
        />
        <Select
          aria-label="包户医生"
          showSearch={{ optionFilterProp: 'label' }}
          style={{ width: 240 }}
          placeholder="选择包户医生"
          value={staffId}
          options={(duty.data?.doctors ?? []).map((one) => ({
            value: one.staffId,
            label: `${one.name} · ${one.unitName}`,
          }))}
          onChange={setStaffId}
        />
        <Checkbox checked={onlyUnassigned} onChange={({ target }) => setOnlyUnassigned(target.checked)}>
          只指定还没有医生的户
        </Checkbox>
        <Button type="primary" disabled={toGive === 0 || !doctor} loading={assign.isPending} onClick={give}>
          指定 {countWords(toGive)} 户
        </Button>
      </Flex>
      {error && <Alert type="error" showIcon title={error.message} style={{ marginBottom: 8 }} />}
      <Table
        size="small"
        rowKey={keyOf}
        loading={units.isPending || (duty.isPending && villageCode !== undefined)}
        dataSource={groups}
        pagination={false}
        className="scroll-sideways"
        locale={{ emptyText: <span className="quiet">这个村还没有登记家庭。</span> }}
        rowSelection={{
          ...selectionWords(groupWords),
          selectedRowKeys: chosen,
          onChange: (keys) => setChosen(keys as string[]),
        }}
        columns={[
          { title: '村民小组', width: 90, render: (_, group) => groupWords(group) },
          { title: '户', width: 64, align: 'right', dataIndex: 'households' },
          { title: '人', width: 64, align: 'right', dataIndex: 'persons' },
          {
            title: '包户医生',
            render: (_, { doctors, unassigned }) => (
              <Flex gap={4} wrap>
                {doctors.map((one) => (
                  <Tag key={one.staffId}>
                    {one.name} {one.households} 户
                  </Tag>
                ))}
                {unassigned > 0 && <Tag color="warning">未指定 {unassigned} 户</Tag>}
              </Flex>
            ),
          },
        ]}
      />
    </>
  )
}
