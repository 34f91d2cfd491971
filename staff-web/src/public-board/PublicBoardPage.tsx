import { PrinterOutlined } from '@ant-design/icons'
import { listOrgUnits } from '@qianyue/api/organisation.ts'
import { printPublicBoard } from '@qianyue/api/public-board.ts'
import { addressFor } from '@qianyue/ui/calls/call.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { Alert, Button, Card, Form, Input, Select, Skeleton } from 'antd'
import { useState } from 'react'
import { PageTitle } from '../shell/PageTitle.tsx'

/** 公示: the sheet for the wall of a village clinic. */
export function PublicBoardPage() {
  const units = useReply(listOrgUnits, {})
  const [chosen, setChosen] = useState<number | null>(null)
  const [hours, setHours] = useState('')
  if (units.error) return <Alert type="error" showIcon title={units.error.message} />
  if (!units.data) return <Skeleton active />
  const villages = units.data.filter(({ level }) => level === 'village')
  const unitCode = chosen ?? (villages.length === 1 ? villages[0]!.code : null)
  return (
    <>
      <PageTitle title="公示" />
      <Card style={{ maxWidth: 640 }}>
        <p>按今天的团队和基础服务包生成一张公示，贴在村卫生室；不含居民信息。</p>
        <Form layout="vertical">
          <Form.Item label="村（社区）" htmlFor="board-village" required>
            <Select
              id="board-village"
              showSearch
              optionFilterProp="label"
              placeholder="请选择"
              value={unitCode}
              onChange={setChosen}
              options={villages.map(({ code, areaName }) => ({ value: code, label: areaName }))}
            />
          </Form.Item>
          <Form.Item label="服务时间" htmlFor="board-hours" extra="不填时留空，打印后手写。">
            <Input
              id="board-hours"
              placeholder="如 每天 8:00—17:30"
              value={hours}
              maxLength={100}
              onChange={({ target }) => setHours(target.value)}
            />
          </Form.Item>
          <Button
            type="primary"
            icon={<PrinterOutlined />}
            disabled={unitCode === null}
            target="_blank"
            {...(unitCode === null
              ? {}
              : { href: addressFor(printPublicBoard, { unitCode, ...(hours ? { hours } : {}) }) })}
          >
            打印公示
          </Button>
        </Form>
      </Card>
    </>
  )
}
