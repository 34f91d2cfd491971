import { editResident } from '@qianyue/api/residents.ts'
import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import { relations } from '@qianyue/domain/households/relation.ts'
import { useSend } from '@qianyue/ui/calls/hooks.ts'
import { Alert, App, Button, Drawer, Flex, Form } from 'antd'
import { fieldErrors, PersonFields, type PersonValues, ReasonField } from './PersonFields.tsx'
import type { Resident } from './ResidentPage.tsx'

/** 修改: what is left as it is stays as it is; numbers are only sent when they are typed anew. */
export function EditResident({ resident, onClose }: { resident: Resident; onClose: () => void }) {
  const { message } = App.useApp()
  const [form] = Form.useForm<PersonValues & { reason: string }>()
  const edit = useSend(editResident)

  const save = async (values: PersonValues & { reason: string }) => {
    const { reason, idNumber, phone, contactPhone, birthDate, ...rest } = values
    const typed = {
      ...(idNumber ? { idNumber } : {}),
      ...(phone ? { phone } : {}),
      ...(contactPhone ? { contactPhone } : {}),
      ...(birthDate === resident.birthDate ? {} : { birthDate: birthDate as LocalDate }),
      ...changedOf({ ...rest, profile: { ...resident.profile, ...rest.profile } }, resident),
    }
    try {
      const { warnings } = await edit.mutateAsync({
        id: resident.id,
        version: resident.version,
        reason,
        ...typed,
      })
      message.success(
        warnings.length > 0 ? `已修改。${warnings.map((one) => one.message).join('')}` : '已修改',
      )
      onClose()
    } catch (error) {
      form.setFields(fieldErrors(error))
    }
  }

  return (
    <Drawer
      open
      mask={{ closable: false }}
      size={560}
      title={`修改 ${resident.name}`}
      onClose={onClose}
      footer={
        <Flex justify="end" gap={8}>
          <Button onClick={onClose}>取消</Button>
          <Button type="primary" loading={edit.isPending} onClick={() => form.submit()}>
            保存
          </Button>
        </Flex>
      }
    >
      {edit.error && Object.keys(edit.error.fields).length === 0 && (
        <Alert type="error" showIcon title={edit.error.message} style={{ marginBottom: 12 }} />
      )}
      <Form
        form={form}
        layout="vertical"
        onFinish={save}
        initialValues={{
          name: resident.name,
          sex: resident.sex,
          birthDate: resident.birthDate,
          ethnicity: resident.ethnicity,
          residency: resident.residency,
          relation: resident.isHead ? undefined : resident.relation,
          contactName: resident.contactName,
          profile: resident.profile,
        }}
      >
        <PersonFields
          relations={resident.isHead ? null : relations}
          kept={{
            idNumber: resident.idNumberMasked,
            phone: resident.phoneMasked,
            contactPhone: resident.contactPhoneMasked,
          }}
        />
        <ReasonField placeholder="如：姓名写错，按身份证更正" />
      </Form>
    </Drawer>
  )
}

function changedOf<Values extends object>(values: Values, resident: Resident): Partial<Values> {
  return Object.fromEntries(
    Object.entries(values).filter(
      ([field, value]) =>
        value !== undefined && JSON.stringify(value) !== JSON.stringify(resident[field as keyof Resident]),
    ),
  ) as Partial<Values>
}
