import { UploadOutlined } from '@ant-design/icons'
import { importOutsideList } from '@qianyue/api/outside-lists.ts'
import { type ListKind, listName, listsOf, outsideLists } from '@qianyue/domain/outside-lists/outside-list.ts'
import { CallError, upload } from '@qianyue/ui/calls/call.ts'
import { newId } from '@qianyue/ui/calls/hooks.ts'
import { DayPicker } from '@qianyue/ui/forms/DayPicker.tsx'
import { useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Form, Modal, Select, Upload } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import { useOwnPopulations } from '../populations/population-names.tsx'

/** 导入名单: which list, of which day, and the file as the department sent it. */
export function ImportList() {
  const { message } = App.useApp()
  const own = useOwnPopulations()
  const kinds = listsOf({ own }).map((value) => ({
    value,
    label: `${listName(value, { own })}（${outsideLists[value].from}）`,
  }))
  const client = useQueryClient()
  const [open, setOpen] = useState(false)
  const [kind, setKind] = useState<ListKind>('low-income')
  const [asOf, setAsOf] = useState<Dayjs>(dayjs())
  const [file, setFile] = useState<File | null>(null)
  const [sending, setSending] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const send = async () => {
    if (file === null) return setError('请选择名单文件')
    setSending(true)
    setError(null)
    try {
      const { counts, openTasks } = await upload(
        importOutsideList,
        { id: newId(), kind, asOf: asOf.format('YYYY-MM-DD') },
        file,
      )
      message.success(`已导入 ${counts.people} 人，比对上 ${counts.matched} 人，生成待办 ${openTasks} 条`)
      void client.invalidateQueries()
      setOpen(false)
      setFile(null)
    } catch (failure) {
      if (!(failure instanceof CallError)) throw failure
      setError(Object.values(failure.fields).join('；') || failure.message)
    } finally {
      setSending(false)
    }
  }
  return (
    <>
      <Button type="primary" icon={<UploadOutlined />} onClick={() => setOpen(true)}>
        导入名单
      </Button>
      <Modal
        open={open}
        title="导入部门名单"
        okText="导入并比对"
        confirmLoading={sending}
        onOk={() => void send()}
        onCancel={() => setOpen(false)}
      >
        {error && <Alert type="error" showIcon title={error} style={{ marginBottom: 16 }} />}
        <Form layout="vertical">
          <Form.Item label="名单" htmlFor="list-kind">
            <Select id="list-kind" value={kind} onChange={setKind} options={kinds} />
          </Form.Item>
          <Form.Item label="名单日期" htmlFor="list-day" extra="名单反映的是哪一天的情况；每期与上一期比对。">
            <DayPicker
              id="list-day"
              value={asOf}
              allowClear={false}
              maxDate={dayjs()}
              onChange={(day) => day && setAsOf(day)}
            />
          </Form.Item>
          <Form.Item label="文件">
            <Upload.Dragger
              accept=".xlsx,.xlsm,.csv,.xls"
              maxCount={1}
              fileList={file ? [{ uid: 'file', name: file.name }] : []}
              onRemove={() => setFile(null)}
              beforeUpload={(chosen) => {
                setFile(chosen)
                return false
              }}
              aria-label="选择名单文件"
            >
              <p>把部门给的 Excel 拖到这里，或点击选择</p>
              <p className="quiet">
                照原样即可，表头有“姓名”和“身份证号”（或“出生日期”）就能比对；导入不改动居民资料，只生成待办。
              </p>
            </Upload.Dragger>
          </Form.Item>
        </Form>
      </Modal>
    </>
  )
}
