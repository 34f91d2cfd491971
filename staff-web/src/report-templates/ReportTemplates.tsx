import { DownloadOutlined, UploadOutlined } from '@ant-design/icons'
import {
  downloadReportTemplate,
  fillReportTemplate,
  listReportPlaceholders,
  listReportTemplates,
  retireReportTemplate,
  uploadReportTemplate,
} from '@qianyue/api/report-templates.ts'
import { indicators } from '@qianyue/domain/indicators/indicator.ts'
import { type Cadence, cadences } from '@qianyue/domain/reports/report-period.ts'
import { addressFor, CallError, upload } from '@qianyue/ui/calls/call.ts'
import { newId, useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Card, Drawer, Input, Popconfirm, Space, Tag, Upload } from 'antd'
import { useState } from 'react'
import { useIndicators } from '../policy/own-names.tsx'
import { useMay } from '../session/viewer.ts'
import { DataTable } from '../shell/DataTable.tsx'

/** 报表模板 of a cadence: the county's own workbooks, filled for the period that is looked at. */
export function ReportTemplates({ cadence, period }: { cadence: Cadence; period: string }) {
  const mayChange = useMay('reports.manage')
  const templates = useReply(listReportTemplates, { cadence })
  const retire = useSend(retireReportTemplate)
  const [adding, setAdding] = useState(false)
  if (!templates.data || (templates.data.length === 0 && !mayChange)) return null
  return (
    <Card
      size="small"
      title="本县报表模板"
      extra={
        mayChange && (
          <Button size="small" icon={<UploadOutlined />} onClick={() => setAdding(true)}>
            上传模板
          </Button>
        )
      }
    >
      {templates.data.length === 0 ? (
        `还没有${cadences[cadence].name}模板。上传本县的 Excel 表样，单元格里写“{{签约率@本单位}}”，每期自动填数。`
      ) : (
        <DataTable
          dataSource={templates.data}
          columns={[
            { title: '模板', dataIndex: 'name' },
            { title: '上传', render: (_, { uploadedBy }) => uploadedBy },
            {
              title: '',
              align: 'right',
              render: (_, { id }) => (
                <Space>
                  <Button
                    size="small"
                    type="primary"
                    icon={<DownloadOutlined />}
                    href={addressFor(fillReportTemplate, { id, period })}
                    download
                  >
                    生成本期
                  </Button>
                  <Button size="small" href={addressFor(downloadReportTemplate, { id })} download>
                    原件
                  </Button>
                  {mayChange && (
                    <Popconfirm title="停用后不再列出。" onConfirm={() => retire.mutate({ id })}>
                      <Button size="small">停用</Button>
                    </Popconfirm>
                  )}
                </Space>
              ),
            },
          ]}
        />
      )}
      <Drawer
        open={adding}
        onClose={() => setAdding(false)}
        size="large"
        title={`上传${cadences[cadence].name}模板`}
        destroyOnHidden
      >
        <AddTemplate cadence={cadence} onDone={() => setAdding(false)} />
      </Drawer>
    </Card>
  )
}

function AddTemplate({ cadence, onDone }: { cadence: Cadence; onDone: () => void }) {
  const client = useQueryClient()
  const placeholders = useReply(listReportPlaceholders, {})
  const shown = useShownPlaceholder()
  const [id] = useState(newId)
  const [name, setName] = useState('')
  const [error, setError] = useState<CallError | null>(null)
  const [sending, setSending] = useState(false)
  const take = async (file: File) => {
    setError(null)
    setSending(true)
    try {
      await upload(
        uploadReportTemplate,
        { id, name: name || file.name.replace(/\.xlsx$/i, ''), cadence },
        file,
      )
      await client.invalidateQueries()
      onDone()
    } catch (thrown) {
      if (!(thrown instanceof CallError)) throw thrown
      setError(thrown)
    } finally {
      setSending(false)
    }
  }
  const problems = Array.isArray(error?.details.problems) ? (error.details.problems as string[]) : []
  return (
    <div className="reports">
      {error && (
        <Alert
          type="error"
          showIcon
          title={error.fields?.file ?? error.message}
          description={
            problems.length > 0 && (
              <ul className="reports-problems">
                {problems.map((words) => (
                  <li key={words}>{words}</li>
                ))}
              </ul>
            )
          }
        />
      )}
      <Space wrap>
        <Input
          aria-label="模板名称"
          placeholder="模板名称，不填用文件名"
          value={name}
          maxLength={60}
          style={{ width: 240 }}
          onChange={({ target }) => setName(target.value)}
        />
        <Upload
          accept=".xlsx"
          showUploadList={false}
          beforeUpload={(file) => {
            void take(file)
            return false
          }}
        >
          <Button type="primary" icon={<UploadOutlined />} loading={sending}>
            选择 .xlsx 文件
          </Button>
        </Upload>
      </Space>
      <Card size="small" title="怎样绑定">
        <ul className="reports-problems">
          <li>
            单元格里写 {'{{签约率@本单位}}'}；写 {'{{签约率.分子@本单位}}'} 取分子，还有分母、差距、目标。
          </li>
          <li>
            某一行里写 {'{{单位@下级}}'}、{'{{签约率@下级}}'}，这一行按下级单位逐个重复，合计公式随之延长。
          </li>
          <li>写 {'{{签约人数@东岭镇}}'} 取某个下级单位；不写 @ 就是本单位。</li>
          <li>也可以在 Excel 的“名称管理器”里把单元格命名为“签约率_本单位”。</li>
          <li>数字格式、边框、合并单元格、打印设置都保持原样；百分比格式的单元格显示为百分数。</li>
        </ul>
      </Card>
      {(placeholders.data ?? []).map(({ group, names }) => (
        <Card key={group} size="small" title={group}>
          <Space wrap size={[4, 4]}>
            {names.map((each) => {
              const words = shown(each)
              return words === null ? null : <Tag key={each}>{words}</Tag>
            })}
          </Space>
        </Card>
      ))}
    </div>
  )
}

/**
 * How a placeholder is shown: a figure's place keeps its name in templates, whatever the county calls it, so that a new
 * name breaks none; null for a place that the county does not use.
 */
function useShownPlaceholder(): (name: string) => string | null {
  const figures = useIndicators()
  return (name) => {
    const place = indicators.find((one) => one.name === name)
    if (!place) return name
    const called = figures.find(({ code }) => code === place.code)?.name ?? null
    return called === null || called === name ? called : `${name}（本县：${called}）`
  }
}
