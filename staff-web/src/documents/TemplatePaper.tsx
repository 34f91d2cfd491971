import { previewTemplate } from '@qianyue/api/documents.ts'
import { dayInShanghai } from '@qianyue/domain/days/local-date.ts'
import type { DocumentKind } from '@qianyue/domain/documents/document-kind.ts'
import { filledDocument, sampleFacts } from '@qianyue/domain/documents/document-values.ts'
import { callForFile } from '@qianyue/ui/calls/call.ts'
import { App, Button } from 'antd'
import { useDeferredValue, useMemo } from 'react'
import { PaperPreview } from './PaperPreview.tsx'

/** A text with an invented household filled in, as it is typed; and the PDF of it. */
export function TemplatePaper({ kind, text }: { kind: DocumentKind; text: string }) {
  const { message } = App.useApp()
  const shown = useDeferredValue(text)
  const blocks = useMemo(
    () => filledDocument(sampleFacts(kind), shown, dayInShanghai(new Date())).blocks,
    [kind, shown],
  )
  const openPdf = async () => {
    const page = window.open('', '_blank')
    try {
      const file = await callForFile(previewTemplate, { kind, text })
      if (page) page.location.href = URL.createObjectURL(file)
    } catch (error) {
      page?.close()
      message.error((error as Error).message)
    }
  }
  return (
    <div className="template-preview">
      <Button style={{ marginBottom: 12 }} onClick={openPdf}>
        查看打印效果（PDF）
      </Button>
      <PaperPreview kind={kind} blocks={blocks} />
    </div>
  )
}
