import { dayInShanghai, type LocalDate, parseLocalDate } from '@qianyue/domain/days/local-date.ts'
import { contradictionOf, type Relation } from '@qianyue/domain/households/relation.ts'
import { parseIdNumber, tidyIdNumber } from '@qianyue/domain/residents/id-number.ts'
import { birthDateProblem } from '@qianyue/domain/residents/identity.ts'
import { paymentMethodChoices } from '@qianyue/domain/residents/payment-methods.ts'
import { phoneOf } from '@qianyue/domain/residents/phone.ts'
import { isPersonName, NO_PERSON_NAME } from '@qianyue/domain/residents/resident-name.ts'
import { birthDateProblemWords, idNumberProblemWords } from '@qianyue/domain/residents/words.ts'
import { CallError } from '@qianyue/ui/calls/call.ts'
import { sexWords } from '@qianyue/ui/words/figures.ts'
import { Form, Input, Radio, Select } from 'antd'

export type PersonValues = {
  name: string
  sex: 'male' | 'female' | 'unknown'
  birthDate: string
  idNumber?: string
  phone?: string
  contactName?: string | null
  contactPhone?: string
  ethnicity?: string | null
  residency: 'registered' | 'non-registered'
  relation?: never
  profile?: Record<string, never>
}

/** Fields of a person, checked while typing by the rules of the service. What an identity number says fills the rest. */
export function PersonFields({
  relations,
  kept,
}: {
  /** Relations to choose from; null where there is nothing to choose. */
  relations: Readonly<Record<string, string>> | null
  /** Numbers that are kept unless they are typed anew, masked. */
  kept?: Partial<Record<'idNumber' | 'phone' | 'contactPhone', string | null>>
}) {
  const form = Form.useFormInstance<PersonValues>()
  const today = dayInShanghai(new Date())

  const readNumber = (text: string) => {
    const parsed = parseIdNumber(tidyIdNumber(text).text, today)
    if (!parsed.ok) return
    if (!form.getFieldValue('birthDate')) form.setFieldValue('birthDate', parsed.reading.birthDate)
    if (!form.getFieldValue('sex')) form.setFieldValue('sex', parsed.reading.sex)
  }

  return (
    <div className="person-fields">
      <Form.Item
        name="name"
        label="姓名"
        rules={[
          { required: true, whitespace: true, message: '请填写姓名' },
          { validator: (_, text: string | undefined) => checkName(text) },
        ]}
      >
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="idNumber"
        label="身份证号"
        validateTrigger="onBlur"
        extra={kept?.idNumber ? `现登记 ${kept.idNumber}，不改请留空` : '没有的可以不填，如新生儿'}
        rules={[{ validator: (_, text: string | undefined) => checkNumber(text, today) }]}
      >
        <Input maxLength={24} autoComplete="off" onChange={({ target }) => readNumber(target.value)} />
      </Form.Item>
      <Form.Item name="sex" label="性别" rules={[{ required: true, message: '请选择性别' }]}>
        <Radio.Group options={Object.entries(sexWords).map(([value, label]) => ({ value, label }))} />
      </Form.Item>
      <Form.Item
        name="birthDate"
        label="出生日期"
        validateTrigger="onBlur"
        rules={[
          { required: true, message: '请填写出生日期' },
          { validator: (_, text: string | undefined) => checkDay(text, today) },
        ]}
      >
        <Input placeholder="1950-03-02" maxLength={10} style={{ width: 160 }} />
      </Form.Item>
      <Form.Item
        name="phone"
        label="电话"
        validateTrigger="onBlur"
        {...(kept?.phone ? { extra: `现登记 ${kept.phone}，不改请留空` } : {})}
        rules={[{ validator: (_, text?: string) => checkPhone(text) }]}
      >
        <Input maxLength={20} autoComplete="off" inputMode="tel" />
      </Form.Item>
      {relations && (
        <Form.Item
          name="relation"
          label="与户主关系"
          dependencies={['sex']}
          rules={[
            { required: true, message: '请选择与户主的关系' },
            {
              warningOnly: true,
              validator: async (_, relation?: Relation) => {
                const sex = form.getFieldValue('sex') as PersonValues['sex'] | undefined
                if (relation && sex && contradictionOf(relation, { sex, birthDate: null }, null))
                  throw new Error(`与性别“${sexWords[sex]}”不符，请核对`)
              },
            },
          ]}
        >
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={Object.entries(relations)
              .filter(([code]) => code !== '01' && code !== '02')
              .map(([value, label]) => ({ value, label }))}
          />
        </Form.Item>
      )}
      <Form.Item name="residency" label="常住类型">
        <Radio.Group
          options={[
            { value: 'registered', label: '户籍' },
            { value: 'non-registered', label: '非户籍' },
          ]}
        />
      </Form.Item>
      <Form.Item name="ethnicity" label="民族">
        <Input maxLength={20} style={{ width: 160 }} />
      </Form.Item>
      <Form.Item name={['profile', 'paymentMethods']} label="医保类型（支付方式）">
        <Select mode="multiple" allowClear placeholder="请选择" options={[...paymentMethodChoices]} />
      </Form.Item>
      <Form.Item name="contactName" label="联系人">
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item
        name="contactPhone"
        label="联系人电话"
        validateTrigger="onBlur"
        {...(kept?.contactPhone ? { extra: `现登记 ${kept.contactPhone}，不改请留空` } : {})}
        rules={[{ validator: (_, text?: string) => checkPhone(text) }]}
      >
        <Input maxLength={20} autoComplete="off" inputMode="tel" />
      </Form.Item>
      <Form.Item name={['profile', 'drugAllergies']} label="药物过敏史">
        <Input maxLength={200} placeholder="无则不填" />
      </Form.Item>
      <Form.Item name={['profile', 'pastHistory']} label="既往史">
        <Input maxLength={500} />
      </Form.Item>
    </div>
  )
}

export function ReasonField({ placeholder }: { placeholder: string }) {
  return (
    <Form.Item name="reason" label="原因" rules={[{ required: true, min: 2, message: '请写明原因' }]}>
      <Input maxLength={200} placeholder={placeholder} />
    </Form.Item>
  )
}

/** What the server said of single fields, as a form takes it. */
export function fieldErrors(error: unknown): { name: never; errors: string[] }[] {
  if (!(error instanceof CallError)) return []
  return Object.entries(error.fields).map(([field, words]) => ({
    name: field.split('.') as never,
    errors: [words],
  }))
}

async function checkName(text: string | undefined) {
  if (text?.trim() && !isPersonName(text.trim())) throw new Error(NO_PERSON_NAME)
}

async function checkNumber(text: string | undefined, today: Parameters<typeof parseIdNumber>[1]) {
  if (!text?.trim()) return
  const parsed = parseIdNumber(tidyIdNumber(text).text, today)
  if (!parsed.ok) throw new Error(idNumberProblemWords(parsed.problem))
}

async function checkDay(text: string | undefined, today: LocalDate) {
  if (!text) return
  const day = parseLocalDate(text)
  if (day === null) throw new Error('日期应为“1950-03-02”的写法，且是真实存在的日子')
  const problem = birthDateProblem(day, today)
  if (problem) throw new Error(birthDateProblemWords[problem])
}

async function checkPhone(text: string | undefined) {
  if (text?.trim() && phoneOf(text) === null) throw new Error('电话应为 11 位手机号，或带区号的固定电话')
}
