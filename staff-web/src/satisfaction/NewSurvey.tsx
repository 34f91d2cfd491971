import { openSurvey } from '@qianyue/api/satisfaction.ts'
import { newId, useSend } from '@qianyue/ui/calls/hooks.ts'
import { dayFormats } from '@qianyue/ui/forms/DayPicker.tsx'
import { DatePicker, Flex, Form, Input, Modal } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import { useViewer } from '../session/viewer.ts'
import { SendError } from '../shell/SendError.tsx'
import { DesignQuestions, type Question } from './DesignQuestions.tsx'
import type { Surveys } from './SurveysPage.tsx'

/** 开展调查: the questions as policy proposes them, changed here, and by which seed people are drawn. */
export function NewSurvey({
  known,
  onClose,
  onDone,
}: {
  known: Surveys
  onClose: () => void
  onDone: (id: string) => void
}) {
  const { reach } = useViewer()
  const send = useSend(openSurvey)
  const [id] = useState(newId)
  const today = dayjs()
  const quarter = `${today.year()}年第${Math.floor(today.month() / 3) + 1}季度`
  const [title, setTitle] = useState(`${quarter}签约服务满意度调查`)
  const [days, setDays] = useState<[Dayjs, Dayjs]>([today, today.add(30, 'day')])
  const [seed, setSeed] = useState(quarter)
  const [questions, setQuestions] = useState<Question[]>(known.questions)
  return (
    <Modal
      open
      width={820}
      title="开展满意度调查"
      okText="抽样并开始"
      confirmLoading={send.isPending}
      onCancel={onClose}
      onOk={() =>
        send.mutate(
          {
            id,
            unitCode: reach.unitCode,
            title,
            questions,
            fromDay: days[0].format('YYYY-MM-DD'),
            toDay: days[1].format('YYYY-MM-DD'),
            seed,
          },
          { onSuccess: () => onDone(id) },
        )
      }
    >
      <SendError error={send.error} />
      <Form layout="vertical">
        <Form.Item label="名称" htmlFor="survey-title">
          <Input
            id="survey-title"
            value={title}
            maxLength={100}
            onChange={({ target }) => setTitle(target.value)}
          />
        </Form.Item>
        <Flex gap={12} wrap>
          <Form.Item label="期间" htmlFor="survey-days">
            <DatePicker.RangePicker
              format={dayFormats}
              id="survey-days"
              value={days}
              allowClear={false}
              onChange={(chosen) => chosen?.[0] && chosen[1] && setDays([chosen[0], chosen[1]])}
            />
          </Form.Item>
          <Form.Item
            label="抽样种子"
            htmlFor="survey-seed"
            style={{ flex: '1 1 200px' }}
            extra="同一种子抽出同一批人。每村抽多少在“设置 · 政策 · 满意度调查”中。"
          >
            <Input
              id="survey-seed"
              value={seed}
              maxLength={60}
              onChange={({ target }) => setSeed(target.value)}
            />
          </Form.Item>
        </Flex>
        <Form.Item label="问卷">
          <DesignQuestions questions={questions} onChange={setQuestions} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
