import { listResidentVersions } from '@qianyue/api/residents.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { Alert, Button, Drawer, Empty, Skeleton } from 'antd'
import { useState } from 'react'

/** 修改记录: what the record said before each change. */
export function Versions({ residentId }: { residentId: string }) {
  const [open, setOpen] = useState(false)
  const versions = useReply(listResidentVersions, open ? { id: residentId } : null)
  return (
    <>
      <Button type="link" size="small" onClick={() => setOpen(true)}>
        修改记录
      </Button>
      <Drawer open={open} onClose={() => setOpen(false)} title="修改记录" size={480}>
        {versions.error && <Alert type="error" showIcon title={versions.error.message} />}
        {!versions.data && !versions.error && <Skeleton active />}
        {versions.data?.length === 0 && <Empty description="没有修改过" />}
        {versions.data?.map(({ version, changedAt, changedByName, reason, changes }) => (
          <div key={version} className="owed-line">
            <div className="owed-what">
              <div>
                {new Date(changedAt).toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai' })} {changedByName}
              </div>
              <div>原因：{reason}</div>
              {changes.map(({ field, was }) => (
                <div key={field} className="quiet">
                  {field}原为：{was}
                </div>
              ))}
            </div>
          </div>
        ))}
      </Drawer>
    </>
  )
}
