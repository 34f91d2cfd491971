import { DownloadOutlined } from '@ant-design/icons'
import { downloadIndicatorResidents, listIndicatorResidents } from '@qianyue/api/indicators.ts'
import { addressFor } from '@qianyue/ui/calls/call.ts'
import { useReplyPages } from '@qianyue/ui/calls/hooks.ts'
import { countWords, sexWords } from '@qianyue/ui/words/figures.ts'
import { Alert, Button, Drawer, Empty, Grid, Segmented, Table, Tag } from 'antd'
import { Link } from 'react-router'
import { useViewer } from '../session/viewer.ts'
import { type Figure, type Part, partWords, sizeOfPart } from './figure.ts'

/** Whose names are looked at. */
export type Names = { figure: Figure; part: Part }

const PAGE = 100

/** 名单: the people behind a figure, beside the page they were asked from. */
export function NamesDrawer({
  names,
  onPart,
  onClose,
}: {
  names: Names | null
  onPart: (part: Part) => void
  onClose: () => void
}) {
  const { lg } = Grid.useBreakpoint()
  return (
    <Drawer
      open={names !== null}
      onClose={onClose}
      size={lg ? 880 : '100%'}
      title={names ? `${names.figure.placeName} · ${names.figure.name}` : ''}
      destroyOnHidden
      styles={{ body: { padding: 12 } }}
    >
      {names && <NamesTable {...names} onPart={onPart} />}
    </Drawer>
  )
}

function NamesTable({ figure, part, onPart }: Names & { onPart: (part: Part) => void }) {
  const { actions } = useViewer()
  const { md } = Grid.useBreakpoint()
  const request = {
    code: figure.code,
    part,
    ...(figure.orgId === null ? {} : { orgId: figure.orgId }),
    ...(figure.level === 'doctor' ? { doctorId: figure.doctorId ?? ('none' as const) } : {}),
  }
  const names = useReplyPages(listIndicatorResidents, { ...request, limit: PAGE })
  const people = names.data?.pages.flatMap(({ items }) => items) ?? []
  const total = names.data?.pages[0]?.total ?? sizeOfPart(figure, part)
  const mayOpen = actions.includes('residents.read')

  return (
    <>
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8, marginBottom: 8, alignItems: 'center' }}>
        <Segmented<Part>
          value={part}
          onChange={onPart}
          options={(['gap', 'numerator', 'denominator'] as const).map((each) => ({
            value: each,
            label: `${partWords(figure, each)} ${countWords(each === part ? total : sizeOfPart(figure, each))}`,
          }))}
        />
        <div style={{ flex: 1 }} />
        <Button icon={<DownloadOutlined />} href={addressFor(downloadIndicatorResidents, request)} download>
          导出 Excel
        </Button>
      </div>
      {part === 'gap' && figure.shortfall !== null && figure.shortfall > 0 && (
        <Alert
          type="warning"
          showIcon
          style={{ marginBottom: 8 }}
          title={`到12月31日达到目标 ${figure.target}%，还差${countWords(figure.shortfall)}${
            figure.unit === 'person' ? '人' : '户'
          }；下列${countWords(total)}${figure.unit === 'person' ? '人' : '户'}尚未计入。`}
        />
      )}
      {names.error ? (
        <Alert type="error" showIcon title={names.error.message} />
      ) : (
        <Table
          size="small"
          rowKey="residentId"
          loading={names.isPending}
          dataSource={people}
          pagination={false}
          sticky={{ offsetHeader: -12 }}
          scroll={md ? {} : { x: 640 }}
          locale={{ emptyText: <Empty description={`没有${partWords(figure, part)}的人`} /> }}
          columns={[
            {
              title: figure.unit === 'person' ? '姓名' : '户主',
              key: 'name',
              width: 100,
              render: (_, person) =>
                mayOpen ? <Link to={`/residents/${person.residentId}`}>{person.name}</Link> : person.name,
            },
            {
              title: '性别年龄',
              key: 'age',
              width: 84,
              render: (_, { sex, ageYears }) => `${sexWords[sex]} ${ageYears}岁`,
            },
            { title: '村', dataIndex: 'villageName', width: 96 },
            { title: '电话', key: 'phone', width: 116, render: (_, { phoneMasked }) => phoneMasked ?? '' },
            { title: '包户医生', key: 'doctor', width: 84, render: (_, { doctorName }) => doctorName ?? '' },
            {
              title: '人群',
              key: 'populations',
              render: (_, { populations }) => populations.map((name) => <Tag key={name}>{name}</Tag>),
            },
            ...(part === 'denominator'
              ? [
                  {
                    title: '是否计入',
                    key: 'counted',
                    width: 96,
                    render: (_: unknown, { isCounted }: { isCounted: boolean }) =>
                      isCounted ? figure.counted : figure.missing,
                  },
                ]
              : []),
          ]}
          footer={() => (
            <div style={{ display: 'flex', justifyContent: 'space-between', alignItems: 'center' }}>
              <span>
                已列出 {countWords(people.length)} / {countWords(total)}
              </span>
              {names.hasNextPage && (
                <Button size="small" loading={names.isFetchingNextPage} onClick={() => names.fetchNextPage()}>
                  再列 {PAGE} 人
                </Button>
              )}
            </div>
          )}
        />
      )}
    </>
  )
}
