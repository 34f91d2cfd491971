import { indicators } from '@qianyue/domain/indicators/indicator.ts'
import { percentText } from '@qianyue/domain/indicators/rate.ts'
import { statedPercentProblem } from '@qianyue/domain/reports/integrity.ts'
import { type SourceFigure, sourceFigures } from '@qianyue/domain/reports/source-figures.ts'
import { countWords } from '@qianyue/ui/words/figures.ts'
import { Card, Input, Table, Tag } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { PageTitle } from '../shell/PageTitle.tsx'
import { groupNames } from './figure.ts'
import './figures.css'

/** 指标口径: how each figure is counted, and the figures of the source documents counted the same way. */
export function DefinitionsPage() {
  const [q, setQ] = useState('')
  const shown = indicators.filter(({ name, definition }) => `${name}${definition}`.includes(q.trim()))
  return (
    <div className="figure-definitions">
      <PageTitle title="指标口径">
        <Input
          aria-label="查找指标"
          placeholder="查找指标"
          allowClear
          value={q}
          style={{ width: 200 }}
          onChange={({ target }) => setQ(target.value)}
        />
      </PageTitle>
      <Card size="small" title="怎样计算">
        比率按人（户）数重新计算，保留两位小数、四舍五入；分母为0显示“不适用”；与目标比较用未四舍五入的值；上级的数是下级人数之和，不用百分比平均。
      </Card>
      <Card size="small" title="与来源材料核对">
        <Table<SourceFigure>
          size="small"
          rowKey="number"
          onRow={() => ({ tabIndex: 0 })}
          dataSource={[...sourceFigures]}
          pagination={false}
          scroll={{ x: 1040 }}
          columns={[
            { title: '材料', dataIndex: 'from' },
            { title: '指标', dataIndex: 'name' },
            {
              title: '人（户）数',
              align: 'right',
              render: (_, { rate }) => `${countWords(rate.numerator)} / ${countWords(rate.denominator)}`,
            },
            {
              title: '材料写的',
              align: 'right',
              render: (_, { stated }) => (stated === null ? '没有写' : `${stated}%`),
            },
            { title: '应为', align: 'right', render: (_, { rate }) => <b>{percentText(rate)}</b> },
            {
              title: '核对',
              render: (_, { rate, stated }) =>
                stated === null ? (
                  <Tag>补算</Tag>
                ) : statedPercentProblem(rate, stated) === null ? (
                  <Tag color="green">一致</Tag>
                ) : (
                  <Tag color="orange">不一致</Tag>
                ),
            },
            { title: '说明', width: 360, dataIndex: 'remark' },
          ]}
        />
      </Card>
      <Card size="small" title={`全部指标 ${shown.length} 项`}>
        <Table
          size="small"
          rowKey="code"
          dataSource={shown}
          pagination={false}
          scroll={{ x: 720 }}
          columns={[
            {
              title: '指标',
              width: 190,
              render: (_, { code, name }) => <Link to={`/figures?code=${code}`}>{name}</Link>,
            },
            { title: '类别', width: 88, render: (_, { group }) => groupNames[group] },
            { title: '口径', dataIndex: 'definition' },
            { title: '依据', width: 200, dataIndex: 'source' },
          ]}
        />
      </Card>
    </div>
  )
}
