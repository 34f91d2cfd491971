import { CODE_PATTERN } from '@qianyue/domain/service-confirmations/confirmation-code.ts'

/** 确认码 as the resident reads it from the sheet at home: taken down without the network, checked when it is sent. */
export function CodeProof({ code, onCode }: { code: string; onCode: (code: string) => void }) {
  return (
    <div className="card-proof">
      <label>
        居民确认码（6 位）
        <input
          inputMode="numeric"
          autoComplete="off"
          maxLength={6}
          value={code}
          onChange={({ target }) => onCode(target.value.replace(/\D/g, ''))}
        />
      </label>
      {code !== '' && (
        <p className="quiet-words" role="status">
          {CODE_PATTERN.test(code) ? '待核对，发送后由服务器核对。' : '确认码是 6 位数字，没填全的不会发送。'}
        </p>
      )}
    </div>
  )
}
