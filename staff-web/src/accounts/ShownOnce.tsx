import { Alert, Modal, Typography } from 'antd'

/** 一次性密码 or 访问令牌: shown this once, to be passed on. */
export function ShownOnce({
  title,
  secret,
  words,
  onClose,
}: {
  title: string
  secret: string
  words: string
  onClose: () => void
}) {
  return (
    <Modal
      open
      title={title}
      onCancel={onClose}
      onOk={onClose}
      okText="我已记下"
      cancelButtonProps={{ style: { display: 'none' } }}
    >
      <Typography.Paragraph copyable={{ text: secret }} style={{ fontSize: 20, fontFamily: 'monospace' }}>
        <span style={{ wordBreak: 'break-all' }}>{secret}</span>
      </Typography.Paragraph>
      <Alert type="warning" showIcon title={words} />
    </Modal>
  )
}
