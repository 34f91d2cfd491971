import { recheckRegister } from '@qianyue/api/registers.ts'
import { registerFields } from '@qianyue/domain/registers/columns.ts'
import { useSend } from '@qianyue/ui/calls/hooks.ts'
import { Alert, Button, Select, Table, Tag } from 'antd'
import { useMemo, useState } from 'react'
import { usePopulationsUsed } from '../populations/population-names.tsx'
import { useMay } from '../session/viewer.ts'
import type { RegisterImport } from './use-import.ts'

type Column = RegisterImport['sheets'][number]['columns'][number]

const optionsOf = (used: Record<string, string>) => [
  { label: '名册的列', options: Object.entries(registerFields).map(([value, label]) => ({ value, label })) },
  {
    label: '打勾的人群列',
    options: Object.entries(used).map(([code, name]) => ({
      value: `is:${code}`,
      label: `是否${name}`,
    })),
  },
]

const reasons: Record<Column['because'], string> = {
  title: '按标题',
  'similar-title': '标题相近',
  content: '按内容',
  remembered: '记得上次',
  chosen: '您指定的',
  nothing: '没认出',
}

/** 列的含义: what each column was taken for; corrected, the register is checked again, and the correction is remembered. */
export function ColumnMeanings({ found }: { found: RegisterImport }) {
  const used = usePopulationsUsed()
  const options = useMemo(() => optionsOf(used), [used])
  const [chosen, setChosen] = useState<Record<string, string>>({})
  const recheck = useSend(recheckRegister)
  const mayRun = useMay('register-imports.run')
  const isOpen = mayRun && (found.status === 'ready' || (found.status === 'failed' && !found.isCutOff))
  const changed = Object.keys(chosen).length
  return (
    <>
      {isOpen && (
        <div className="register-act">
          <Button
            type="primary"
            disabled={changed === 0}
            loading={recheck.isPending}
            onClick={() => recheck.mutate({ id: found.id, mapping: chosen })}
          >
            按更正后的含义重新检查
          </Button>
          <span className="quiet">
            {changed > 0 ? `更正了 ${changed} 列。` : '认错的列在这里改，下次会记得。'}
          </span>
          {recheck.error && <Alert type="error" showIcon title={recheck.error.message} />}
        </div>
      )}
      {found.sheets.map((sheet) => (
        <section key={sheet.sheet}>
          <h2 className="register-heading">
            {sheet.sheet}{' '}
            {sheet.headerFrom !== null && (
              <span className="quiet">
                　表头在第 {sheet.headerFrom}
                {sheet.headerTo !== sheet.headerFrom && `–${sheet.headerTo}`} 行
              </span>
            )}
          </h2>
          {sheet.leftOut && <Alert className="register-gap" type="warning" showIcon title={sheet.leftOut} />}
          <Table<Column>
            size="small"
            rowKey="column"
            pagination={false}
            scroll={{ x: 720 }}
            dataSource={sheet.columns}
            columns={[
              { title: '列', dataIndex: 'letter', width: 48 },
              {
                title: '名册里的标题',
                key: 'title',
                width: 190,
                render: (_, { title, group }) => (
                  <>
                    {group && group !== title && <span className="quiet">{group} › </span>}
                    {title || <span className="quiet">没有标题</span>}
                  </>
                ),
              },
              {
                title: '前几格',
                dataIndex: 'samples',
                ellipsis: true,
                render: (samples: string[]) => samples.join('　') || <span className="quiet">都是空的</span>,
              },
              {
                title: '含义',
                key: 'meaning',
                width: 210,
                render: (_, { meaning, title, letter }) => (
                  <Select
                    className="register-meaning"
                    size="small"
                    showSearch={{ optionFilterProp: 'label' }}
                    aria-label={`${letter} 列 ${title} 的含义`}
                    disabled={!isOpen}
                    value={chosen[letter] ?? meaning}
                    options={options}
                    onChange={(next: string) => setChosen({ ...chosen, [letter]: next })}
                  />
                ),
              },
              {
                title: '依据',
                key: 'because',
                width: 100,
                render: (_, { because, confidence, meaning }) =>
                  confidence < 0.7 && meaning !== 'ignored' ? (
                    <Tag color="warning">{reasons[because]}，请看</Tag>
                  ) : (
                    <span className="quiet">{reasons[because]}</span>
                  ),
              },
            ]}
          />
        </section>
      ))}
    </>
  )
}
