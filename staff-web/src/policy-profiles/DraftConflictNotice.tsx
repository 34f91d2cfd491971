import { sectionNames } from '@qianyue/api/profile-faults.ts'
import { Alert, Button, Flex } from 'antd'
import type { DraftConflict } from './use-saving.ts'

/** Somebody else saved the draft meanwhile: who, when, what both changed, and the two ways on. */
export function DraftConflictNotice({ conflict }: { conflict: DraftConflict }) {
  const { words, bothChanged, takeTheirs, keepMine } = conflict
  const both = bothChanged.map((section) => sectionNames[section as keyof typeof sectionNames] ?? section)
  return (
    <Alert
      type="warning"
      showIcon
      style={{ marginBottom: 12 }}
      title={words}
      description={
        <Flex vertical gap={8}>
          <span>
            {both.length === 0
              ? '您和对方改的不是同一部分，可以都保留。'
              : `双方都改了：${both.join('、')}。保留您的修改时，这些部分以您的为准，其余以对方的为准。`}
          </span>
          <Flex gap={8} wrap>
            <Button type="primary" size="small" onClick={keepMine}>
              保留我的修改
            </Button>
            <Button size="small" onClick={takeTheirs}>
              放弃我的修改，用对方的
            </Button>
          </Flex>
        </Flex>
      }
    />
  )
}
