import { MinusCircleOutlined, PlusOutlined } from '@ant-design/icons'
import { prescribe } from '@qianyue/api/long-prescriptions.ts'
import { getPolicy } from '@qianyue/api/policy.ts'
import { dayInShanghai, type LocalDate } from '@qianyue/domain/days/local-date.ts'
import {
  defaultLongPrescriptionPolicy,
  type LongPrescriptionPolicy,
  type PrescribedMedicine,
  prescribingProblems,
} from '@qianyue/domain/long-prescriptions/long-prescription.ts'
import { type Population, populations } from '@qianyue/domain/populations/population.ts'
import { newId, useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { Alert, Button, Checkbox, Flex, Form, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { ChooseResident } from '../residents/ChooseResident.tsx'
import { DayItem } from '../shell/day-items.tsx'
import { EntryDialog } from '../shell/EntryDialog.tsx'

type Values = {
  residentId: string
  condition: Population
  prescribedOn: LocalDate
  weeks: number
  isStable?: boolean
  medicines: PrescribedMedicine[]
  assessment?: string
  educated?: boolean
  confirmed?: boolean
}

/** 开长期处方: what forbids it is said while it is written, by the rule that the server applies. */
export function NewPrescription({ onClose }: { onClose: () => void }) {
  const [id] = useState(newId)
  const [form] = Form.useForm<Values>()
  const values = Form.useWatch([], form) as Partial<Values> | undefined
  const policy =
    (useReply(getPolicy, { kind: 'long-prescriptions' }).data?.current.body as
      | LongPrescriptionPolicy
      | undefined) ?? defaultLongPrescriptionPolicy
  const send = useSend(prescribe)
  const weeks = values?.weeks ?? 4
  const problems = prescribingProblems(
    {
      condition: values?.condition ?? policy.conditions[0]!.population,
      isStable: values?.isStable ?? false,
      weeks,
      medicines: (values?.medicines ?? []).filter((one) => one?.name),
      assessment: values?.assessment ?? '',
      educated: values?.educated ?? false,
      confirmed: values?.confirmed ?? false,
    },
    policy,
  )
  const words = [...new Set(Object.values(problems))]
  return (
    <EntryDialog<Values>
      title="开长期处方"
      okText="开方"
      width={640}
      isOkDisabled={words.length > 0}
      send={send}
      form={form}
      initialValues={{
        condition: policy.conditions[0]?.population,
        prescribedOn: dayInShanghai(new Date()),
        weeks: 4,
        medicines: [{ name: '', dose: '', timesPerDay: 1 }],
      }}
      onSubmit={({ isStable, ...written }) =>
        send.mutate({ id, ...written, isStable: isStable ?? false }, { onSuccess: onClose })
      }
      onClose={onClose}
    >
      <Form.Item name="residentId" label="居民" rules={[{ required: true, message: '请选择居民' }]}>
        <ChooseResident
          placeholder="输入姓名、证件号或电话"
          value={values?.residentId ?? null}
          onChoose={(chosen) => form.setFieldValue('residentId', chosen)}
        />
      </Form.Item>
      <Flex gap={12} wrap>
        <Form.Item name="condition" label="病种" style={{ minWidth: 160 }}>
          <Select
            options={policy.conditions.map(({ population, mostWeeks }) => ({
              value: population,
              label: `${populations[population]}（最长 ${mostWeeks} 周）`,
            }))}
          />
        </Form.Item>
        <DayItem name="prescribedOn" label="开方日期" required="请填写日期" />
        <Form.Item name="weeks" label="用药">
          <InputNumber min={1} max={52} suffix="周" />
        </Form.Item>
      </Flex>
      <Form.List name="medicines">
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ key, name }) => (
              <Flex key={key} gap={8} align="baseline" wrap>
                <Form.Item name={[name, 'name']} rules={[{ required: true, message: '药名' }]}>
                  <Input aria-label="药名" placeholder="药名" maxLength={60} />
                </Form.Item>
                <Form.Item name={[name, 'dose']} rules={[{ required: true, message: '用量' }]}>
                  <Input
                    aria-label="每次用量"
                    placeholder="每次，如 5 mg"
                    maxLength={30}
                    style={{ width: 130 }}
                  />
                </Form.Item>
                <Form.Item name={[name, 'timesPerDay']}>
                  <InputNumber aria-label="每日次数" min={1} max={12} prefix="每日" suffix="次" />
                </Form.Item>
                {fields.length > 1 && (
                  <Button
                    type="text"
                    icon={<MinusCircleOutlined />}
                    aria-label="去掉这种药"
                    onClick={() => remove(name)}
                  />
                )}
              </Flex>
            ))}
            <Button
              type="dashed"
              icon={<PlusOutlined />}
              disabled={fields.length >= 10}
              onClick={() => add({ name: '', dose: '', timesPerDay: 1 })}
              style={{ marginBottom: 16 }}
            >
              加一种药
            </Button>
          </>
        )}
      </Form.List>
      <Form.Item name="isStable" valuePropName="checked">
        <Checkbox>病情稳定，用药方案固定</Checkbox>
      </Form.Item>
      {weeks > policy.assessedBeyondWeeks && (
        <>
          <Form.Item name="assessment" label="评估意见">
            <Input.TextArea maxLength={500} autoSize={{ minRows: 2, maxRows: 5 }} />
          </Form.Item>
          <Form.Item name="educated" valuePropName="checked">
            <Checkbox>已做用药、自我监测和不适时处理的教育</Checkbox>
          </Form.Item>
          <Form.Item name="confirmed" valuePropName="checked">
            <Checkbox>患者已确认知情</Checkbox>
          </Form.Item>
        </>
      )}
      {words.length > 0 && (
        <Alert type="warning" showIcon title={words.map((one) => <div key={one}>{one}</div>)} />
      )}
    </EntryDialog>
  )
}
