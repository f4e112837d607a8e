/**
 * Every operation that the library exports, beside what AWS's model says of it, so that a test which walks them covers
 * the next operation too.
 */
import * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientResponse from "@effect/platform/HttpClientResponse"
import { Effect, FiberSet, Redacted } from "effect"
import { Cognito, CognitoConfig, type CognitoError, Operation } from "effect-cognito"
import * as FastCheck from "fast-check"
import { type Member, type Members, model, ownName, shapeOf } from "./model.js"
import { arbitraryOf } from "./schemas.js"

// -----------------------------------------------------------------------------
// the operations
// -----------------------------------------------------------------------------

export interface Exported {
  readonly name: string
  readonly declaration: Operation.Declaration
  readonly call: (request: unknown) => Effect.Effect<unknown, CognitoError.CognitoError, HttpClient.HttpClient>
  readonly input: Members
  readonly output: Members
  /** Whether AWS's model gives it no output at all, not even one without members. */
  readonly isUnit: boolean
  /** The names of the exceptions that AWS documents for it. */
  readonly errors: ReadonlyArray<string>
  readonly requests: FastCheck.Arbitrary<unknown>
  readonly responses: FastCheck.Arbitrary<unknown>
  /** One request and one response, where any will do. */
  readonly request: unknown
  readonly response: unknown
}

/** Samples are the same in every run, so that a test which passes here passes everywhere. */
export const seed = 20160418

const one = (arbitrary: FastCheck.Arbitrary<unknown>): unknown => FastCheck.sample(arbitrary, { seed, numRuns: 1 })[0]

export const operations: ReadonlyArray<Exported> = Object.values<unknown>(Cognito).filter(Operation.isOperation).map(
  (call) => {
    const declaration = call[Operation.TypeId]
    const documented = model.operations[declaration.name]
    if (documented === undefined) throw new Error(`AWS's model has no operation ${declaration.name}.`)
    const requests = arbitraryOf(declaration.request)
    const responses = arbitraryOf(declaration.response)
    return {
      name: declaration.name,
      declaration,
      // Each takes what its own schema makes, and fails with a subset of the union: `Any` knows neither.
      call: call as unknown as Exported["call"],
      input: documented.input.members,
      output: documented.output?.members ?? {},
      isUnit: documented.output === null,
      errors: documented.errors,
      requests,
      responses,
      request: one(requests),
      response: one(responses)
    }
  }
)

export interface Answer {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** Whether the answer does not say how long it is. */
  readonly chunked?: boolean
}

/** An operation whose request is valid, and whose client gets this answer. */
export const answered = (
  operation: Exported,
  { body = "{}", chunked = false, headers = {}, status = 200 }: Answer
): Effect.Effect<unknown, CognitoError.CognitoError> =>
  operation.call(operation.request).pipe(
    CognitoConfig.withConfig({ region: "eu-west-1", retry: "none" }),
    Effect.provideService(
      HttpClient.HttpClient,
      HttpClient.make((request) =>
        Effect.sync(() =>
          // An answer of these statuses has no body: the constructor insists.
          HttpClientResponse.fromWeb(
            request,
            new Response([204, 205, 304].includes(status) ? null : body, {
              status,
              headers: chunked ? headers : { ...headers, "content-length": String(Buffer.byteLength(body)) }
            })
          )
        )
      )
    )
  )

/** Checks a property that is an effect. */
export const property = <A, E, R>(
  arbitrary: FastCheck.Arbitrary<A>,
  numRuns: number,
  check: (value: A) => Effect.Effect<unknown, E, R>
): Effect.Effect<void, never, R> =>
  Effect.scoped(Effect.flatMap(FiberSet.makeRuntimePromise<R>(), (runPromise) =>
    Effect.promise(() =>
      FastCheck.assert(
        FastCheck.asyncProperty(arbitrary, async (value) => {
          await runPromise(check(value))
        }),
        { seed, numRuns }
      )
    )))

// -----------------------------------------------------------------------------
// values
// -----------------------------------------------------------------------------

export type Struct = Readonly<Record<string, unknown>>

const mapValues = (struct: Struct, f: (value: unknown) => unknown): Struct =>
  Object.fromEntries(Object.entries(struct).map(([key, value]) => [key, f(value)]))

/** Rebuilds a value along AWS's model, structures last. Where `holes` are asked for, lists and maps get a null. */
const rebuild = (structure: (members: Members, value: Struct) => Struct, holes = false) => {
  const next = (described: Member, value: unknown): unknown => {
    const { type } = described
    const { member, members, value: mapped } = shapeOf(described)
    // The types of the model say which of these a value is, since it fits its schema.
    return type === "list" && member
      ? [...(value as ReadonlyArray<unknown>).map((item) => next(member, item)), ...(holes ? [null] : [])]
      : type === "map" && mapped
      ? { ...mapValues(value as Struct, (item) => next(mapped, item)), ...(holes && { hole: null }) }
      : type === "structure" && members
      ? structure(members, value as Struct)
      : Redacted.isRedacted(value)
      ? Redacted.value(value)
      : value
  }
  return next
}

/** A value of ours as AWS's SDK has it: its names for members, and plain texts for secrets. */
export const asSdk = (members: Members, value: Struct): Struct => {
  const wireNames = new Map(Object.keys(members).map((name) => [ownName(name), name]))
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      const wireName = wireNames.get(name)
      if (wireName === undefined) throw new Error(`AWS's model has no member for ${name}.`)
      return [wireName, rebuild(asSdk)(members[wireName]!, inner)]
    })
  )
}

/** Members that nobody knows, and some that every object has. A JSON text can have `__proto__` as a plain member. */
export const strangers = JSON.parse(
  `{"NextYear":{"Nested":[1,"two",null]},"nothing":null,"polluted":true,"toString":"polluted",` +
    `"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}`
) as Struct

/** What next year's Cognito may answer: every structure has strangers in it, and nulls for the members that it lacks. */
export const widen = (members: Members, wire: Struct, holes = false): Struct => {
  const inner = rebuild((members, wire) => widen(members, wire, holes), holes)
  return {
    ...strangers,
    ...Object.fromEntries(
      Object.entries(members).filter(([, { required }]) => !required).map(([name]) => [name, null])
    ),
    ...Object.fromEntries(Object.entries(wire).map(([name, value]) => [name, inner(members[name]!, value)]))
  }
}

/**
 * A value without `Redacted`, which Node can't compare, and without members that are `undefined` or called `__proto__`,
 * which a map may lose.
 */
export const plain = (value: unknown): unknown =>
  Redacted.isRedacted(value)
    ? Redacted.value(value)
    : Array.isArray(value)
    ? value.map(plain)
    : typeof value === "object" && value !== null && !(value instanceof Date)
    ? Object.fromEntries(
      Object.entries(value)
        .filter(([name, inner]) => inner !== undefined && name !== "__proto__")
        .map(([name, inner]) => [name, plain(inner)])
    )
    : value
