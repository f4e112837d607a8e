import { totp } from "../../examples/support/totp.js"

export { totp } from "../../examples/support/totp.js"

/** Six digits that the app does not show, neither now nor within five minutes of it. */
export const wrongTotp = (secret: string): string => {
  const shown = new Set(Array.from({ length: 21 }, (_, index) => totp(secret, Date.now() + (index - 10) * 30_000)))
  let code = 0
  while (shown.has(String(code).padStart(6, "0"))) code++
  return String(code).padStart(6, "0")
}
