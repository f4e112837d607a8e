/**
 * The names of members on the wire.
 */

/** The members whose names begin with an acronym, and AWS's names for them. */
const acronyms = { mfaOptions: "MFAOptions", smsMfaSettings: "SMSMfaSettings" } as const

/**
 * A member's name on the wire: `accessToken` is `AccessToken`. The two that start with an acronym are
 * `mfaOptions` (`MFAOptions`) and `smsMfaSettings` (`SMSMfaSettings`).
 *
 * @since 0.1.0
 * @category models
 */
export type WireName<Name> = Name extends keyof typeof acronyms ? typeof acronyms[Name]
  : Name extends string ? Capitalize<Name>
  : Name

/** What `WireName` says, for a value. */
export const wireName = (name: string): string =>
  acronyms[name as keyof typeof acronyms] ?? name.charAt(0).toUpperCase() + name.slice(1)
