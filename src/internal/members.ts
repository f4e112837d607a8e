/**
 * What structures are made of, so that they can be read and written before, and without, their schemas are made.
 */
import type * as Schema from "effect/Schema"

/** @internal */
export const structures = /*#__PURE__*/ new WeakMap<object, Schema.Struct.Fields>()

/**
 * Optional members, by what was made optional.
 *
 * @internal
 */
export const optionals = /*#__PURE__*/ new WeakMap<object, Schema.Schema.All>()

/** @internal */
export const acronyms = { mfaOptions: "MFAOptions", smsMfaSettings: "SMSMfaSettings" } as const

/**
 * The wire's name of a member.
 *
 * @internal
 */
export const wireName = (name: string): string =>
  acronyms[name as keyof typeof acronyms] ?? name.charAt(0).toUpperCase() + name.slice(1)
