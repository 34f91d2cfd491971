import { PlusOutlined } from '@ant-design/icons'
import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { listPackages, withdrawPackage } from '@qianyue/api/packages.ts'
import { dayInShanghai } from '@qianyue/domain/days/local-date.ts'
import { type PackageGroup, packageTiers } from '@qianyue/domain/packages/package.ts'
import { serviceModes } from '@qianyue/domain/service-records/service-mode.ts'
import { serviceName } from '@qianyue/domain/services/services.ts'
import { teamRoles } from '@qianyue/domain/teams/team.ts'
import { useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { DayPicker } from '@qianyue/ui/forms/DayPicker.tsx'
import { feeWords, frequencyWords, groupWords } from '@qianyue/ui/words/agreements.ts'
import { countWords, moneyWords } from '@qianyue/ui/words/figures.ts'
import { Alert, App, Button, Card, Drawer, Empty, Space, Spin, Tag } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { usePopulationWords } from '../populations/population-names.tsx'
import { useMay } from '../session/viewer.ts'
import { DataTable } from '../shell/DataTable.tsx'
import { PageTitle } from '../shell/PageTitle.tsx'
import { EditPackage } from './EditPackage.tsx'
import './packages.css'

export type PackageVersion = ReplyOf<typeof listPackages>[number]

/** 服务包: what can be agreed on a day, by group, each tier standing on the one that it contains. */
export function PackagesPage() {
  const today = dayInShanghai(new Date())
  const [on, setOn] = useState<string>(today)
  const packages = useReply(listPackages, { on }, { keepPrevious: true })
  const mayManage = useMay('packages.manage')
  const [looking, setLooking] = useState<PackageVersion | null>(null)
  const [editing, setEditing] = useState<{ from: PackageVersion | null } | null>(null)
  const groups = [...new Set((packages.data ?? []).map(({ group }) => group))]

  return (
    <>
      <PageTitle title="服务包">
        <Space wrap>
          <DayPicker
            aria-label="查看哪天可签的服务包"
            allowClear={false}
            value={dayjs(on)}
            onChange={(value) => value && setOn(value.format('YYYY-MM-DD'))}
          />
          <span>
            {on === today ? '今天' : on} 可签 {countWords(packages.data?.length ?? 0)} 个
          </span>
          {mayManage && (
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setEditing({ from: null })}>
              新服务包
            </Button>
          )}
        </Space>
      </PageTitle>
      {packages.error && <Alert type="error" showIcon title={packages.error.message} />}
      {packages.isPending && <Spin style={{ display: 'block', margin: '20vh auto' }} />}
      {packages.data?.length === 0 && <Empty description="这一天没有可签的服务包。" />}
      <div className="package-groups">
        {groups.map((group) => (
          <GroupCard
            key={group}
            group={group}
            packages={(packages.data ?? []).filter((one) => one.group === group)}
            onLook={setLooking}
          />
        ))}
      </div>
      {looking && (
        <PackageDrawer
          version={looking}
          onClose={() => setLooking(null)}
          onEdit={
            mayManage
              ? () => {
                  setEditing({ from: looking })
                  setLooking(null)
                }
              : null
          }
        />
      )}
      {editing && (
        <EditPackage from={editing.from} packages={packages.data ?? []} onClose={() => setEditing(null)} />
      )}
    </>
  )
}

/** One group's packages from the lowest tier up; each says what it adds. */
function GroupCard({
  group,
  packages,
  onLook,
}: {
  group: PackageGroup
  packages: readonly PackageVersion[]
  onLook: (version: PackageVersion) => void
}) {
  const order = Object.keys(packageTiers)
  const tiers = [...packages].sort((a, b) => order.indexOf(a.tier) - order.indexOf(b.tier))
  return (
    <Card size="small" title={groupWords(group, usePopulationWords())}>
      {tiers.map((version) => (
        <button key={version.id} type="button" className="package-tier" onClick={() => onLook(version)}>
          <span className="package-tier-head">
            <b>{version.name}</b>
            <Tag color={version.paid ? 'processing' : 'success'}>
              {version.paid ? moneyWords(version.yearlyPriceFen) : '免费'}
            </Tag>
          </span>
          {version.contains.length > 0 && (
            <span className="quiet">含 {version.contains.map(({ name }) => name).join('、')}，另加：</span>
          )}
          <span>
            {version.items.map((item) => `${serviceName(item.service)} ${frequencyWords(item)}`).join('；')}
          </span>
          {version.paid && <span className="quiet">{feeWords(version.feeSplit)}</span>}
        </button>
      ))}
    </Card>
  )
}

function PackageDrawer({
  version,
  onClose,
  onEdit,
}: {
  version: PackageVersion
  onClose: () => void
  onEdit: (() => void) | null
}) {
  const all = useReply(listPackages, { versions: 'all' })
  const populationWords = usePopulationWords()
  const withdraw = useSend(withdrawPackage)
  const { modal } = App.useApp()
  const today = dayInShanghai(new Date())
  const versions = (all.data ?? []).filter(({ code }) => code === version.code)
  const own = new Set(version.items.map(({ service }) => service))
  return (
    <Drawer
      open
      size={760}
      title={`${version.name}（${packageTiers[version.tier]}）`}
      onClose={onClose}
      extra={
        onEdit && (
          <Space>
            {version.validUntil === null && (
              <Button
                danger
                onClick={() =>
                  modal.confirm({
                    title: `停用${version.name}`,
                    content: '明天起不再签约；已签的协议照旧履行。',
                    okText: '停用',
                    okButtonProps: { danger: true },
                    onOk: () =>
                      withdraw.mutateAsync({ packageId: version.id, validUntil: today }).then(onClose),
                  })
                }
              >
                停用
              </Button>
            )}
            <Button type="primary" onClick={onEdit}>
              改成新版本
            </Button>
          </Space>
        )
      }
    >
      {withdraw.error && <Alert type="error" showIcon title={withdraw.error.message} />}
      <p>
        {groupWords(version.group, populationWords)} ·{' '}
        {version.paid
          ? `${moneyWords(version.yearlyPriceFen)} / 人·年：${feeWords(version.feeSplit)}`
          : '免费'}
        {version.maxPersons !== null && ` · 限 ${countWords(version.maxPersons)} 人`}
        {version.needsAnyPopulation.length > 0 &&
          ` · 面向${version.needsAnyPopulation.map(populationWords).join('、')}`}
      </p>
      <DataTable
        rowKey="service"
        dataSource={version.allItems.map((item) => ({
          ...item,
          detail: version.items.find(({ service }) => service === item.service),
        }))}
        columns={[
          {
            title: '服务',
            render: (_, { service }) => (
              <>
                {serviceName(service)} {!own.has(service) && <Tag>下级包含</Tag>}
              </>
            ),
          },
          { title: '频次', render: (_, item) => frequencyWords(item) },
          {
            title: '谁来做',
            render: (_, { detail }) => detail?.by.map((role) => teamRoles[role]).join('、'),
          },
          {
            title: '方式',
            render: (_, { detail }) => detail?.modes.map((mode) => serviceModes[mode].name).join('、'),
          },
          {
            title: '单价',
            align: 'right',
            render: (_, { detail }) =>
              detail && detail.unitPriceFen > 0 ? moneyWords(detail.unitPriceFen) : '',
          },
        ]}
      />
      <h3>版本</h3>
      <ul>
        {versions.map(({ id, name, validFrom, validUntil, yearlyPriceFen }) => (
          <li key={id}>
            {validFrom} 起{validUntil ? `，到 ${validUntil}` : ''}：{name}{' '}
            {yearlyPriceFen > 0 ? moneyWords(yearlyPriceFen) : '免费'}
            {id === version.id && '（正在看的）'}
          </li>
        ))}
      </ul>
    </Drawer>
  )
}
