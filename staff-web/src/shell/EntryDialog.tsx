import type { CallError } from '@qianyue/ui/calls/call.ts'
import { Form, type FormInstance, Modal } from 'antd'
import type { ReactNode } from 'react'
import { SendError } from './SendError.tsx'

/**
 * A form in a dialog, which stays until what was entered is taken; why it was not is said above the form.
 * @param form for who reads or sets its values from outside.
 */
export function EntryDialog<Values extends object>({
  title,
  okText = '保存',
  isOkDisabled = false,
  width,
  send,
  form: given,
  initialValues,
  onSubmit,
  onClose,
  children,
}: {
  title: string
  okText?: string
  isOkDisabled?: boolean
  width?: number
  send: { isPending: boolean; error: CallError | null }
  form?: FormInstance<Values>
  initialValues: object
  onSubmit: (values: Values) => void
  onClose: () => void
  children: ReactNode
}) {
  const [form] = Form.useForm<Values>(given)
  return (
    <Modal
      open
      title={title}
      {...(width ? { width } : {})}
      okText={okText}
      okButtonProps={{ disabled: isOkDisabled }}
      confirmLoading={send.isPending}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <SendError error={send.error} />
      {/* Named, so that no field has the id of something else on the page. */}
      <Form<Values>
        form={form}
        name="entry"
        layout="vertical"
        initialValues={initialValues}
        onFinish={onSubmit}
      >
        {children}
      </Form>
    </Modal>
  )
}
