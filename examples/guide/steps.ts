/** What each step of a sign-in asks of the user. */
import type { HttpClient } from "@effect/platform"
import { Data, Effect, type Redacted } from "effect"
import { type CognitoAppClient, CognitoSignIn } from "effect-cognito"

/** How your application asks its user: in a form, at a prompt or in a chat. */
export interface Ask {
  readonly code: (where: string) => Effect.Effect<Redacted.Redacted<string>>
  readonly newPassword: Effect.Effect<Redacted.Redacted<string>>
  readonly secondFactor: (choices: ReadonlyArray<string>) => Effect.Effect<string>
  /** Shows the QR code that an authenticator app scans. */
  readonly showQrCode: (address: Redacted.Redacted<string>) => Effect.Effect<void>
  /** Tells the user what was wrong with the last answer. */
  readonly wrong: (message: string) => Effect.Effect<void>
}

/** A step that this program does not answer. */
export class Unanswerable
  extends Data.TaggedError("Unanswerable")<{ readonly step: string; readonly message: string }>
{}

export const answer = (step: CognitoSignIn.Answerable, ask: Ask): Effect.Effect<
  CognitoSignIn.Step,
  CognitoSignIn.AnswerError | Unanswerable,
  HttpClient.HttpClient | CognitoAppClient.CognitoAppClient
> => {
  switch (step._tag) {
    case "CodeRequired":
      return ask.code(`in the message to ${step.destination ?? "you"}`).pipe(
        Effect.flatMap((code) => CognitoSignIn.answer(step, code))
      )
    case "AuthenticatorCodeRequired":
      return Effect.flatMap(ask.code("in your app"), (code) => CognitoSignIn.answer(step, code))
    case "FactorChoiceRequired":
    case "FactorSetupRequired":
      return Effect.flatMap(ask.secondFactor(step.factors), (factor) => CognitoSignIn.answer(step, factor))
    case "AuthenticatorSetupRequired":
      return ask.showQrCode(step.uri("Example")).pipe(
        Effect.flatMap(() => ask.code("in your app")),
        Effect.flatMap((code) => CognitoSignIn.answer(step, code))
      )
    // For a user whom an administrator created. `requiredAttributes` lists what else the pool requires.
    case "NewPasswordRequired":
      return Effect.flatMap(ask.newPassword, (password) => CognitoSignIn.answer(step, { password }))
    // Add the others if your user pool has them: the docstring of each step says what its answer is.
    default:
      return Effect.fail(new Unanswerable({ step: step._tag, message: `This application can't answer ${step._tag}.` }))
  }
}
