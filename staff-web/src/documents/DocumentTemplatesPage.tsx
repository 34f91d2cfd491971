import { listDocumentTemplates } from '@qianyue/api/documents.ts'
import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { Alert, Button, Card, Flex, Skeleton, Tabs } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { useMay } from '../session/viewer.ts'
import { PageTitle } from '../shell/PageTitle.tsx'
import { TemplateEditor } from './TemplateEditor.tsx'
import { TemplatePaper } from './TemplatePaper.tsx'
import { TemplateVersions } from './TemplateVersions.tsx'
import { WordTemplate } from './WordTemplate.tsx'

export type Template = ReplyOf<typeof listDocumentTemplates>[number]

/** 文书模板: the county's texts of agreement, cards and letter, by the day from which they are printed. */
export function DocumentTemplatesPage() {
  const [params, setParams] = useSearchParams()
  const templates = useReply(listDocumentTemplates, {})
  if (templates.error) return <Alert type="error" showIcon message={templates.error.message} />
  if (!templates.data) return <Skeleton active />
  const kind = templates.data.find((template) => template.kind === params.get('kind'))?.kind ?? 'agreement'
  return (
    <>
      <PageTitle title="文书模板" />
      <Tabs
        activeKey={kind}
        onChange={(chosen) => setParams({ kind: chosen }, { replace: true })}
        destroyOnHidden
        items={templates.data.map((template) => ({
          key: template.kind,
          label: template.name,
          children: <OneTemplate template={template} />,
        }))}
      />
    </>
  )
}

function OneTemplate({ template }: { template: Template }) {
  const mayManage = useMay('document-templates.manage')
  const [text, setText] = useState<string | null>(null)
  if (text !== null)
    return <TemplateEditor template={template} text={text} onText={setText} onDone={() => setText(null)} />
  return (
    <div className="template-editor">
      <Flex vertical gap={16}>
        <Card
          size="small"
          title={
            <>
              现行文本{' '}
              {template.ownText ? (
                <span className="in-force">本县文本</span>
              ) : (
                <span className="quiet">自带文本</span>
              )}
            </>
          }
          extra={
            mayManage && (
              <Button type="primary" onClick={() => setText(template.text)}>
                修改文本
              </Button>
            )
          }
        >
          已经签出的协议按签订当天的文本打印；新文本从您指定的日期起使用。
        </Card>
        <WordTemplate template={template} />
        <TemplateVersions template={template} onUse={mayManage ? setText : null} />
      </Flex>
      <TemplatePaper kind={template.kind} text={template.text} />
    </div>
  )
}
