import { Button, type ButtonProps } from 'antd'
import { useHref, useLinkClickHandler } from 'react-router'

/** Leads to another page and looks like a button. One thing to Tab to: a button inside a link is two. */
export function LinkButton({ to, ...look }: { to: string } & Omit<ButtonProps, 'href' | 'onClick'>) {
  const href = useHref(to)
  const follow = useLinkClickHandler<HTMLElement>(to)
  return <Button {...look} href={href} onClick={follow} />
}
