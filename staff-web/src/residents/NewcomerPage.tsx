import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { listOrgUnits } from '@qianyue/api/organisation.ts'
import { findLikeResidents, registerResident } from '@qianyue/api/residents.ts'
import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import { parseLocalDate } from '@qianyue/domain/days/local-date.ts'
import { type Relation, relations } from '@qianyue/domain/households/relation.ts'
import { formatRecordNumber } from '@qianyue/domain/residents/health-record-number.ts'
import { newId, useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { sexWords } from '@qianyue/ui/words/figures.ts'
import { Alert, Button, Card, Flex, Form, Input, InputNumber, Radio, Result, Select, Tag } from 'antd'
import { useEffect, useState } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { useViewer } from '../session/viewer.ts'
import { PageTitle } from '../shell/PageTitle.tsx'
import { ChooseHousehold } from './ChooseHousehold.tsx'
import { fieldErrors, PersonFields, type PersonValues } from './PersonFields.tsx'
import './residents.css'

type Values = Omit<PersonValues, 'relation'> & {
  relation?: Relation
  villageCode?: number
  groupNumber?: number | null
  address?: string
}

/** 登记居民: into a household or with one of one's own; who looks alike is shown while the form is filled in. */
export function NewcomerPage() {
  const navigate = useNavigate()
  const viewer = useViewer()
  const [params] = useSearchParams()
  const [ids, setIds] = useState(() => ({ id: newId(), householdId: newId() }))
  const [form] = Form.useForm<Values>()
  const [into, setInto] = useState<'new' | 'existing'>(params.get('householdId') ? 'existing' : 'new')
  const [household, setHousehold] = useState<{ householdId: string; words: string } | null>(
    params.get('householdId')
      ? { householdId: params.get('householdId')!, words: params.get('words') ?? '所选家庭' }
      : null,
  )
  const units = useReply(listOrgUnits, {})
  const register = useSend(registerResident)
  const [done, setDone] = useState<(ReplyOf<typeof registerResident> & { name: string }) | null>(null)

  const name = Form.useWatch('name', form)
  const sex = Form.useWatch('sex', form)
  const birthDate = Form.useWatch('birthDate', form)
  const isKnownEnough = name && sex && birthDate && parseLocalDate(birthDate) !== null
  const alike = useReply(
    findLikeResidents,
    isKnownEnough ? { name, sex, birthDate: birthDate as LocalDate } : null,
  )
  const suspects = (alike.data ?? []).filter(({ degree }) => degree !== 'possible')

  const villages = (units.data ?? []).filter(
    ({ level, code }) => level === 'village' && isWithin(code, viewer.reach.unitCode),
  )
  const onlyVillage = villages.length === 1 ? villages[0]!.code : undefined
  useEffect(() => {
    if (onlyVillage !== undefined && into === 'new') form.setFieldValue('villageCode', onlyVillage)
  }, [form, onlyVillage, into])
  const save = async (values: Values) => {
    const { villageCode, groupNumber, address, relation, birthDate: birth, ...person } = values
    try {
      const reply = await register.mutateAsync({
        id: ids.id,
        ...person,
        birthDate: birth as LocalDate,
        ...(into === 'new'
          ? {
              householdId: ids.householdId,
              newHousehold: {
                villageCode: villageCode!,
                groupNumber: groupNumber ?? null,
                address: address ?? '',
              },
            }
          : { householdId: household!.householdId, relation: relation! }),
        isNoDuplicate: suspects.length > 0,
      })
      setDone({ ...reply, name: values.name })
    } catch (error) {
      form.setFields(fieldErrors(error))
    }
  }

  if (done) {
    return (
      <Result
        status="success"
        title={`已登记 ${done.name}`}
        subTitle={`健康档案编号 ${formatRecordNumber(done.healthRecordNumber)}${done.warnings.length > 0 ? `。${done.warnings.map(({ message }) => message).join('')}` : ''}`}
        extra={
          <Flex gap={8} justify="center" wrap>
            <Button type="primary" onClick={() => navigate(`/residents/${done.id}`)}>
              查看居民
            </Button>
            <Button
              onClick={() => {
                setHousehold({ householdId: done.householdId, words: `${done.name}所在家庭` })
                setInto('existing')
                setIds({ id: newId(), householdId: newId() })
                form.resetFields()
                setDone(null)
              }}
            >
              再登记同户的人
            </Button>
          </Flex>
        }
      />
    )
  }
  return (
    <>
      <PageTitle title="登记居民" />
      <Form
        form={form}
        layout="vertical"
        style={{ maxWidth: 640 }}
        onFinish={save}
        initialValues={{
          residency: 'registered',
          ethnicity: '汉族',
        }}
      >
        <Card size="small" title="家庭" style={{ marginBottom: 16 }}>
          <Radio.Group
            value={into}
            onChange={({ target }) => setInto(target.value)}
            options={[
              { value: 'new', label: '新立一户，本人为户主' },
              { value: 'existing', label: '加入已有的家庭' },
            ]}
            style={{ marginBottom: 12 }}
          />
          {into === 'new' ? (
            <>
              <Form.Item
                name="villageCode"
                label="村（社区）"
                rules={[{ required: true, message: '请选择村（社区）' }]}
              >
                <Select
                  showSearch={{ optionFilterProp: 'label' }}
                  options={villages.map(({ code, areaName }) => ({ value: code, label: areaName }))}
                />
              </Form.Item>
              <Flex gap={12}>
                <Form.Item name="groupNumber" label="村民小组">
                  <InputNumber min={0} max={999} suffix="组" style={{ width: 110 }} />
                </Form.Item>
                <Form.Item name="address" label="住址" style={{ flex: 1 }}>
                  <Input maxLength={200} placeholder="如：东岭村3组12号" />
                </Form.Item>
              </Flex>
            </>
          ) : (
            <Form.Item label="哪一户" required>
              <ChooseHousehold value={household} onChange={setHousehold} />
            </Form.Item>
          )}
        </Card>
        <Card size="small" title="本人" style={{ marginBottom: 16 }}>
          <PersonFields relations={into === 'existing' ? relations : null} />
        </Card>
        {suspects.length > 0 && (
          <Alert
            type="warning"
            showIcon
            style={{ marginBottom: 16 }}
            title="可能已有此人的档案，请先核对"
            description={suspects.map((one) => (
              <div key={one.id}>
                <Link to={`/residents/${one.id}`} target="_blank">
                  {one.name}
                </Link>{' '}
                {sexWords[one.sex]} {one.birthDate} {one.idNumberMasked ?? '无证件号'} {one.villageName}{' '}
                {one.address}{' '}
                {one.reasons.map((reason) => (
                  <Tag key={reason}>{reason}</Tag>
                ))}
              </div>
            ))}
          />
        )}
        {register.error && Object.keys(register.error.fields).length === 0 && (
          <Alert type="error" showIcon title={register.error.message} style={{ marginBottom: 16 }} />
        )}
        <Button
          type="primary"
          htmlType="submit"
          loading={register.isPending}
          disabled={into === 'existing' && household === null}
        >
          {suspects.length > 0 ? '已核对，不是同一人，登记' : '登记'}
        </Button>
      </Form>
    </>
  )
}

/** A village of the unit one works in, by the make of the codes. */
function isWithin(code: number, unitCode: number): boolean {
  if (unitCode % 1_000_000 === 0) return true
  return unitCode % 1_000 === 0 ? code - (code % 1_000) === unitCode : code === unitCode
}
