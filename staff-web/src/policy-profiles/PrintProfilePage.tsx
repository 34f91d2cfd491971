import { getPolicyProfile } from '@qianyue/api/policy-profiles.ts'
import { valueWords } from '@qianyue/domain/policy/value-words.ts'
import { type InForce, underProfile } from '@qianyue/domain/policy-profiles/profile.ts'
import { type BookSheet, profileBook } from '@qianyue/domain/policy-profiles/profile-sheets.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { Alert, Button, Checkbox, Skeleton } from 'antd'
import { useState } from 'react'
import { useParams } from 'react-router'
import { useOwn } from '../policy/own-names.tsx'
import './policy-profiles.css'

/** 打印: the notice as tables on A4, what it decides or everything that holds under it. */
export function PrintProfilePage() {
  const { profileId = '' } = useParams()
  const profile = useReply(getPolicyProfile, { id: profileId })
  const { units } = useOwn()
  const [all, setAll] = useState(false)
  if (profile.error) return <Alert type="error" showIcon title={profile.error.message} />
  if (!profile.data) return <Skeleton active />
  const { name, source, validFrom, content } = profile.data
  const whole = underProfile(profile.data.inForce as unknown as InForce, content as never)
  const decided = new Set(['说明', ...Object.keys(content.policies), ...(content.packages ? ['服务包'] : [])])
  const book = profileBook({ name, source }, whole, units, valueWords).filter(({ rows }) => rows.length > 0)
  const shown = book.filter(({ name: sheet, kind }) => all || decided.has(kind ?? sheet))
  return (
    <div className="profile-print">
      <div className="profile-print-bar">
        <Checkbox checked={all} onChange={({ target }) => setAll(target.checked)}>
          连同沿用的现行政策
        </Checkbox>
        <Button type="primary" onClick={() => window.print()}>
          打印
        </Button>
      </div>
      <h1>{name}</h1>
      <p>
        {source}
        {validFrom && `　${validFrom} 起执行`}
      </p>
      {shown
        .filter((sheet) => sheet.name !== '说明')
        .map((sheet) => (
          <PrintedSheet key={sheet.name} sheet={sheet} />
        ))}
    </div>
  )
}

/** The rows of a sheet, a table for each part that an empty row closes. */
function PrintedSheet({ sheet: { name, rows } }: { sheet: BookSheet }) {
  const parts: BookSheet['rows'][] = [[]]
  for (const row of rows) {
    if (row.length === 0) parts.push([])
    else parts.at(-1)!.push(row)
  }
  return (
    <section>
      <h2>{name}</h2>
      {parts.map((part, at) => (
        <PrintedTable key={at} rows={part} />
      ))}
    </section>
  )
}

function PrintedTable({ rows }: { rows: BookSheet['rows'] }) {
  const title = rows[0]?.length === 1 ? String(rows[0][0]) : null
  const [head = [], ...body] = title === null ? rows : rows.slice(1)
  const isPlain = head[0] === '项目'
  const shown = isPlain ? 2 : head.length
  return (
    <>
      {title !== null && <h3>{title.replaceAll(/[【】]/g, '')}</h3>}
      <table>
        <thead>
          <tr>
            {head.slice(0, shown).map((cell) => (
              <th key={String(cell)} scope="col">
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {body.map((row, at) => (
            <tr key={at}>
              {head.slice(0, shown).map((label, column) => (
                <td key={String(label)}>{row[column]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
