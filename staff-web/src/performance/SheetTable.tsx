import { caseKinds } from '@qianyue/domain/performance/assessed-cases.ts'
import { type AssessmentSheet, counts, type SheetLine } from '@qianyue/domain/performance/assessment-sheet.ts'
import { methodWords } from '@qianyue/domain/performance/method-words.ts'
import { Button, Card, Input, Space } from 'antd'
import { useIndicators } from '../policy/own-names.tsx'
import { DataTable } from '../shell/DataTable.tsx'

/** The lines of a sheet by section; each can be changed where it is edited. */
export function SheetTable({
  sheet,
  onEdit,
  onAdd,
  onDelete,
  onRename,
  onRemove,
}: {
  sheet: AssessmentSheet
  onEdit?: (section: number, line: number) => void
  onAdd?: (section: number) => void
  onDelete?: (section: number, line: number) => void
  /** Of a section. */
  onRename?: (section: number, name: string) => void
  onRemove?: (section: number) => void
}) {
  const figures = useIndicators()
  return sheet.sections.map((section, at) => (
    <Card
      key={section.code}
      size="small"
      title={
        onRename ? (
          <Space>
            {section.code}
            <Input
              aria-label={`${section.code}类名称`}
              style={{ width: 160 }}
              value={section.name}
              maxLength={40}
              onChange={({ target }) => onRename(at, target.value)}
            />
            {sumOf(section.lines)} 分
          </Space>
        ) : (
          `${section.code} ${section.name}（${sumOf(section.lines)} 分）`
        )
      }
      extra={
        <Space>
          {onRemove && section.lines.length === 0 && sheet.sections.length > 1 && (
            <Button danger onClick={() => onRemove(at)}>
              删除本类
            </Button>
          )}
          {onAdd && <Button onClick={() => onAdd(at)}>增加一项</Button>}
        </Space>
      }
    >
      <DataTable
        rowKey="code"
        dataSource={[...section.lines]}
        onRow={() => ({ tabIndex: 0 })}
        columns={[
          { title: '编号', dataIndex: 'code', width: 64 },
          { title: '指标', dataIndex: 'name', width: 220 },
          { title: '分值', dataIndex: 'weight', align: 'right', width: 72 },
          { title: '计分方法', width: 240, render: (_, { method }) => methodWords(method) },
          {
            title: '取值',
            render: (_, { value }) =>
              value.from === 'indicator'
                ? `系统指标：${figures.find(({ code }) => code === value.indicator)?.name ?? value.indicator}`
                : value.from === 'cases'
                  ? `系统计数：${caseKinds[value.cases].name}`
                  : `填报：${value.ask}`,
          },
          ...(onEdit && onDelete
            ? [
                {
                  title: '',
                  width: 120,
                  render: (_: unknown, line: SheetLine, index: number) => (
                    <Space size={0}>
                      <Button
                        size="small"
                        type="link"
                        aria-label={`修改${line.name}`}
                        onClick={() => onEdit(at, index)}
                      >
                        修改
                      </Button>
                      <Button
                        size="small"
                        type="link"
                        danger
                        aria-label={`删除${line.name}`}
                        onClick={() => onDelete(at, index)}
                      >
                        删除
                      </Button>
                    </Space>
                  ),
                },
              ]
            : []),
        ]}
      />
    </Card>
  ))
}

/** Points that the lines share. */
export function sumOf(lines: readonly SheetLine[]): number {
  const hundredths = lines.filter(counts).reduce((sum, { weight }) => sum + Math.round(weight * 100), 0)
  return hundredths / 100
}
