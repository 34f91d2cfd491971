import { type ReactNode, useEffect } from 'react'

/** The heading of a page, with what can be done on it at the right. */
export function PageTitle({ title, children }: { title: string; children?: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · 签约`
  }, [title])
  return (
    <div className="page-title">
      <h1>{title}</h1>
      <div>{children}</div>
    </div>
  )
}
