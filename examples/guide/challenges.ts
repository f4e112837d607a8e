/** The challenges of a sign-in, and the names of the responses to them. */
import { Data, Effect, Match, type Redacted, Schema } from "effect"
import type { CognitoSchema, CognitoSrp } from "effect-cognito"

/** How your application asks its user: in a form, at a prompt or in a chat. */
export interface Ask {
  readonly code: (where: string) => Effect.Effect<Redacted.Redacted<string>>
  readonly newPassword: Effect.Effect<Redacted.Redacted<string>>
  readonly secondFactor: (choices: ReadonlyArray<string>) => Effect.Effect<string>
  /** Tells the user what was wrong with the last response. */
  readonly wrong: (message: string) => Effect.Effect<void>
}

interface Challenge {
  readonly challengeName: typeof CognitoSchema.ChallengeNameType.Type
  readonly challengeParameters: { readonly [name: string]: string }
}

interface Means {
  readonly ask: Ask
  readonly password: Redacted.Redacted<string>
  readonly srp: CognitoSrp.Srp
}

/** A challenge that this program does not know, or cannot read. */
class UnknownChallenge extends Data.TaggedError("UnknownChallenge")<{ readonly challengeName: string }> {}

export const answer = ({ challengeName, challengeParameters }: Challenge, { ask, password, srp }: Means) => {
  const message = `in the message to ${challengeParameters["CODE_DELIVERY_DESTINATION"] ?? "you"}`
  return Match.value(challengeName).pipe(
    Match.when("PASSWORD_VERIFIER", () => srp.respond({ challengeParameters, password })),
    Match.when("SMS_MFA", () => Effect.bindTo(ask.code(message), "SMS_MFA_CODE")),
    Match.when("EMAIL_OTP", () => Effect.bindTo(ask.code(message), "EMAIL_OTP_CODE")),
    Match.when("SOFTWARE_TOKEN_MFA", () => Effect.bindTo(ask.code("in your app"), "SOFTWARE_TOKEN_MFA_CODE")),
    Match.when("SELECT_MFA_TYPE", () =>
      Effect.try({
        try: () => decodeChoices(JSON.parse(challengeParameters["MFAS_CAN_CHOOSE"] ?? "")),
        catch: () => new UnknownChallenge({ challengeName })
      }).pipe(
        Effect.flatMap(ask.secondFactor),
        Effect.bindTo("ANSWER")
      )),
    // For a user whom an administrator created. The parameter `requiredAttributes` lists what else the pool requires.
    Match.when("NEW_PASSWORD_REQUIRED", () => Effect.bindTo(ask.newPassword, "NEW_PASSWORD")),
    Match.orElse(() => Effect.fail(new UnknownChallenge({ challengeName })))
  )
}

const decodeChoices = Schema.decodeUnknownSync(Schema.Array(Schema.String))
