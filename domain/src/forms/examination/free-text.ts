/** The line beside a box for what its option does not say (其他、异常的描述). */
export function described<const Code extends string, const Of extends string>(
  code: Code,
  name: string,
  of: Of,
  is: number | readonly number[],
) {
  return { code, kind: 'text', name, maxLength: 100, showWhen: { field: of, is } } as const
}
