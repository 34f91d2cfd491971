import { useEffect } from 'react'

const DIALOG = '.ant-modal, .ant-drawer'
const FIELD = 'input:not([type=file]), textarea, select, [contenteditable=true]'
/** What had the focus before, so far back as somebody could want to return. */
const REMEMBERED = 10

/**
 * A dialog opens at its first field, and one that its page takes away gives the focus back to what was pressed. antd goes
 * to 关闭 first, and then to the top of the page.
 */
export function useDialogFocus(): void {
  useEffect(() => {
    const entered = new WeakSet<Element>()
    const before: HTMLElement[] = []
    let inside: Element | null = null
    const arrive = ({ target }: FocusEvent) => {
      if (!(target instanceof HTMLElement)) return
      before.push(target)
      if (before.length > REMEMBERED) before.shift()
      const dialog = target.closest(DIALOG)
      inside = dialog
      if (!dialog || entered.has(dialog)) return
      entered.add(dialog)
      // When antd has placed the focus for good. On a touch screen a keyboard would slide over what was to be read first.
      if (!window.matchMedia('(pointer: coarse)').matches) queueMicrotask(() => firstField(dialog)?.focus())
    }
    // Its children are gone before it is taken from the page, so that what is removed no longer tells what it was.
    const leave = new MutationObserver(() => {
      if (inside === null || inside.isConnected) return
      inside = null
      if (document.activeElement !== document.body) return
      before.findLast((one) => one.isConnected && isShown(one))?.focus({ preventScroll: true })
    })
    document.addEventListener('focusin', arrive)
    leave.observe(document.body, { childList: true })
    return () => {
      document.removeEventListener('focusin', arrive)
      leave.disconnect()
    }
  }, [])
}

/** Null also when somebody has said by autoFocus where to begin. */
function firstField(dialog: Element): HTMLElement | null {
  if (document.activeElement?.matches(FIELD) || document.activeElement?.closest('.ant-modal-footer'))
    return null
  const fields = [...dialog.querySelectorAll<HTMLInputElement>(FIELD)].filter(
    (one) => !one.disabled && isShown(one),
  )
  const [first] = fields
  if (first?.type !== 'radio') return first ?? null
  return fields.find(({ name, checked }) => name === first.name && checked) ?? first
}

const isShown = (one: Element): boolean => one.getClientRects().length > 0
