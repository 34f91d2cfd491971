import { getTemplateText } from '@qianyue/api/documents.ts'
import { call } from '@qianyue/ui/calls/call.ts'
import { App, Button, Card, Empty, List } from 'antd'
import type { Template } from './DocumentTemplatesPage.tsx'

const formats = { text: '文本', word: 'Word 模板', 'word-withdrawn': '停用 Word 模板' }

/** What was printed when. A text of an earlier day can be taken up again as a new version. */
export function TemplateVersions({
  template,
  onUse,
}: {
  template: Template
  onUse: ((text: string) => void) | null
}) {
  const { message } = App.useApp()
  const use = async (id: string) => {
    try {
      onUse?.((await call(getTemplateText, { id })).text)
    } catch (error) {
      message.error((error as Error).message)
    }
  }
  return (
    <Card size="small" title="历次版本">
      {template.versions.length === 0 ? (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description="还没有本县的版本，使用自带文本。" />
      ) : (
        <List
          size="small"
          dataSource={template.versions}
          rowKey="id"
          renderItem={(version) => (
            <List.Item
              actions={
                onUse && version.format === 'text'
                  ? [
                      <Button key="use" type="link" size="small" onClick={() => use(version.id)}>
                        以此修改
                      </Button>,
                    ]
                  : []
              }
            >
              <List.Item.Meta
                title={
                  <>
                    自 {version.effectiveFrom} 起 · {formats[version.format]}{' '}
                    {version.inForce && <span className="in-force">现行</span>}
                  </>
                }
                description={[version.fileName, version.note, version.createdByName]
                  .filter(Boolean)
                  .join(' · ')}
              />
            </List.Item>
          )}
        />
      )}
    </Card>
  )
}
