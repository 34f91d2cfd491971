import { CODE_PATTERN } from '@qianyue/domain/service-confirmations/confirmation-code.ts'
import { CodeField } from '../service-confirmations/CodeField.tsx'

/** 确认码 taken down without the network, checked when it is sent. */
export function CodeProof({ code, onCode }: { code: string; onCode: (code: string) => void }) {
  return (
    <div className="card-proof">
      <CodeField code={code} onCode={onCode} />
      {code !== '' && (
        <p className="quiet-words" role="status">
          {CODE_PATTERN.test(code) ? '待核对，发送后由服务器核对。' : '确认码是 6 位数字，没填全的不会发送。'}
        </p>
      )}
    </div>
  )
}
