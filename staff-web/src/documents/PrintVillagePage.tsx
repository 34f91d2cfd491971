import { getVillagePapers } from '@qianyue/api/documents.ts'
import { listOrgUnits } from '@qianyue/api/organisation.ts'
import {
  allResidentDocuments,
  type ResidentDocument,
  residentDocuments,
} from '@qianyue/domain/documents/document-kind.ts'
import { isWordKind } from '@qianyue/domain/documents/word-template.ts'
import { addressFor } from '@qianyue/ui/calls/call.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { Alert, Button, Card, Flex, Form, Input, Radio, Select, Skeleton } from 'antd'
import { useState } from 'react'
import { useMay } from '../session/viewer.ts'
import { PageTitle } from '../shell/PageTitle.tsx'

/** 批量打印: the papers of a whole village in one file. */
export function PrintVillagePage() {
  const units = useReply(listOrgUnits, {})
  const mayShowNumbers = useMay('documents.print-full-numbers')
  const [kind, setKind] = useState<ResidentDocument>('agreement')
  const [unitCode, setUnitCode] = useState<number | null>(null)
  const [whole, setWhole] = useState(false)
  const [reason, setReason] = useState('')
  if (units.error) return <Alert type="error" showIcon message={units.error.message} />
  if (!units.data) return <Skeleton active />

  const villages = units.data.filter(({ level }) => level === 'village')
  const townshipOf = (code: number | null) => units.data.find((unit) => unit.code === code)?.areaName ?? ''
  const ready = unitCode !== null && (!whole || reason.trim().length >= 2)
  const linkTo = (format: 'pdf' | 'docx') =>
    ready && unitCode !== null
      ? {
          href: addressFor(getVillagePapers, {
            unitCode,
            kind,
            format,
            ...(whole && kind === 'agreement' ? { idNumbers: 'full', reason } : {}),
          }),
        }
      : {}
  return (
    <>
      <PageTitle title="批量打印" />
      <Card style={{ maxWidth: 640 }}>
        <Form layout="vertical">
          <Form.Item label="村（社区）" required>
            <Select
              showSearch
              optionFilterProp="label"
              aria-label="村（社区）"
              placeholder="请选择"
              value={unitCode}
              onChange={setUnitCode}
              options={villages.map(({ code, areaName, parentCode }) => ({
                value: code,
                label: `${townshipOf(parentCode)} ${areaName}`,
              }))}
            />
          </Form.Item>
          <Form.Item label="文书">
            <Radio.Group
              value={kind}
              onChange={(event) => setKind(event.target.value as ResidentDocument)}
              options={allResidentDocuments.map((value) => ({ value, label: residentDocuments[value] }))}
            />
          </Form.Item>
          {kind === 'agreement' && mayShowNumbers && (
            <Form.Item label="身份证号和电话">
              <Radio.Group
                value={whole}
                onChange={(event) => setWhole(event.target.value as boolean)}
                options={[
                  { value: false, label: '打码' },
                  { value: true, label: '完整（记入审计）' },
                ]}
              />
              {whole && (
                <Input
                  style={{ marginTop: 8 }}
                  aria-label="用途"
                  placeholder="请写明用途，如 签约档案归档"
                  maxLength={200}
                  value={reason}
                  onChange={(event) => setReason(event.target.value)}
                />
              )}
            </Form.Item>
          )}
          <Flex gap={8} wrap>
            <Button type="primary" disabled={!ready} target="_blank" rel="noopener" {...linkTo('pdf')}>
              生成并打开（PDF）
            </Button>
            {isWordKind(kind) && (
              <Button disabled={!ready} target="_blank" rel="noopener" {...linkTo('docx')}>
                下载 Word（每份一个文件，打成压缩包）
              </Button>
            )}
          </Flex>
          <p className="quiet">只打印生效中的签约。一个村三百户的协议约需几秒钟。</p>
        </Form>
      </Card>
    </>
  )
}
