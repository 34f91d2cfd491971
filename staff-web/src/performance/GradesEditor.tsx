import type { Grade } from '@qianyue/domain/performance/assessment-sheet.ts'
import { Button, Flex, Input, InputNumber } from 'antd'
import { withItem } from '../shell/with-item.ts'

/** 等次, from the best down: what each is called and from how many points it begins. */
export function GradesEditor({
  grades,
  onChange,
}: {
  grades: readonly Grade[]
  onChange: (grades: Grade[]) => void
}) {
  const put = (index: number, change: Partial<Grade>) =>
    onChange(withItem(grades, index, { ...grades[index]!, ...change }))
  return (
    <Flex gap={12} wrap align="center" style={{ marginTop: 12 }}>
      {grades.map((grade, index) => (
        <Flex key={index} gap={4} align="center">
          <Input
            aria-label={`第${index + 1}等名称`}
            style={{ width: 88 }}
            value={grade.name}
            maxLength={20}
            onChange={({ target }) => put(index, { name: target.value })}
          />
          <InputNumber
            aria-label={`${grade.name}起始分`}
            style={{ width: 110 }}
            min={0}
            max={100}
            value={grade.fromPoints}
            onChange={(fromPoints) => put(index, { fromPoints: fromPoints ?? 0 })}
            suffix="分起"
          />
          {grades.length > 1 && (
            <Button
              size="small"
              type="link"
              danger
              aria-label={`删除${grade.name}`}
              onClick={() => onChange(grades.filter((_, at) => at !== index))}
            >
              删除
            </Button>
          )}
        </Flex>
      ))}
      <Button size="small" onClick={() => onChange([{ name: '新等次', fromPoints: 100 }, ...grades])}>
        增加等次
      </Button>
    </Flex>
  )
}
