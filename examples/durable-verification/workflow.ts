/**
 * The workflow: ask for a code, wait for the user's answer, verify it. It may be cut off between any two lines; the
 * engine then runs it again and gives each step that has a stored result that result.
 *
 * A step that was cut off has no result, so the engine runs it again. That is fine for all steps but one: asking sends
 * the user a message. What happens there is at `ask`.
 */
import * as SqlClient from "@effect/sql/SqlClient"
import * as Activity from "@effect/workflow/Activity"
import * as DurableClock from "@effect/workflow/DurableClock"
import * as DurableDeferred from "@effect/workflow/DurableDeferred"
import * as Workflow from "@effect/workflow/Workflow"
import { Context, Duration, Effect, Schema } from "effect"
import { Cognito, CognitoError } from "effect-cognito"

/** Too many turns without success. */
export class GaveUp extends Schema.TaggedError<GaveUp>("durable-verification/GaveUp")("GaveUp", {
  message: Schema.String
}) {}

export const Verification = Workflow.make({
  name: "Verification",
  payload: {
    /** Starting the same verification twice is starting it once. */
    id: Schema.String,
    accessToken: Schema.Redacted(Schema.String),
    attributeName: Schema.Literal("email", "phone_number"),
    /** The address or number that the user wants to prove. */
    value: Schema.String
  },
  idempotencyKey: ({ id }) => id,
  // What Cognito refuses is stored with the workflow, and whoever asks for its result, in whatever process, gets it by
  // its tag.
  error: Schema.Union(CognitoError.CognitoError, GaveUp)
})

type Payload = typeof Verification.payloadSchema.Type

/** What the user answers to a page. */
export const Answer = Schema.Union(
  Schema.TaggedStruct("Code", { code: Schema.Redacted(Schema.String) }),
  Schema.TaggedStruct("SendAnother", {})
)

/** What the user gets to see. Where there is a token, an answer is waited for. */
export const View = Schema.Struct({
  news: Schema.Literal("Sent", "MaybeSent", "WrongCode", "Unclear", "Limited"),
  token: Schema.optional(DurableDeferred.Token)
})

export class Page extends Context.Tag("durable-verification/Page")<Page, {
  readonly show: (view: typeof View.Type) => Effect.Effect<void>
}>() {}

/** Each turn has an answer of its own, and only the first one counts: a form that is sent twice does no harm. */
const answerOf = (turn: number) => DurableDeferred.make(`answer/${turn}`, { success: Answer })

/** Stores what the user answers. When this is done, the answer can't get lost. */
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
          // Also a short sleep is stored, so that it is not slept anew after each restart.
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
 * Asks Cognito for a code, at most once in each turn. Before it asks, it stores that it is about to. If that is stored
 * already, an earlier run was cut off at the call, and nobody knows whether Cognito sent the message: it is not asked
 * again unless the user says so.
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
 * Verifies a code. Cognito uses it up, so the second call of a step that was cut off after the first one is refused.
 * Therefore the attribute has the last word: if it is verified, it does not matter which call did it.
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
      // A pool can keep the old, verified address until the new one is proved, so the address counts too.
      return attributes.get(attributeName) === value && attributes.get(`${attributeName}_verified`) === "true"
    }),
    Effect.orElseSucceed(() => false)
  )

/** Nobody knows whether Cognito did it, or it is too busy. A person decides better than a program what to do then. */
const isUnclear = (error: CognitoError.CognitoError) =>
  CognitoError.isTransient(error) || CognitoError.isThrottling(error) || error._tag === "InvalidResponseError"

/** Shows the user how things are. Showing it twice does no harm. */
const show = (view: typeof View.Type, turn: number) =>
  Activity.make({ name: `show/${turn}`, execute: Effect.flatMap(Page, (page) => page.show(view)) })
