import { Tag } from 'antd'
import type { RegisterImport } from './use-import.ts'

const statuses: Record<RegisterImport['status'], { words: string; color: string }> = {
  checking: { words: '检查中', color: 'processing' },
  ready: { words: '待确认', color: 'warning' },
  committing: { words: '处理中', color: 'processing' },
  done: { words: '已导入', color: 'success' },
  failed: { words: '未完成', color: 'error' },
  undone: { words: '已撤销', color: 'default' },
}

export function StatusTag({ status }: { status: RegisterImport['status'] }) {
  const { words, color } = statuses[status]
  return <Tag color={color}>{words}</Tag>
}
