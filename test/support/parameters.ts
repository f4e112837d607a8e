import { Redacted } from "effect"

/** Parameters or responses of a sign-in as the texts that they are on the wire. */
export const textsOf = (
  parameters: { readonly [name: string]: string | Redacted.Redacted<string> } = {}
): { readonly [name: string]: string } =>
  Object.fromEntries(
    Object.entries(parameters).map((
      [name, value]
    ) => [name, Redacted.isRedacted(value) ? Redacted.value(value) : value])
  )
