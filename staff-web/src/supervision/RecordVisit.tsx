import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { listOrgUnits } from '@qianyue/api/organisation.ts'
import {
  checkAnswers,
  listSupervisionGroups,
  type listSupervisionVisits,
  recordSupervisionVisit,
} from '@qianyue/api/supervision.ts'
import { newId, useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { DayPicker } from '@qianyue/ui/forms/DayPicker.tsx'
import { Button, Flex, Form, Input, Modal, Radio, Select } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import { SendError } from '../shell/SendError.tsx'

type Known = ReplyOf<typeof listSupervisionVisits>
type Answer = keyof typeof checkAnswers
type Problem = { id: string; itemCode: string | null; words: string }

/** 登记督导: a checklist answered line by line; what does not conform becomes a problem with a deadline. */
export function RecordVisit({ known, onClose }: { known: Known; onClose: () => void }) {
  const send = useSend(recordSupervisionVisit)
  const units = useReply(listOrgUnits, {})
  const groups = useReply(listSupervisionGroups, {})
  const [id] = useState(newId)
  const lists = [...new Set(known.checklist.map(({ list }) => list))]
  const [list, setList] = useState(lists[0])
  const [unitCode, setUnitCode] = useState<number | null>(null)
  const [groupId, setGroupId] = useState<string | null>(null)
  const [visitedOn, setVisitedOn] = useState<Dayjs>(dayjs())
  const [people, setPeople] = useState('')
  const [summary, setSummary] = useState('')
  const [answers, setAnswers] = useState<Record<string, { answer: Answer; note: string }>>({})
  const [others, setOthers] = useState<Problem[]>([])
  const items = known.checklist.filter((item) => item.list === list)
  const given = items.flatMap(({ code }) => (answers[code] ? [{ code, ...answers[code] }] : []))
  const found = items.flatMap(({ code, text }): Problem[] => {
    const one = answers[code]
    if (one?.answer !== 'no') return []
    return [{ id: newId(), itemCode: code, words: one.note.trim() === '' ? text : one.note.trim() }]
  })
  const save = () => {
    if (unitCode === null) return
    send.mutate(
      {
        id,
        unitCode,
        groupId,
        visitedOn: visitedOn.format('YYYY-MM-DD'),
        people,
        answers: given,
        findings: [...found, ...others.filter(({ words }) => words.trim().length >= 2)],
        summary,
      },
      { onSuccess: onClose },
    )
  }
  return (
    <Modal
      open
      width={860}
      title="登记督导"
      okText="登记"
      okButtonProps={{ disabled: unitCode === null || people.trim().length < 2 || given.length === 0 }}
      confirmLoading={send.isPending}
      onOk={save}
      onCancel={onClose}
    >
      <SendError error={send.error} />
      <Form layout="vertical">
        <Flex gap={12} wrap>
          <Form.Item label="督导的机构" htmlFor="visit-unit" required style={{ flex: '1 1 240px' }}>
            <Select
              id="visit-unit"
              showSearch={{ optionFilterProp: 'label' }}
              placeholder="请选择"
              value={unitCode}
              onChange={setUnitCode}
              options={units.data?.map(({ code, name }) => ({ value: code, label: name })) ?? []}
            />
          </Form.Item>
          <Form.Item label="日期" htmlFor="visit-day" required>
            <DayPicker
              id="visit-day"
              value={visitedOn}
              allowClear={false}
              maxDate={dayjs()}
              onChange={(day) => day && setVisitedOn(day)}
            />
          </Form.Item>
          <Form.Item label="督导小组" htmlFor="visit-group" style={{ flex: '1 1 180px' }}>
            <Select
              id="visit-group"
              allowClear
              placeholder="可不选"
              value={groupId}
              onChange={(value) => setGroupId(value ?? null)}
              options={groups.data?.map(({ id: value, name }) => ({ value, label: name })) ?? []}
            />
          </Form.Item>
          <Form.Item label="督导人员" htmlFor="visit-people" required style={{ flex: '1 1 180px' }}>
            <Input
              id="visit-people"
              value={people}
              maxLength={100}
              onChange={({ target }) => setPeople(target.value)}
            />
          </Form.Item>
        </Flex>
        <Form.Item label="检查表">
          <Radio.Group
            value={list}
            onChange={({ target }) => setList(target.value as string)}
            options={lists.map((value) => ({ value, label: value }))}
          />
        </Form.Item>
        {items.map(({ code, text }) => (
          <Form.Item key={code} label={text} style={{ marginBottom: 8 }}>
            <Flex gap={8} wrap>
              <Radio.Group
                aria-label={text}
                value={answers[code]?.answer}
                onChange={({ target }) =>
                  setAnswers({
                    ...answers,
                    [code]: { answer: target.value as Answer, note: answers[code]?.note ?? '' },
                  })
                }
                options={Object.entries(checkAnswers).map(([value, label]) => ({ value, label }))}
              />
              {answers[code]?.answer === 'no' && (
                <Input
                  aria-label={`${text}：问题`}
                  placeholder={`写明问题；${known.rectifyWithinDays} 天内整改`}
                  style={{ flex: '1 1 240px' }}
                  maxLength={300}
                  value={answers[code].note}
                  onChange={({ target }) =>
                    setAnswers({ ...answers, [code]: { answer: 'no', note: target.value } })
                  }
                />
              )}
            </Flex>
          </Form.Item>
        ))}
        <Form.Item label="其他问题">
          <Flex vertical gap={8}>
            {others.map((problem, index) => (
              <Input
                key={problem.id}
                aria-label={`其他问题第 ${index + 1} 条`}
                value={problem.words}
                maxLength={500}
                onChange={({ target }) =>
                  setOthers(
                    others.map((one) => (one.id === problem.id ? { ...one, words: target.value } : one)),
                  )
                }
              />
            ))}
            <Button onClick={() => setOthers([...others, { id: newId(), itemCode: null, words: '' }])}>
              添加问题
            </Button>
          </Flex>
        </Form.Item>
        <Form.Item label="小结" htmlFor="visit-summary">
          <Input.TextArea
            id="visit-summary"
            rows={2}
            maxLength={1000}
            value={summary}
            onChange={({ target }) => setSummary(target.value)}
          />
        </Form.Item>
      </Form>
    </Modal>
  )
}
