import { SearchOutlined } from '@ant-design/icons'
import { listResidents } from '@qianyue/api/residents.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { ageWords, sexWords } from '@qianyue/ui/words/figures.ts'
import { Button, Input, Modal, Tag } from 'antd'
import { useDeferredValue, useState } from 'react'
import { useNavigate } from 'react-router'
import { presenceWords } from './resident-filter.ts'
import './residents.css'

/** The one search for a person, from anywhere: type, arrow, Enter. */
export function FindResident({ open, setOpen }: { open: boolean; setOpen: (open: boolean) => void }) {
  const navigate = useNavigate()
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const q = useDeferredValue(typed.trim())
  const found = useReply(listResidents, open && q !== '' ? { q, limit: 12, isCounted: 'false' } : null, {
    keepPrevious: true,
  })
  const items = q === '' ? [] : (found.data?.items ?? [])

  const close = () => {
    setOpen(false)
    setTyped('')
    setAt(0)
  }
  const go = (id: string | undefined) => {
    if (!id) return
    close()
    navigate(`/residents/${id}`)
  }
  return (
    <>
      <Button className="find-resident" icon={<SearchOutlined />} onClick={() => setOpen(true)}>
        <span className="find-words">查找居民</span> <kbd className="quiet find-words">Ctrl K</kbd>
      </Button>
      <Modal
        mask={{ closable: true }}
        open={open}
        onCancel={close}
        footer={null}
        closable={false}
        destroyOnHidden
        width={680}
        style={{ top: 64 }}
        title="查找居民"
      >
        <Input
          autoFocus
          size="large"
          prefix={<SearchOutlined />}
          aria-label="查找居民"
          placeholder="姓名、拼音、首字母、电话、身份证号或后四位、地址"
          value={typed}
          onChange={({ target }) => {
            setTyped(target.value)
            setAt(0)
          }}
          onKeyDown={(event) => {
            if (event.key === 'ArrowDown') setAt(Math.min(items.length - 1, at + 1))
            else if (event.key === 'ArrowUp') setAt(Math.max(0, at - 1))
            else if (event.key === 'Enter' && !event.nativeEvent.isComposing) go(items[at]?.id)
            else return
            event.preventDefault()
          }}
        />
        <div className="found-list" role="listbox" aria-label="找到的居民">
          {items.map((one, i) => (
            <button
              type="button"
              key={one.id}
              role="option"
              aria-selected={i === at}
              className="found-resident"
              ref={i === at ? (button) => button?.scrollIntoView({ block: 'nearest' }) : null}
              onMouseEnter={() => setAt(i)}
              onClick={() => go(one.id)}
            >
              <b>{one.name}</b> {sexWords[one.sex]} {ageWords(one.ageYears)}{' '}
              {one.presence !== 'here' && <Tag>{presenceWords[one.presence]}</Tag>}
              {one.overdue > 0 && <Tag color="error">逾期 {one.overdue}</Tag>}
              <div className="quiet one-line">
                {one.idNumberMasked} {one.phoneMasked} {one.address || one.villageName} {one.relationName}
              </div>
            </button>
          ))}
        </div>
        {found.error && <p role="alert">{found.error.message}</p>}
        {q !== '' && found.isSuccess && !found.isPlaceholderData && items.length === 0 && (
          <p className="quiet">
            {found.data.searchedBy === 'incomplete-number'
              ? '号码没有输完：手机号 11 位，身份证号 18 位或其后四位。'
              : '管辖范围内没有找到。'}
          </p>
        )}
      </Modal>
    </>
  )
}
