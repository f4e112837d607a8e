/**
 * Writes the type tests of all operations from AWS's model. To update them after a change of the model:
 *
 *     npx tsx test/types/generate.ts
 */
import { realpath, writeFile } from "node:fs/promises"
import { argv } from "node:process"
import { fileURLToPath } from "node:url"
import { model, ownName } from "../support/model.js"

const { operations } = model

type Operation = typeof operations[string]

const accessTokens: Readonly<Record<string, string>> = {
  required: "Redacted.Redacted<string>",
  optional: "Redacted.Redacted<string> | undefined"
}

const testOf = (name: string, { accessToken, errors }: Operation): string => {
  const call = `Cognito.${ownName(name)}`
  const token = accessTokens[accessToken]
  return `
test("${name}", () => {
  type Call = ReturnType<typeof ${call}>
  type Request = Parameters<typeof ${call}>[0]
  expectTypeOf<Effect.Error<Call>>().toEqualTypeOf<
${errors.toSorted().map((error) => `    | CognitoError.${error}`).join("\n")}
    | OwnError
  >()
  expectTypeOf<Cognito.${name}Error>().toEqualTypeOf<Effect.Error<Call>>()
  expectTypeOf<Cognito.${name}Error>().toExtend<CognitoError.CognitoError>()
  expectTypeOf<Effect.Services<Call>>().toEqualTypeOf<HttpClient.HttpClient>()
  expectTypeOf<Request>().toEqualTypeOf<Cognito.${name}Request>()
  expectTypeOf<Effect.Success<Call>>().toEqualTypeOf<Cognito.${name}Response>()
${
    token === undefined
      ? `  expectTypeOf<keyof Request>().extract<"accessToken">().toBeNever()\n`
      : `  expectTypeOf<Request["accessToken"]>().toEqualTypeOf<${token}>()\n` +
        `  expectTypeOf<string>().not.toExtend<Request["accessToken"]>()\n`
  }})
`
}

/** The text of `operations.test-d.ts`. */
export const generated = `/**
 * Written by generate.ts from AWS's model. Do not edit.
 */
import type { HttpClient } from "@effect/platform"
import type { Redacted } from "effect"
import type { Cognito, CognitoError } from "effect-cognito"
import { expectTypeOf, test } from "vitest"
import type { Effect } from "../support/effect.js"

type OwnError =
  | CognitoError.UnknownServiceException
  | CognitoError.InvalidRequestError
  | CognitoError.InvalidConfigurationError
  | CognitoError.TransportError
  | CognitoError.InvalidResponseError
${Object.entries(operations).map(([name, operation]) => testOf(name, operation)).join("")}`

export const target = new URL("./operations.test-d.ts", import.meta.url)

if (argv[1] !== undefined && await realpath(argv[1]) === fileURLToPath(import.meta.url)) {
  await writeFile(target, generated)
}
