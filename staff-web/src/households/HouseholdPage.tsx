import { ArrowLeftOutlined, UserAddOutlined } from '@ant-design/icons'
import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { editHousehold, getHousehold, listGridDuty } from '@qianyue/api/households.ts'
import { useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import {
  Alert,
  Button,
  Card,
  Flex,
  Form,
  Input,
  InputNumber,
  Modal,
  Select,
  Skeleton,
  Tag,
  Timeline,
} from 'antd'
import { useEffect, useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import { PrintMenu } from '../documents/PrintMenu.tsx'
import { useMay } from '../session/viewer.ts'
import { LinkButton } from '../shell/LinkButton.tsx'
import { NotShown } from '../shell/NotShown.tsx'
import { HouseholdMembers } from './HouseholdMembers.tsx'
import '../residents/residents.css'

export type Household = ReplyOf<typeof getHousehold>

/** 一户: who lives in it, what happened to it, and what can happen, each with what it will change. */
export function HouseholdPage() {
  const { householdId = '' } = useParams()
  const navigate = useNavigate()
  const household = useReply(getHousehold, { id: householdId })
  const mayRegister = useMay('residents.register')
  const mayEdit = useMay('residents.edit')
  const maySign = useMay('agreements.sign')
  const mayRecord = useMay('service-records.write')
  const [editing, setEditing] = useState(false)
  const one = household.data
  const title = one ? `${one.headName ? `${one.headName}户` : '家庭'}` : '家庭'
  useEffect(() => {
    document.title = `${title} · 签约`
  }, [title])

  if (household.error) return <NotShown error={household.error} list="/residents" words="回到居民列表" />
  if (!one) return <Skeleton active paragraph={{ rows: 10 }} />
  const asked = one.headId ?? one.members.find(({ presence }) => presence === 'here')?.id
  const unsigned = one.members.filter(({ signed, presence }) => !signed && presence !== 'dead')
  return (
    <>
      <header className="person-head">
        <Flex justify="space-between" align="start" gap={12} wrap>
          <Flex gap={8} align="center" wrap>
            <Button type="text" icon={<ArrowLeftOutlined />} aria-label="返回" onClick={() => navigate(-1)} />
            <h1>{title}</h1>
            <span className="quiet">{one.members.length} 人</span>
            {one.dissolvedOn && <Tag>{one.dissolvedOn} 注销</Tag>}
          </Flex>
          <Flex gap={8} wrap>
            {maySign && unsigned.length > 0 && one.members[0] && (
              <LinkButton to={`/agreements/sign?householdId=${one.id}`} type="primary">
                签约这一户
              </LinkButton>
            )}
            {mayRegister && (
              <LinkButton
                to={`/residents/new?householdId=${one.id}&words=${encodeURIComponent(`${title} ${one.address}`)}`}
                icon={<UserAddOutlined />}
              >
                登记家人
              </LinkButton>
            )}
            {mayRecord && one.members.length > 0 && (
              <LinkButton to={`/households/${one.id}/visit`}>合并随访</LinkButton>
            )}
            {mayRecord && asked && (
              <LinkButton to={`/residents/${asked}/record/household-survey`}>入户调查</LinkButton>
            )}
            {mayEdit && <Button onClick={() => setEditing(true)}>修改</Button>}
            <PrintMenu of={{ householdId: one.id }} />
          </Flex>
        </Flex>
        <div className="person-facts">
          <span>{one.address || '（未填住址）'}</span>
          <span className="quiet">
            {one.townshipName} {one.villageName}
            {one.groupNumber !== null && ` ${one.groupNumber} 组`}
          </span>
          {one.registerNumber && <span className="quiet">户号 {one.registerNumber}</span>}
          <span className="quiet">包户医生 {one.responsibleDoctorName ?? '未指定'}</span>
        </div>
      </header>
      <Card size="small" title="家庭成员" styles={{ body: { padding: 0 } }}>
        <HouseholdMembers household={one} />
      </Card>
      {one.records.length > 0 && (
        <Card size="small" title="入户调查" style={{ marginTop: 16 }}>
          {one.records.map(({ id, performedOn, name, askedOf, performedByName, said }) => (
            <div key={id} className="owed-line">
              <Link to={`/service-records/${id}`}>
                {performedOn} {name}
              </Link>
              <span className="quiet">
                {askedOf} 答{performedByName && ` · ${performedByName}`} · {said}
              </span>
            </div>
          ))}
        </Card>
      )}
      <div className="person-body" style={{ marginTop: 16 }}>
        <Card size="small" title="变动">
          {one.events.length === 0 ? (
            <span className="quiet">没有</span>
          ) : (
            <Timeline
              items={one.events.map(({ id, on, residentId, residentName, title: what, detail }) => ({
                key: id,
                content: (
                  <>
                    {on}{' '}
                    <Link className="link-in-words" to={`/residents/${residentId}`}>
                      {residentName}
                    </Link>{' '}
                    {what} <span className="quiet">{detail}</span>
                  </>
                ),
              }))}
            />
          )}
        </Card>
        <Card size="small" title="以前的成员">
          {one.formerMembers.length === 0 && <span className="quiet">没有</span>}
          {one.formerMembers.map(({ id, name, relationName, since, until }) => (
            <div key={`${id}${since}`} className="owed-line">
              <Link to={`/residents/${id}`}>{name}</Link>
              <span className="quiet">
                {relationName} · {since} 至 {until}
              </span>
            </div>
          ))}
        </Card>
      </div>
      {editing && <EditAddress household={one} onClose={() => setEditing(false)} />}
    </>
  )
}

function EditAddress({ household, onClose }: { household: Household; onClose: () => void }) {
  const [form] = Form.useForm<{
    address: string
    groupNumber: number | null
    responsibleStaffId?: string | null
  }>()
  const mayAssign = useMay('grid-duty.assign')
  const duty = useReply(listGridDuty, mayAssign ? { villageCode: household.villageCode } : null)
  const edit = useSend(editHousehold)
  return (
    <Modal
      open
      title="修改住址和包户医生"
      onCancel={onClose}
      okText="保存"
      confirmLoading={edit.isPending}
      onOk={() => form.submit()}
    >
      {edit.error && <Alert type="error" showIcon title={edit.error.message} />}
      <Form
        form={form}
        layout="vertical"
        initialValues={{
          address: household.address,
          groupNumber: household.groupNumber,
          responsibleStaffId: household.responsibleDoctorId,
        }}
        onFinish={({ responsibleStaffId, ...values }) =>
          edit.mutate(
            {
              id: household.id,
              version: household.version,
              ...values,
              ...(mayAssign ? { responsibleStaffId: responsibleStaffId ?? null } : {}),
            },
            { onSuccess: onClose },
          )
        }
      >
        <Form.Item name="address" label="住址">
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="groupNumber" label="村民小组">
          <InputNumber min={0} max={999} suffix="组" />
        </Form.Item>
        {mayAssign && (
          <Form.Item name="responsibleStaffId" label="包户医生">
            <Select
              allowClear
              showSearch={{ optionFilterProp: 'label' }}
              placeholder="未指定"
              options={(duty.data?.doctors ?? []).map(({ staffId, name, unitName }) => ({
                value: staffId,
                label: `${name} · ${unitName}`,
              }))}
            />
          </Form.Item>
        )}
      </Form>
    </Modal>
  )
}
