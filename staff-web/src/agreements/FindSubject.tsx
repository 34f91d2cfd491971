import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { listResidents } from '@qianyue/api/residents.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { ageWords, sexWords } from '@qianyue/ui/words/figures.ts'
import { Alert, Empty, Input, List, Tag } from 'antd'
import { useDeferredValue, useState } from 'react'

export type Found = ReplyOf<typeof listResidents>['items'][number]

/** Finds a person, whom to sign if nothing else is said: by name, initials, phone, ID number or address. */
export function FindSubject({
  onFound,
  label = '查找要签约的居民或家庭',
}: {
  onFound: (resident: Found) => void
  label?: string
}) {
  const [typed, setTyped] = useState('')
  const q = useDeferredValue(typed.trim())
  const found = useReply(listResidents, q === '' ? null : { q, limit: 12, isCounted: 'false' }, {
    keepPrevious: true,
  })
  const items = q === '' ? [] : (found.data?.items ?? [])
  return (
    <>
      <Input.Search
        autoFocus
        size="large"
        aria-label={label}
        placeholder="姓名、首字母、电话、证件号、地址"
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        onSearch={() => items[0] && onFound(items[0])}
        loading={found.isFetching}
        style={{ maxWidth: 560 }}
      />
      {found.error && <Alert type="error" showIcon title={found.error.message} style={{ marginTop: 8 }} />}
      {q !== '' && found.isSuccess && items.length === 0 && (
        <Empty description="没有找到。请换个写法，或先登记这位居民。" />
      )}
      {items.length > 0 && (
        <List
          size="small"
          style={{ maxWidth: 760, marginTop: 8 }}
          dataSource={items}
          renderItem={(one) => (
            <List.Item>
              <button type="button" className="found-resident" onClick={() => onFound(one)}>
                <b>{one.name}</b> {sexWords[one.sex]} {ageWords(one.ageYears)}{' '}
                <span className="quiet">
                  {one.idNumberMasked} {one.villageName} {one.address} {one.relationName}
                </span>{' '}
                {one.populations.map(({ population, name }) => (
                  <Tag key={population}>{name}</Tag>
                ))}
                {one.signed && <Tag color="success">已签 至 {one.signedUntil}</Tag>}
              </button>
            </List.Item>
          )}
        />
      )}
    </>
  )
}
