import { listOrgUnits, listStaff } from '@qianyue/api/organisation.ts'
import { LICENCE_WARNING_DAYS } from '@qianyue/domain/organisation/staff.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { countWords } from '@qianyue/ui/words/figures.ts'
import {
  Alert,
  Button,
  Card,
  Descriptions,
  Flex,
  Grid,
  Input,
  Select,
  Skeleton,
  Space,
  Tree,
  TreeSelect,
} from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { useMay, useViewer } from '../session/viewer.ts'
import { PageTitle } from '../shell/PageTitle.tsx'
import { StaffDrawer } from './StaffDrawer.tsx'
import { type Member, StaffTable } from './StaffTable.tsx'
import { UnitDrawer } from './UnitDrawer.tsx'
import { type Unit, unitTree } from './unit-tree.ts'

const show = {
  all: '全部在岗人员',
  expiring: `执业证 ${LICENCE_WARNING_DAYS} 天内到期或已过期`,
  suspended: '暂停签约资格',
  left: '包括已离岗',
} as const

type Shown = keyof typeof show

const levelWords = { county: '县级', township: '乡镇', village: '村（居）' } as const

/** 机构与人员: the county's units on the left, the people of the chosen one on the right. */
export function OrganisationPage() {
  const viewer = useViewer()
  const { md } = Grid.useBreakpoint()
  const mayManage = useMay('org-units.manage')
  const mayKeepStaff = useMay('staff.manage')
  const [params, setParams] = useSearchParams()
  const units = useReply(listOrgUnits, {})
  const code = Number(params.get('unit')) || viewer.reach.unitCode
  const shown = (Object.keys(show) as Shown[]).find((key) => key === params.get('show')) ?? 'all'
  const q = params.get('q') ?? ''
  const staff = useReply(
    listStaff,
    {
      unitCode: code,
      ...(q ? { q } : {}),
      ...(shown === 'expiring' ? { expiringWithinDays: LICENCE_WARNING_DAYS } : {}),
      ...(shown === 'suspended' ? { suspended: 'true' } : {}),
      ...(shown === 'left' ? { left: 'true' } : {}),
    },
    { keepPrevious: true },
  )
  const [openUnit, setOpenUnit] = useState<{ unit: Unit | null; parent: Unit | null } | null>(null)
  const [openStaff, setOpenStaff] = useState<{ member: Member | null } | null>(null)

  if (units.error) return <Alert type="error" showIcon title={units.error.message} />
  if (!units.data) return <Skeleton active />
  const unit = units.data.find((one) => one.code === code) ?? null
  const set = (name: string, value: string) =>
    setParams(
      (present) => {
        if (value) present.set(name, value)
        else present.delete(name)
        return present
      },
      { replace: true },
    )
  const tree = unitTree(units.data)

  return (
    <>
      <PageTitle title="机构与人员">
        <Space wrap>
          {mayManage && unit && unit.level !== 'village' && (
            <Button onClick={() => setOpenUnit({ unit: null, parent: unit })}>
              {unit.level === 'county' ? '新增乡镇机构' : '新增村（居）机构'}
            </Button>
          )}
          {mayKeepStaff && (
            <Button type="primary" onClick={() => setOpenStaff({ member: null })}>
              新增人员
            </Button>
          )}
        </Space>
      </PageTitle>
      <Flex gap={16} vertical={!md} align={md ? 'flex-start' : 'stretch'}>
        {md ? (
          <Card size="small" style={{ width: 280, flex: 'none' }} styles={{ body: { padding: 8 } }}>
            <Tree
              blockNode
              treeData={tree}
              defaultExpandAll={units.data.length <= 60}
              defaultExpandedKeys={tree.map(({ key }) => key)}
              selectedKeys={[code]}
              onSelect={([key]) => key && set('unit', String(key))}
              height={640}
            />
          </Card>
        ) : (
          <TreeSelect
            aria-label="机构"
            value={code}
            treeData={tree}
            showSearch
            treeNodeFilterProp="title"
            onChange={(key) => set('unit', String(key))}
          />
        )}
        <div style={{ flex: 1, minWidth: 0 }}>
          {unit && (
            <Card
              size="small"
              title={unit.name}
              style={{ marginBottom: 12 }}
              extra={
                mayManage && (
                  <Button size="small" onClick={() => setOpenUnit({ unit, parent: null })}>
                    修改机构
                  </Button>
                )
              }
            >
              <Descriptions
                size="small"
                column={{ xs: 1, sm: 2, xl: 3 }}
                items={[
                  { key: 'code', label: '编码', children: unit.code },
                  { key: 'level', label: '层级', children: levelWords[unit.level] },
                  { key: 'area', label: '所辖', children: unit.areaName },
                  ...(unit.level === 'village'
                    ? [{ key: 'archive', label: '建档编码', children: unit.archiveCode ?? '未设置' }]
                    : []),
                  { key: 'phone', label: '电话', children: unit.phone ?? '未登记' },
                  { key: 'address', label: '地址', children: unit.address ?? '未登记' },
                ]}
              />
            </Card>
          )}
          <Flex gap={8} wrap align="center" style={{ marginBottom: 8 }}>
            <Input.Search
              allowClear
              defaultValue={q}
              placeholder="姓名、电话、执业证号"
              aria-label="查找人员"
              style={{ width: 220 }}
              onSearch={(text) => set('q', text.trim())}
            />
            <Select
              aria-label="显示"
              value={shown}
              style={{ minWidth: 220 }}
              options={Object.entries(show).map(([value, label]) => ({ value, label }))}
              onChange={(value) => set('show', value === 'all' ? '' : value)}
            />
            {staff.data && <span className="quiet">共 {countWords(staff.data.length)} 人，含下级机构</span>}
          </Flex>
          {staff.error && <Alert type="error" showIcon title={staff.error.message} />}
          <StaffTable
            staff={staff.data ?? []}
            loading={staff.isFetching}
            onOpen={mayKeepStaff ? (member) => setOpenStaff({ member }) : null}
          />
        </div>
      </Flex>
      {openUnit && <UnitDrawer {...openUnit} onClose={() => setOpenUnit(null)} />}
      {openStaff && (
        <StaffDrawer {...openStaff} unit={unit} units={units.data} onClose={() => setOpenStaff(null)} />
      )}
    </>
  )
}
