import { PlusOutlined } from '@ant-design/icons'
import type { ProfileFault, RoughContent } from '@qianyue/api/profile-faults.ts'
import { splitFee, whyCannotSplit } from '@qianyue/domain/packages/fee-split.ts'
import { packageTiers } from '@qianyue/domain/packages/package.ts'
import type { InForce } from '@qianyue/domain/policy-profiles/profile.ts'
import { feeWords, groupWords, itemWords } from '@qianyue/ui/words/agreements.ts'
import { moneyWords } from '@qianyue/ui/words/figures.ts'
import { Button, Card, Drawer, Space, Tag } from 'antd'
import { useState } from 'react'
import { PackageFields } from '../packages/PackageFields.tsx'
import { blankPackage, type PackageContent } from '../packages/package-draft.ts'
import { DataTable } from '../shell/DataTable.tsx'
import { withItem } from '../shell/with-item.ts'
import '../packages/packages.css'

/** 服务包 that are offered from the first day of the profile on. */
export function ProfilePackages({
  content,
  inForce,
  faults,
  onChange,
}: {
  content: RoughContent
  inForce: InForce
  faults: readonly ProfileFault[]
  onChange: ((content: RoughContent) => void) | null
}) {
  const [open, setOpen] = useState<number | null>(null)
  const packages = (content.packages ?? inForce.packages) as unknown as PackageContent[]
  const put = (changed: PackageContent[]) => onChange?.({ ...content, packages: changed })
  const shown = open === null ? undefined : packages[open]
  const wrongIn = (index: number) =>
    faults.filter(({ section, place }) => section === 'packages' && place.split('.')[0] === String(index))
  const add = (one: PackageContent) => {
    put([...packages, one])
    setOpen(packages.length)
  }
  return (
    <Card
      size="small"
      title={
        <Space>
          服务包
          {content.packages === null ? <Tag>沿用现行</Tag> : <Tag color="processing">本方案规定</Tag>}
        </Space>
      }
      extra={
        onChange && (
          <Space wrap>
            {content.packages !== null && (
              <Button size="small" onClick={() => onChange({ ...content, packages: null })}>
                恢复现行
              </Button>
            )}
            <Button size="small" icon={<PlusOutlined />} onClick={() => add(blankPackage())}>
              新服务包
            </Button>
          </Space>
        )
      }
    >
      <DataTable
        rowKey="index"
        dataSource={packages.map((one, index) => ({ ...one, index }))}
        rowClassName={({ index }) => (wrongIn(index).length > 0 ? 'policy-row-wrong' : '')}
        onRow={() => ({ tabIndex: 0 })}
        columns={[
          {
            title: '服务包',
            render: (_, one) => (
              <Button type="link" size="small" onClick={() => setOpen(one.index)}>
                {one.name || '（未命名）'}
              </Button>
            ),
          },
          { title: '层级', render: (_, { tier }) => packageTiers[tier] },
          { title: '人群', render: (_, { group }) => groupWords(group) },
          {
            title: '价格',
            align: 'right',
            render: (_, { yearlyPriceFen }) => (yearlyPriceFen > 0 ? moneyWords(yearlyPriceFen) : '免费'),
          },
          {
            title: '谁来付',
            render: (_, { yearlyPriceFen, shares }) =>
              whyCannotSplit(yearlyPriceFen, shares) === null
                ? feeWords(splitFee(yearlyPriceFen, shares))
                : '各方之和超过价格',
          },
          {
            title: '本级项目',
            render: (_, { items }) => (
              <span className="policy-cell" title={items.map(itemWords).join('；')}>
                {items.map(itemWords).join('；')}
              </span>
            ),
          },
          ...(onChange
            ? [
                {
                  title: '',
                  key: 'act',
                  fixed: 'right' as const,
                  render: (_: unknown, one: PackageContent & { index: number }) => (
                    <Space size={0}>
                      <Button
                        type="link"
                        size="small"
                        aria-label={`复制${one.name}`}
                        onClick={() => {
                          const { index: _index, ...copied } = one
                          add({ ...copied, code: blankPackage().code, name: `${one.name}（副本）` })
                        }}
                      >
                        复制
                      </Button>
                      <Button
                        type="link"
                        size="small"
                        danger
                        aria-label={`删除${one.name}`}
                        onClick={() => put(packages.filter((_, index) => index !== one.index))}
                      >
                        删除
                      </Button>
                    </Space>
                  ),
                },
              ]
            : []),
        ]}
      />
      {shown && open !== null && (
        <Drawer
          open
          size={920}
          title={shown.name || '新服务包'}
          onClose={() => setOpen(null)}
          extra={
            <Button type="primary" onClick={() => setOpen(null)}>
              完成
            </Button>
          }
        >
          {wrongIn(open).map(({ place, message }) => (
            <div key={place} role="alert" className="policy-wrong">
              {message}
            </div>
          ))}
          <fieldset className="profile-fields" disabled={onChange === null}>
            <PackageFields
              key={open}
              value={shown}
              fixedCode={inForce.packages.some(({ code }) => code === shown.code)}
              others={packages.filter(({ code }) => code !== shown.code)}
              onChange={(changes) => put(withItem(packages, open, { ...shown, ...changes }))}
            />
          </fieldset>
        </Drawer>
      )}
    </Card>
  )
}
