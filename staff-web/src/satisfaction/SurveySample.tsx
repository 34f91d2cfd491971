import { CopyOutlined } from '@ant-design/icons'
import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { type getSurvey, surveyChannels, surveySample, takeSurveyAnswers } from '@qianyue/api/satisfaction.ts'
import { useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { Alert, App, Button, Flex, Modal, Radio, Tag } from 'antd'
import { useState } from 'react'
import { DataTable } from '../shell/DataTable.tsx'
import { SendError } from '../shell/SendError.tsx'
import { AnswerQuestions, type Given } from './AnswerQuestions.tsx'

type Survey = ReplyOf<typeof getSurvey>
type Invitee = ReplyOf<typeof surveySample>[number]

/** 样本与录入: who is called or sent the link, and whose paper is typed in. */
export function SurveySample({ survey }: { survey: Survey }) {
  const { message } = App.useApp()
  const sample = useReply(surveySample, { id: survey.id })
  const [answering, setAnswering] = useState<Invitee | null>(null)
  const copy = async (link: string) => {
    await navigator.clipboard.writeText(`${window.location.origin}${link}`)
    message.success('已复制链接')
  }
  return (
    <>
      {sample.error && <Alert type="error" showIcon title={sample.error.message} />}
      <DataTable
        loading={sample.isPending}
        dataSource={sample.data ?? []}
        pagination={{ pageSize: 50, showSizeChanger: false, hideOnSinglePage: true }}
        columns={[
          { title: '序', dataIndex: 'position', align: 'right' },
          { title: '居民', dataIndex: 'residentName' },
          { title: '村', dataIndex: 'villageName' },
          { title: '电话', dataIndex: 'phoneMasked' },
          {
            title: '答卷',
            render: (_, { channel, invalid }) =>
              channel === null ? (
                <Tag>未答</Tag>
              ) : invalid === null ? (
                <Tag color="green">{surveyChannels[channel]}</Tag>
              ) : (
                <Tag color="orange" title={invalid}>
                  无效
                </Tag>
              ),
          },
          {
            title: '办理',
            render: (_, invitee) => (
              <Flex gap={4}>
                {invitee.channel !== 'link' && (
                  <Button size="small" onClick={() => setAnswering(invitee)}>
                    录入
                  </Button>
                )}
                {invitee.channel === null && (
                  <Button size="small" icon={<CopyOutlined />} onClick={() => void copy(invitee.link)}>
                    链接
                  </Button>
                )}
              </Flex>
            ),
          },
        ]}
      />
      {answering && <Answer survey={survey} invitee={answering} onClose={() => setAnswering(null)} />}
    </>
  )
}

function Answer({ survey, invitee, onClose }: { survey: Survey; invitee: Invitee; onClose: () => void }) {
  const { message } = App.useApp()
  const send = useSend(takeSurveyAnswers)
  const [channel, setChannel] = useState<'phone' | 'paper'>('phone')
  const [answers, setAnswers] = useState<Given>({})
  return (
    <Modal
      open
      title={`${invitee.residentName}（${invitee.villageName} ${invitee.phoneMasked ?? '没有电话'}）`}
      okText="登记答卷"
      confirmLoading={send.isPending}
      onCancel={onClose}
      onOk={() =>
        send.mutate(
          { id: survey.id, inviteeId: invitee.id, channel, answers },
          {
            onSuccess: ({ invalid }) => {
              if (invalid !== null) message.warning(`已登记为无效答卷：${invalid}`)
              onClose()
            },
          },
        )
      }
    >
      <SendError error={send.error} />
      <Radio.Group
        aria-label="方式"
        style={{ marginBottom: 12 }}
        value={channel}
        onChange={({ target }) => setChannel(target.value as 'phone' | 'paper')}
        options={[
          { value: 'phone', label: '电话' },
          { value: 'paper', label: '纸质' },
        ]}
      />
      <AnswerQuestions questions={survey.questions} answers={answers} onChange={setAnswers} />
    </Modal>
  )
}
