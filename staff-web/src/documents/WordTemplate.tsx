import {
  downloadStarterWordFile,
  downloadWordTemplate,
  uploadWordTemplate,
  withdrawWordTemplate,
} from '@qianyue/api/documents.ts'
import { dayInShanghai } from '@qianyue/domain/days/local-date.ts'
import { isWordKind, type WordTemplateProblem } from '@qianyue/domain/documents/word-template.ts'
import { addressFor, CallError, upload } from '@qianyue/ui/calls/call.ts'
import { newId, useSend } from '@qianyue/ui/calls/hooks.ts'
import { wordProblemWords } from '@qianyue/ui/words/document-problems.ts'
import { useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Card, Flex, Popconfirm, Upload } from 'antd'
import { useState } from 'react'
import { useMay } from '../session/viewer.ts'
import type { Template } from './DocumentTemplatesPage.tsx'

/** The county's own Word file: for papers that are still edited after printing. */
export function WordTemplate({ template: { kind, wordVersionId } }: { template: Template }) {
  const { message } = App.useApp()
  const client = useQueryClient()
  const mayManage = useMay('document-templates.manage')
  const withdraw = useSend(withdrawWordTemplate)
  const [problems, setProblems] = useState<WordTemplateProblem[]>([])
  if (!isWordKind(kind)) return null

  const take = async (file: File) => {
    setProblems([])
    try {
      await upload(uploadWordTemplate, { kind, id: newId(), effectiveFrom: dayInShanghai(new Date()) }, file)
      await client.invalidateQueries()
      message.success('Word 模板已启用')
    } catch (error) {
      if (error instanceof CallError && Array.isArray(error.details.problems)) {
        setProblems(error.details.problems as WordTemplateProblem[])
      }
      message.error((error as Error).message)
    }
  }
  return (
    <Card size="small" title="Word 模板（需要 .docx 时使用）">
      <Flex gap={8} wrap>
        <Button href={addressFor(downloadStarterWordFile, { kind })}>下载样稿</Button>
        {wordVersionId && (
          <Button href={addressFor(downloadWordTemplate, { id: wordVersionId })}>下载现行模板</Button>
        )}
        {mayManage && (
          <Upload
            accept=".docx"
            showUploadList={false}
            beforeUpload={(file) => {
              void take(file)
              return false
            }}
          >
            <Button>上传 Word 模板</Button>
          </Upload>
        )}
        {mayManage && wordVersionId && (
          <Popconfirm
            title="停用后，.docx 按现行文本生成。"
            onConfirm={() => withdraw.mutate({ kind, id: newId(), effectiveFrom: dayInShanghai(new Date()) })}
          >
            <Button>停用</Button>
          </Popconfirm>
        )}
      </Flex>
      {problems.length > 0 && (
        <Alert
          style={{ marginTop: 12 }}
          type="error"
          message="Word 模板没有保存，请修改后重新上传"
          description={
            <ul className="template-problems">
              {problems.map((problem) => (
                <li key={JSON.stringify(problem)}>{wordProblemWords(problem)}</li>
              ))}
            </ul>
          }
        />
      )}
      <p className="quiet">
        字段写作 {'{{居民姓名}}'}；表格的重复行写作 {'{{#成员表}} … {{/成员表}}'}。
      </p>
    </Card>
  )
}
