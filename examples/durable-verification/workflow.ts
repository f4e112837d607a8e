/**
 * The workflow: ask for a code, wait for the user's answer, verify it. The process may be killed at any line. Then the
 * engine runs the workflow again, but each step whose result is stored is skipped and has that result.
 *
 * A step that was cut off has no result, so it runs again. This is harmless for all steps but one: asking for a code
 * sends the user a message. See `ask` for what is done about it.
 */
import * as SqlClient from "@effect/sql/SqlClient"
import * as Activity from "@effect/workflow/Activity"
import * as DurableClock from "@effect/workflow/DurableClock"
import * as DurableDeferred from "@effect/workflow/DurableDeferred"
import * as Workflow from "@effect/workflow/Workflow"
import { Context, Duration, Effect, Schema } from "effect"
import { Cognito, CognitoError } from "effect-cognito"

/** The user had too many turns without success. */
export class GaveUp extends Schema.TaggedError<GaveUp>("durable-verification/GaveUp")("GaveUp", {
  message: Schema.String
}) {}

export const Verification = Workflow.make({
  name: "Verification",
  payload: {
    /** Two verifications with the same id are one. */
    id: Schema.String,
    accessToken: Schema.Redacted(Schema.String),
    attributeName: Schema.Literal("email", "phone_number"),
    /** The address or number that the user wants to prove. */
    value: Schema.String
  },
  idempotencyKey: ({ id }) => id,
  // An exception of Cognito's is stored as the result of the workflow. Any process that asks for the result gets it and
  // can catch it by its tag.
  error: Schema.Union(CognitoError.CognitoError, GaveUp)
})

type Payload = typeof Verification.payloadSchema.Type

/** The user's answer to a page. */
export const Answer = Schema.Union(
  Schema.TaggedStruct("Code", { code: Schema.Redacted(Schema.String) }),
  Schema.TaggedStruct("SendAnother", {})
)

/** What a page shows. If it has a token, the workflow waits for the user's answer. */
export const View = Schema.Struct({
  news: Schema.Literal("Sent", "MaybeSent", "WrongCode", "Unclear", "Limited"),
  token: Schema.optional(DurableDeferred.Token)
})

export class Page extends Context.Tag("durable-verification/Page")<Page, {
  readonly show: (view: typeof View.Type) => Effect.Effect<void>
}>() {}

/** The answer of a turn. Only the first one counts, so a form that is sent twice does no harm. */
const answerOf = (turn: number) => DurableDeferred.make(`answer/${turn}`, { success: Answer })

/** Stores the user's answer. When this is done, the answer can't be lost. */
export const answer = (token: DurableDeferred.Token, value: typeof Answer.Type) =>
  DurableDeferred.succeed(answerOf(0), { token, value })

const maximum = { messages: 5, turns: 20 }

export const layer = (hour: Duration.DurationInput) =>
  Verification.toLayer((payload, executionId) =>
    Effect.gen(function*() {
      let news: typeof View.Type["news"] | "NoCode" = "NoCode"
      let messages = 0

      for (let turn = 1; turn <= maximum.turns; turn++) {
        if (news === "NoCode") {
          if (messages++ === maximum.messages) break
          news = yield* ask(payload, `${executionId}/${turn}`, turn).pipe(
            Effect.catchTag("LimitExceededException", () => Effect.succeed("Limited" as const))
          )
        }
        if (news === "Limited") {
          yield* show({ news }, turn)
          // A short sleep is stored too. Otherwise it would begin again after each restart.
          yield* DurableClock.sleep({ name: `hour/${turn}`, duration: hour, inMemoryThreshold: Duration.zero })
          news = "NoCode"
          continue
        }

        yield* show({ news, token: yield* DurableDeferred.token(answerOf(turn)) }, turn)
        const answer = yield* DurableDeferred.await(answerOf(turn))
        if (answer._tag === "SendAnother") {
          news = "NoCode"
          continue
        }

        const outcome = yield* verify(payload, answer.code, turn).pipe(
          Effect.as("Verified" as const),
          Effect.catchTags({
            CodeMismatchException: () => Effect.succeed("WrongCode" as const),
            ExpiredCodeException: () => Effect.succeed("NoCode" as const),
            LimitExceededException: () => Effect.succeed("Limited" as const)
          }),
          Effect.catchIf(isUnclear, () => Effect.succeed("Unclear" as const))
        )
        if (outcome === "Verified") return
        news = outcome
      }
      return yield* new GaveUp({ message: "The user did not prove the address within the turns that are allowed." })
    })
  )

/**
 * Asks Cognito for a code, at most once in each turn. Before the call, it inserts a row. If the row is already there,
 * an earlier run was cut off at the call, and nobody knows whether Cognito sent the message: Cognito is not asked again
 * unless the user wants it.
 */
const ask = ({ accessToken, attributeName }: Payload, id: string, turn: number) =>
  Activity.make({
    name: `ask/${turn}`,
    success: Schema.Literal("Sent", "MaybeSent"),
    error: CognitoError.CognitoError,
    execute: Effect.gen(function*() {
      const sql = yield* SqlClient.SqlClient
      const inserted =
        yield* sql`INSERT INTO verification_asked (id) VALUES (${id}) ON CONFLICT DO NOTHING RETURNING id`
          .pipe(Effect.orDie)
      if (inserted.length === 0) return "MaybeSent"
      yield* Cognito.getUserAttributeVerificationCode({ accessToken, attributeName })
      return "Sent"
    }).pipe(
      Effect.catchIf(isUnclear, () => Effect.succeed("MaybeSent" as const))
    )
  })

/**
 * Verifies a code. Cognito accepts a code only once, so it refuses the second call of a step that was cut off after the
 * first one. Therefore, a refusal counts only if the attribute is not verified by now.
 */
const verify = (payload: Payload, code: Cognito.VerifyUserAttributeRequest["code"], turn: number) =>
  Activity.make({
    name: `verify/${turn}`,
    error: CognitoError.CognitoError,
    execute: Cognito.verifyUserAttribute({
      accessToken: payload.accessToken,
      attributeName: payload.attributeName,
      code
    }).pipe(
      Effect.asVoid,
      Effect.catchAll((error) =>
        Effect.flatMap(isVerified(payload), (verified) => verified ? Effect.void : Effect.fail(error))
      )
    )
  })

const isVerified = ({ accessToken, attributeName, value }: Payload) =>
  Cognito.getUser({ accessToken }).pipe(
    Effect.map(({ userAttributes }) => {
      const attributes = new Map(userAttributes.map((attribute) => [attribute.name, attribute.value]))
      // A pool can keep the old, verified address until the new one is verified, so the address has to match too.
      return attributes.get(attributeName) === value && attributes.get(`${attributeName}_verified`) === "true"
    }),
    Effect.orElseSucceed(() => false)
  )

/** Nobody knows whether Cognito did it, or Cognito is too busy. The user decides what to do then. */
const isUnclear = (error: CognitoError.CognitoError) =>
  CognitoError.isTransient(error) || CognitoError.isThrottling(error) || error._tag === "InvalidResponseError"

/** Shows a page to the user. Showing it twice does no harm. */
const show = (view: typeof View.Type, turn: number) =>
  Activity.make({ name: `show/${turn}`, execute: Effect.flatMap(Page, (page) => page.show(view)) })
