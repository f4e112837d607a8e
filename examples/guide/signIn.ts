/** A user signs in: Cognito sends challenges until it knows enough, and then the tokens. */
import { Effect, type Redacted } from "effect"
import { Cognito, CognitoSchema, CognitoSrp } from "effect-cognito"
import { answer, type Ask } from "./challenges.js"
import { refuse } from "./refused.js"

export interface App {
  readonly userPoolId: string
  readonly clientId: string
  /** A flow that the app client allows. With SRP, the password itself is never sent. */
  readonly authFlow: "USER_SRP_AUTH" | "USER_PASSWORD_AUTH"
}

export interface Credentials {
  readonly username: string
  readonly password: Redacted.Redacted<string>
}

export const signIn = ({ authFlow, clientId, userPoolId }: App, { password, username }: Credentials, ask: Ask) =>
  Effect.gen(function*() {
    const srp = yield* CognitoSrp.make({ userPoolId, username })
    let reply: Cognito.InitiateAuthResponse = yield* Cognito.initiateAuth(
      authFlow === "USER_SRP_AUTH"
        ? { clientId, authFlow, authParameters: srp.parameters }
        : { clientId, authFlow, authParameters: { USERNAME: username, PASSWORD: password } }
    )

    let USERNAME = username
    while (reply.authenticationResult === undefined) {
      const { challengeName = "none", challengeParameters = {}, session } = reply
      // The user may have typed an alias, such as an e-mail address. The challenges need the name in the pool.
      USERNAME = challengeParameters["USER_ID_FOR_SRP"] ?? USERNAME
      reply = yield* answer({ challengeName, challengeParameters }, { ask, password, srp }).pipe(
        Effect.map((responses) => ({ USERNAME, ...responses })),
        Effect.flatMap((challengeResponses) =>
          Cognito.respondToAuthChallenge({
            clientId,
            // `answer` knows which responses belong to which challenge.
            challengeName: CognitoSchema.otherName(challengeName),
            challengeResponses,
            session
          })
        ),
        Effect.tapError((error) => isMistake(error) ? ask.wrong(error.message) : Effect.void),
        Effect.retry({ while: isMistake, times: 2 })
      )
    }
    return reply.authenticationResult
  }).pipe(
    // UserNotConfirmedException and PasswordResetRequiredException are left to the caller: they lead to other pages.
    Effect.catchTags({
      NotAuthorizedException: refuse("Wrong name or password, or it took too long. Please sign in again."),
      UserNotFoundException: refuse("Wrong name or password, or it took too long. Please sign in again."),
      CodeMismatchException: refuse("That was wrong three times. Please sign in again."),
      InvalidPasswordException: refuse("That was wrong three times. Please sign in again."),
      ExpiredCodeException: refuse("The code is too old. Please sign in again.")
    })
  )

/** After these exceptions, the user can try the same challenge again. */
const isMistake = ({ _tag }: { readonly _tag: string }) =>
  _tag === "CodeMismatchException" || _tag === "InvalidPasswordException"
