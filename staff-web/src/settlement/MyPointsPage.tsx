import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { appealSettlement, getMyPoints, listMyCreditedServices } from '@qianyue/api/settlement.ts'
import { dayInShanghai } from '@qianyue/domain/days/local-date.ts'
import { pointsReasons } from '@qianyue/domain/settlement/points.ts'
import { newId, useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { moneyWords } from '@qianyue/ui/words/figures.ts'
import { Alert, App, Button, Card, Drawer, Flex, Input, Select, Skeleton, Statistic, Table } from 'antd'
import { useState } from 'react'
import { DataTable } from '../shell/DataTable.tsx'
import { PageTitle } from '../shell/PageTitle.tsx'
import { PageTurner, usePages } from '../shell/PageTurner.tsx'
import { ServicesTable } from './CreditedServices.tsx'
import { type Days, pointsWords, quarterChoices } from './period.ts'
import { StateTag } from './SettlementsPage.tsx'
import './settlement.css'

type Mine = ReplyOf<typeof getMyPoints>

/** 我的积分: what one's services of a quarter are worth, line by line, and what was paid for them. */
export function MyPointsPage() {
  const choices = quarterChoices(dayInShanghai(new Date()), 6)
  const [chosen, setChosen] = useState(choices[0]!.value)
  const { days } = choices.find(({ value }) => value === chosen)!
  const mine = useReply(getMyPoints, days, { keepPrevious: true })
  const [looking, setLooking] = useState(false)
  return (
    <div className="settlement">
      <PageTitle title="我的积分">
        <Select
          aria-label="季度"
          value={chosen}
          onChange={setChosen}
          options={choices}
          style={{ width: 180 }}
        />
      </PageTitle>
      {mine.error && <Alert type="error" showIcon title={mine.error.message} />}
      {mine.isPending && <Skeleton active />}
      {mine.data && (
        <>
          <Card size="small">
            <Flex gap={32} wrap>
              <Statistic title="积分" value={pointsWords(mine.data.points)} />
              <Statistic title="服务" value={mine.data.services} suffix="次" />
              <Statistic title="认定不实" value={mine.data.refused} suffix="次" />
              {mine.data.expected.map(({ fundName, partName, fen }) => (
                <Statistic key={fundName} title={`预计：${fundName} · ${partName}`} value={moneyWords(fen)} />
              ))}
            </Flex>
            {mine.data.expected.length > 0 && (
              <p className="quiet">
                预计按今天为止的服务计算，同单位的人做得更多，您的份额会变小；以结算为准。
              </p>
            )}
          </Card>
          <Card
            size="small"
            title="积分由什么组成"
            extra={
              <Button type="link" disabled={mine.data.services === 0} onClick={() => setLooking(true)}>
                逐条查看
              </Button>
            }
          >
            <Table
              size="small"
              rowKey={({ form, name, because }) => `${form}${name}${because}`}
              dataSource={mine.data.lines}
              pagination={false}
              locale={{ emptyText: '这个季度还没有服务记录' }}
              columns={[
                { title: '服务', dataIndex: 'name' },
                { title: '说明', render: (_, { because }) => pointsReasons[because] },
                { title: '次数', align: 'right', dataIndex: 'services' },
                { title: '积分', align: 'right', render: (_, { points }) => pointsWords(points) },
              ]}
            />
          </Card>
          <OwnSettlements settlements={mine.data.settlements} />
        </>
      )}
      {looking && <MyServices days={days} onClose={() => setLooking(false)} />}
    </div>
  )
}

function OwnSettlements({ settlements }: { settlements: Mine['settlements'] }) {
  const send = useSend(appealSettlement)
  const { modal, message } = App.useApp()
  const ask = (id: string) => {
    let words = ''
    modal.confirm({
      title: '对这次分配提出申诉',
      content: (
        <Input.TextArea
          aria-label="申诉内容"
          placeholder="哪里不对，依据是什么"
          maxLength={300}
          onChange={({ target }) => {
            words = target.value
          }}
        />
      ),
      okText: '提交申诉',
      onOk: () =>
        send
          .mutateAsync({ id, appealId: newId(), words })
          .catch((error: Error) => void message.error(error.message)),
    })
  }
  return (
    <Card size="small" title="历次结算">
      <DataTable
        dataSource={settlements}
        locale={{ emptyText: '还没有您的结算' }}
        columns={[
          { title: '资金', render: (_, { year, fundName, partName }) => `${year}年 ${fundName} ${partName}` },
          { title: '状态', render: (_, { state }) => <StateTag state={state} /> },
          { title: '积分', align: 'right', render: (_, { points }) => pointsWords(points) },
          { title: '分配', align: 'right', render: (_, { shareFen }) => moneyWords(shareFen) },
          {
            title: '扣回',
            align: 'right',
            render: (_, { deductedFen, reason }) =>
              deductedFen > 0 ? `−${moneyWords(deductedFen)}（${reason}）` : '',
          },
          { title: '实发', align: 'right', render: (_, { paidFen }) => <b>{moneyWords(paidFen)}</b> },
          {
            title: '申诉',
            render: (_, { id, state, appeal }) =>
              appeal ? (
                (appeal.answer ?? '已提交，待答复')
              ) : state === 'draft' || state === 'submitted' ? (
                <Button size="small" onClick={() => ask(id)}>
                  申诉
                </Button>
              ) : (
                ''
              ),
          },
        ]}
      />
    </Card>
  )
}

function MyServices({ days, onClose }: { days: Days; onClose: () => void }) {
  const pages = usePages()
  const page = useReply(
    listMyCreditedServices,
    { ...days, limit: 100, ...pages.asked },
    { keepPrevious: true },
  )
  return (
    <Drawer open size={720} title="我的服务与积分" onClose={onClose}>
      {page.error && <Alert type="error" showIcon title={page.error.message} />}
      <ServicesTable services={page.data?.services ?? []} loading={page.isPending} />
      <PageTurner pages={pages} next={page.data?.nextCursor} />
    </Drawer>
  )
}
