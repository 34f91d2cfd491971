/** How a sheet is filled in for somebody who stays: crossed out, or in words. */
const NOBODY_SENT = /^([无否未不]|没有|无需|不需要?|不用|不必)?(转诊|转院)?[。.]?$|^[/\\\-—–_0]+$/

/**
 * Whether 转诊原因 says that somebody is sent to a hospital. Doctors write 无 or / where nobody is: that is no referral, after
 * which somebody would have to ask within two weeks.
 */
export function isReferralWritten(reason: string | undefined): boolean {
  const words = (reason ?? '').replaceAll(/\s/g, '')
  return words === '转诊' || !NOBODY_SENT.test(words)
}
