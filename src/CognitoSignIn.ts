/**
 * Signing in, as typed steps. {@link start} begins a sign-in, and {@link answer} answers what Cognito asks next, until
 * the step is {@link SignedIn}.
 *
 * - By default the password is proven by SRP and never sent. SRP and the proof of a remembered device are done within,
 *   and are no steps.
 * - A step is data: encode it by the schema {@link Step}, keep it, and answer it in another request, process or tab.
 * - A wrong code fails with `CodeMismatchException`, and the same step can be answered again. {@link isOver} says after
 *   which errors the user has to begin again.
 * - Nothing that may count as an attempt is ever repeated.
 *
 * @example
 * ```ts
 * import type { HttpClient } from "@effect/platform"
 * import { CognitoAppClient, CognitoSignIn } from "effect-cognito"
 * import { Effect, Redacted } from "effect"
 *
 * declare const askForCode: (destination: string | undefined) => Effect.Effect<Redacted.Redacted<string>>
 *
 * const goOn = (step: CognitoSignIn.Step): Effect.Effect<
 *   string,
 *   CognitoSignIn.AnswerError,
 *   HttpClient.HttpClient | CognitoAppClient.CognitoAppClient
 * > => {
 *   switch (step._tag) {
 *     case "SignedIn":
 *       return Effect.succeed(`Hello, ${step.username}.`)
 *     case "CodeRequired":
 *       return askForCode(step.destination).pipe(
 *         Effect.flatMap((code) => CognitoSignIn.answer(step, code)),
 *         Effect.flatMap(goOn)
 *       )
 *     default:
 *       return Effect.succeed(`This program can't answer ${step._tag}.`)
 *   }
 * }
 *
 * const program = CognitoSignIn.start({ username: "ada", password: Redacted.make("...") }).pipe(
 *   Effect.flatMap(goOn),
 *   Effect.provide(CognitoAppClient.layer({ clientId: "1example23456789", userPoolId: "eu-west-1_AbC123" }))
 * )
 * ```
 *
 * @since 3.0.0
 */

import * as HttpClient from "@effect/platform/HttpClient"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { CognitoAppClient, identify, type WebCryptoError } from "./CognitoAppClient.js"
import * as CognitoConfig from "./CognitoConfig.js"
import * as CognitoError from "./CognitoError.js"
import type * as CognitoSchema from "./CognitoSchema.js"
import * as CognitoSrp from "./CognitoSrp.js"
import { makeTag } from "./internal/context.js"
import { Device, DeviceStore } from "./internal/deviceStore.js"
import { hasJson, toJson } from "./internal/document.js"
import { otherName, type Secret } from "./internal/parameterNames.js"
import { readFactorsToSetUp, toStep, type User } from "./internal/signInChallenge.js"
import * as steps from "./internal/signInSteps.js"
import { associateSoftwareToken, type AssociateSoftwareTokenError } from "./operations/AssociateSoftwareToken.js"
import { confirmDevice, type ConfirmDeviceError } from "./operations/ConfirmDevice.js"
import { initiateAuth, type InitiateAuthError, type InitiateAuthResponse } from "./operations/InitiateAuth.js"
import {
  type ChallengeResponses,
  respondToAuthChallenge,
  type RespondToAuthChallengeError
} from "./operations/RespondToAuthChallenge.js"
import { verifySoftwareToken, type VerifySoftwareTokenError } from "./operations/VerifySoftwareToken.js"

export {
  /**
   * @since 3.0.0
   * @category devices
   */
  Device,
  /**
   * @since 3.0.0
   * @category devices
   */
  DeviceStore
} from "./internal/deviceStore.js"

/**
 * @since 3.0.0
 * @category steps
 */
export * from "./internal/signInSteps.js"

type Requirements = HttpClient.HttpClient | CognitoAppClient

// -----------------------------------------------------------------------------
// models
// -----------------------------------------------------------------------------

/**
 * What the user pool may be told with each request of a sign-in.
 *
 * @since 3.0.0
 * @category models
 */
export interface RequestOptions {
  /** What the pool's Lambdas are told. */
  readonly clientMetadata?: { readonly [name: string]: string } | undefined
  /** Where the user's request comes from, for the pool's threat protection. */
  readonly userContextData?: CognitoSchema.UserContextDataType | undefined
}

/**
 * Who signs in, and how. The app client must allow the flow.
 *
 * @since 3.0.0
 * @category models
 */
export type StartOptions =
  & RequestOptions
  & {
    /** As the user types it, so an alias such as an e-mail address is fine. */
    readonly username: string
  }
  & (
    | {
      /** `USER_SRP_AUTH`, which is the default, proves the password and `USER_PASSWORD_AUTH` sends it. */
      readonly authFlow?: "USER_SRP_AUTH" | "USER_PASSWORD_AUTH" | undefined
      /** The user's password. */
      readonly password: Secret
    }
    | {
      /** The user chooses how to sign in, or the application prefers a way. */
      readonly authFlow: "USER_AUTH"
      /** Without it, the first step is the choice. */
      readonly preferredChallenge?: "EMAIL_OTP" | "SMS_OTP" | "WEB_AUTHN" | CognitoSchema.OtherName | undefined
      /** No password: with one, `preferredChallenge` is a way that takes it. */
      readonly password?: undefined
      /** The session of `confirmSignUp`, to sign in without another code. */
      readonly session?: Secret | undefined
    }
    | {
      /** The password is the way that the application prefers. */
      readonly authFlow: "USER_AUTH"
      /** `PASSWORD_SRP`, which is the default, proves the password and `PASSWORD` sends it. */
      readonly preferredChallenge?: "PASSWORD_SRP" | "PASSWORD" | undefined
      /** The user's password. */
      readonly password: Secret
      /** The session of `confirmSignUp`, to sign in without another code. */
      readonly session?: Secret | undefined
    }
    | {
      /** The pool's Lambdas ask. */
      readonly authFlow: "CUSTOM_AUTH"
      /** With it, the password is proven first. */
      readonly password?: Secret | undefined
      /** What the pool's Lambdas ask for from the beginning. */
      readonly parameters?: CognitoSchema.OpenParameters | undefined
    }
  )

/**
 * The answer to each step.
 *
 * @since 3.0.0
 * @category models
 */
export interface Answers {
  /** The code. White space in it is left out. */
  readonly CodeRequired: Secret
  /** The code that the app shows. White space in it is left out. */
  readonly AuthenticatorCodeRequired: Secret
  /** One of its `factors`. */
  readonly FactorChoiceRequired: steps.FactorChoiceRequired["factors"][number]
  /** One of its `challenges`, and the password if it is known already. */
  readonly ChallengeChoiceRequired: {
    /** What the user chose. */
    readonly challenge: steps.ChallengeChoiceRequired["challenges"][number]
    /** The password, if the choice is one that needs it. */
    readonly password?: Secret | undefined
  }
  /** The password. */
  readonly PasswordRequired: Secret
  /** The new password, and the attributes that are required. */
  readonly NewPasswordRequired: {
    /** The new password. */
    readonly password: Secret
    /** The attributes that are required, by their names. */
    readonly attributes?: { readonly [name: string]: string } | undefined
  }
  /** One of its `factors`. */
  readonly FactorSetupRequired: steps.FactorSetupRequired["factors"][number]
  /** The code that the app shows. White space in it is left out. */
  readonly AuthenticatorSetupRequired: Secret
  /** The e-mail address. */
  readonly EmailSetupRequired: string
  /** The credential of the browser, or its JSON form. */
  readonly PasskeyRequired: unknown
  /** What the pool's Lambdas expect. */
  readonly CustomChallengeRequired: Secret
  /** The responses to the challenge, by the names of AWS's documentation. */
  readonly UnknownChallengeRequired: CognitoSchema.OpenParameters
}

/**
 * A step that can be answered, which is every step but {@link SignedIn}.
 *
 * @since 3.0.0
 * @category models
 */
export type Answerable = Exclude<steps.Step, steps.SignedIn>

/**
 * The answer to a step.
 *
 * @since 3.0.0
 * @category models
 */
export type Answer<S extends Answerable> = Answers[S["_tag"]]

/**
 * What {@link start} can fail with: the errors of `initiateAuth` and, for what follows within, of
 * `respondToAuthChallenge`, `associateSoftwareToken` and SRP.
 *
 * @since 3.0.0
 * @category errors
 */
export type StartError = InitiateAuthError | GoOnError

/**
 * What {@link answer} can fail with: the errors of `respondToAuthChallenge`, `associateSoftwareToken`,
 * `verifySoftwareToken` and SRP.
 *
 * @since 3.0.0
 * @category errors
 */
export type AnswerError = GoOnError | VerifySoftwareTokenError

type GoOnError =
  | RespondToAuthChallengeError
  | AssociateSoftwareTokenError
  | CognitoSrp.CognitoSrpError
  | WebCryptoError

/**
 * Whether an error ends the sign-in, so that the user has to begin again. After any other, the same step can be answered
 * again: after a wrong code or a password that the policy refuses, at once; after a failure of the network, as long as
 * Cognito has not processed the answer.
 *
 * @example
 * ```ts
 * import { CognitoError, CognitoSignIn } from "effect-cognito"
 *
 * CognitoSignIn.isOver(new CognitoError.CodeMismatchException({ message: "..." })) // false
 * CognitoSignIn.isOver(new CognitoError.NotAuthorizedException({ message: "..." })) // true
 * ```
 *
 * @since 3.0.0
 * @category guards
 */
export const isOver = (error: StartError | AnswerError): boolean =>
  /^(NotAuthorized|ExpiredCode|UserNotFound|UserNotConfirmed|PasswordResetRequired)Exception$/.test(error._tag)

// -----------------------------------------------------------------------------
// requests
// -----------------------------------------------------------------------------

/** What is known of a sign-in while it goes on within one call. */
interface Progress extends User {
  readonly options: RequestOptions
  /** Whether the device has proven itself, which Cognito asks once. */
  readonly isDeviceProven?: boolean
  /** The password and its SRP, until they are used. */
  readonly password?: Secret | undefined
  readonly srp?: CognitoSrp.Srp | undefined
}

/** Never repeats a request that Cognito may have processed, whatever the configuration allows: it counts attempts. */
const withoutRepeats = <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.flatMap(CognitoConfig.CognitoConfig, ({ retry }) =>
    typeof retry === "object" && "repeatable" in retry
      ? CognitoConfig.withConfig(effect, { retry: { ...retry, repeatable: false } })
      : effect)

/** What each request says of the user, the app client and the device. */
const makeCaller = (username: string, device: Device | undefined) =>
  Effect.map(identify(username), ({ secretHash }) => ({
    USERNAME: username,
    ...(secretHash && { SECRET_HASH: secretHash }),
    ...(device && { DEVICE_KEY: device.deviceKey })
  }))

/** Whether Cognito says that it does not know the device. */
const isUnknownDevice = (error: { readonly _tag: string; readonly message: string }): boolean =>
  error._tag === "ResourceNotFoundException" && /device/i.test(error.message)

/** Sends a request with the device that the user has. If Cognito does not know it, it is forgotten, and sent without. */
const withDevice = <A, E extends { readonly _tag: string; readonly message: string }, R>(
  alias: string,
  send: (device: Device | undefined) => Effect.Effect<A, E, R>
): Effect.Effect<A, E, R> =>
  Effect.flatMap(loadDevice(alias), (device) =>
    Effect.matchEffect(send(device), {
      onFailure: (error) =>
        device !== undefined && isUnknownDevice(error)
          ? Effect.flatMap(forget(alias), () => send(undefined))
          : Effect.fail(error),
      onSuccess: (value) => Effect.succeed(value)
    }))

const loadDevice = (alias: string) => Effect.flatMap(DeviceStore, ({ load }) => load(alias))

const forget = (alias: string) => Effect.flatMap(DeviceStore, ({ remove }) => remove(alias))

const respond = <Name extends keyof ChallengeResponses>(
  name: Name,
  session: Secret | undefined,
  progress: Progress,
  responses: Omit<ChallengeResponses[Name], "USERNAME">
) => respondByHand(name, session, progress, responses)

const respondByHand = (name: string, session: Secret | undefined, progress: Progress, responses: object) =>
  withDevice(progress.alias, (device) =>
    Effect.gen(function*() {
      const { clientId } = yield* CognitoAppClient
      const caller = yield* makeCaller(progress.username, device)
      return yield* withoutRepeats(respondToAuthChallenge({
        ...progress.options,
        clientId,
        challengeName: otherName(name),
        challengeResponses: { ...responses, ...caller },
        session
      }))
    }))

// -----------------------------------------------------------------------------
// going on
// -----------------------------------------------------------------------------

/** Answers what needs no user, until there are tokens or a step for the user. */
const goOn = (
  { authenticationResult, availableChallenges, challengeName, challengeParameters = {}, session }: InitiateAuthResponse,
  before: Progress
): Effect.Effect<steps.Step, GoOnError, Requirements> => {
  if (authenticationResult !== undefined) return finish(authenticationResult, before)
  if (challengeName === undefined) return Effect.fail(incomplete("RespondToAuthChallenge", "challengeName"))
  const { USERNAME, USER_ID_FOR_SRP } = challengeParameters
  const progress = { ...before, username: USER_ID_FOR_SRP ?? USERNAME ?? before.username }
  const { alias, isDeviceProven, password, srp, username } = progress
  const show = Effect.sync(() =>
    toStep(
      { name: challengeName, parameters: challengeParameters, session, choices: availableChallenges },
      { alias, username }
    )
  )
  switch (challengeName) {
    case "PASSWORD_VERIFIER":
      if (srp === undefined || password === undefined) break
      return Effect.gen(function*() {
        const responses = yield* srp.respond({ challengeParameters, password })
        const response = yield* respond("PASSWORD_VERIFIER", session, progress, responses)
        return yield* goOn(response, { ...progress, password: undefined, srp: undefined })
      })
    case "PASSWORD":
    case "PASSWORD_SRP":
      if (password === undefined) break
      return sendPassword(challengeName, false, session, password, progress)
    case "DEVICE_SRP_AUTH":
      if (isDeviceProven === true) break
      return Effect.flatMap(
        loadDevice(alias),
        (device) => device === undefined ? show : proveDevice(device, session, progress)
      )
    case "MFA_SETUP": {
      const [factor, ...others] = readFactorsToSetUp(challengeParameters)
      if (factor !== "SOFTWARE_TOKEN_MFA" || others.length > 0) break
      return setUpAuthenticator(session, progress)
    }
  }
  return show
}

/** Sends a password, or begins to prove it. Cognito asks for it, or the user `chose` it from several challenges. */
const sendPassword = (
  kind: string,
  chosen: boolean,
  session: Secret | undefined,
  password: Secret,
  progress: Progress
): Effect.Effect<steps.Step, GoOnError, Requirements> =>
  Effect.gen(function*() {
    const srp = kind === "PASSWORD" ? undefined : yield* beginSrp(progress.username)
    const response = yield* respondByHand(chosen ? "SELECT_CHALLENGE" : kind, session, progress, {
      ...(chosen && { ANSWER: kind }),
      ...(srp === undefined ? { PASSWORD: password } : { SRP_A: srp.parameters.SRP_A })
    })
    return yield* goOn(response, { ...progress, password: srp && password, srp })
  })

const beginSrp = (username: string) =>
  Effect.flatMap(CognitoAppClient, ({ userPoolId }) => CognitoSrp.make({ userPoolId, username }))

/** Proves which remembered device this is. A device that Cognito refuses is forgotten, so that the next sign-in works. */
const proveDevice = (
  device: Device,
  session: Secret | undefined,
  progress: Progress
): Effect.Effect<steps.Step, GoOnError, Requirements> =>
  Effect.gen(function*() {
    const { alias, username } = progress
    const srp = yield* CognitoSrp.makeDevice({ ...device, username })
    const proof = Effect.gen(function*() {
      const asked = yield* respond("DEVICE_SRP_AUTH", session, progress, srp.parameters)
      if (asked.challengeName !== "DEVICE_PASSWORD_VERIFIER") return asked
      const responses = yield* srp.respond({
        challengeParameters: asked.challengeParameters,
        password: device.devicePassword
      })
      return yield* respond("DEVICE_PASSWORD_VERIFIER", asked.session, progress, responses)
    })
    const response = yield* Effect.matchEffect(proof, {
      onFailure: (error): Effect.Effect<never, GoOnError> =>
        error._tag === "NotAuthorizedException"
          ? Effect.flatMap(forget(alias), () => Effect.fail(error))
          : Effect.fail(error),
      onSuccess: (response) => Effect.succeed(response)
    })
    return yield* goOn(response, { ...progress, isDeviceProven: true })
  })

const setUpAuthenticator = (
  session: Secret | undefined,
  { alias, username }: User
): Effect.Effect<steps.Step, GoOnError, Requirements> =>
  Effect.flatMap(
    withoutRepeats(associateSoftwareToken({ session })),
    ({ secretCode, session: next }) =>
      secretCode === undefined
        ? Effect.fail(incomplete("AssociateSoftwareToken", "secretCode"))
        : Effect.succeed(
          new steps.AuthenticatorSetupRequired({ alias, username, secretCode, session: next ?? session })
        )
  )

const finish = (
  result: CognitoSchema.AuthenticationResultType,
  { alias, username }: User
): Effect.Effect<steps.SignedIn, CognitoError.InvalidResponseError> => {
  const { accessToken, expiresIn = 3600, idToken, newDeviceMetadata = {}, refreshToken, tokenType = "Bearer" } = result
  const { deviceGroupKey, deviceKey } = newDeviceMetadata
  return accessToken === undefined || idToken === undefined || refreshToken === undefined
    ? Effect.fail(incomplete("RespondToAuthChallenge", "authenticationResult"))
    : Effect.succeed(
      new steps.SignedIn({
        alias,
        username,
        accessToken,
        idToken,
        refreshToken,
        expiresIn,
        tokenType,
        newDevice: deviceKey === undefined || deviceGroupKey === undefined ? undefined : { deviceKey, deviceGroupKey }
      })
    )
}

/** A response lacks what Cognito always sends. */
const incomplete = (operation: string, member: string): CognitoError.InvalidResponseError =>
  new CognitoError.InvalidResponseError({
    operation,
    status: 200,
    issues: [{ path: [member], expected: "all that Cognito sends of it" }]
  })

// -----------------------------------------------------------------------------
// start and answer
// -----------------------------------------------------------------------------

/**
 * Begins to sign a user in.
 *
 * | `authFlow` | what happens |
 * | --- | --- |
 * | `USER_SRP_AUTH`, the default | the `password` is proven by SRP and not sent |
 * | `USER_PASSWORD_AUTH` | the `password` is sent |
 * | `USER_AUTH` | the user chooses, or the application by `preferredChallenge`: a password, a code, a passkey |
 * | `CUSTOM_AUTH` | the pool's Lambdas ask, after the proof of a `password` if there is one |
 *
 * If {@link DeviceStore} has a device for this user, Cognito is told, and the device proves itself in place of a second
 * factor.
 *
 * The failures to expect:
 * - `NotAuthorizedException`: wrong name or password, a disabled user, or too many failed attempts.
 * - `UserNotFoundException`: there is no such user, and the app client does not hide it.
 * - `UserNotConfirmedException`: the sign-up is not confirmed: see `confirmSignUp`.
 * - `PasswordResetRequiredException`: the user must set a new password first: see `forgotPassword`.
 * - `InvalidParameterException`: the app client does not allow this flow.
 * - `UserLambdaValidationException`: a Lambda of the user pool refused, in its own words.
 *
 * @example
 * ```ts
 * import { CognitoSignIn } from "effect-cognito"
 * import { Redacted } from "effect"
 *
 * const byPassword = CognitoSignIn.start({ username: "ada", password: Redacted.make("...") })
 *
 * const byEmail = CognitoSignIn.start({
 *   username: "ada@example.com",
 *   authFlow: "USER_AUTH",
 *   preferredChallenge: "EMAIL_OTP"
 * })
 * ```
 *
 * @since 3.0.0
 * @category sign-in
 */
export const start = (options: StartOptions): Effect.Effect<steps.Step, StartError, Requirements> =>
  Effect.gen(function*() {
    const { authFlow = "USER_SRP_AUTH", clientMetadata, password, userContextData, username: alias } = options
    const { clientId } = yield* CognitoAppClient
    const preferred = options.authFlow === "USER_AUTH"
      ? options.preferredChallenge ?? (password && "PASSWORD_SRP")
      : undefined
    const isSent = authFlow === "USER_PASSWORD_AUTH" || preferred === "PASSWORD"
    const srp = password === undefined || isSent ? undefined : yield* beginSrp(alias)
    const progress: Progress = {
      alias,
      username: alias,
      options: { clientMetadata, userContextData },
      password,
      srp
    }
    const response = yield* withDevice(
      alias,
      (device) =>
        Effect.flatMap(makeCaller(alias, device), (caller) =>
          withoutRepeats(initiateAuth({
            ...progress.options,
            clientId,
            authFlow: otherName(authFlow),
            authParameters: {
              ...(options.authFlow === "CUSTOM_AUTH" && options.parameters),
              ...caller,
              ...(preferred !== undefined && { PREFERRED_CHALLENGE: preferred }),
              ...(srp && { SRP_A: srp.parameters.SRP_A }),
              ...(srp && authFlow === "CUSTOM_AUTH" && { CHALLENGE_NAME: "SRP_A" }),
              ...(isSent && password && { PASSWORD: password })
            },
            session: options.authFlow === "USER_AUTH" ? options.session : undefined
          })))
    )
    return yield* goOn(response, isSent ? { ...progress, password: undefined } : progress)
  })

/**
 * Answers a step, and returns the next one. The answer is typed by the step: see {@link Answers}.
 *
 * The failures to expect:
 * - `CodeMismatchException`, or `EnableSoftwareTokenMFAException` for an authenticator app that is being set up: the code
 *   is wrong; answer the same step again.
 * - `InvalidPasswordException` and `PasswordHistoryPolicyViolationException`: the new password is not good enough; answer
 *   the same step again.
 * - `ExpiredCodeException`: the code is too old; begin the sign-in again.
 * - `NotAuthorizedException`: the step is expired or answered already, the password is wrong, or there were too many
 *   wrong answers; begin the sign-in again.
 * - `TransportError` with the reason `"Lost"`: Cognito may have processed the answer. Answer the same step again, and if that
 *   fails with `NotAuthorizedException`, begin the sign-in again.
 *
 * @example
 * ```ts
 * import { CognitoSignIn } from "effect-cognito"
 * import { Effect, Redacted } from "effect"
 *
 * const answerCode = (step: CognitoSignIn.CodeRequired, code: string) =>
 *   CognitoSignIn.answer(step, Redacted.make(code)).pipe(
 *     // The same step is shown again.
 *     Effect.catchTag("CodeMismatchException", () => Effect.succeed(step))
 *   )
 * ```
 *
 * @since 3.0.0
 * @category sign-in
 */
export const answer = <S extends Answerable>(
  step: S,
  answer: Answer<S>,
  options: RequestOptions = {}
): Effect.Effect<steps.Step, AnswerError, Requirements> =>
  Effect.suspend(() => {
    const { _tag, alias, username } = step
    // The tag says of which step the answer is.
    return answerBy[_tag](step as never, answer as never, { alias, username, options })
  })

type AnswerBy = {
  readonly [Tag in Answerable["_tag"]]: (
    step: Extract<Answerable, { readonly _tag: Tag }>,
    answer: Answers[Tag],
    progress: Progress
  ) => Effect.Effect<steps.Step, AnswerError, Requirements>
}

const trimCode = (code: Secret): Secret => Redacted.make(Redacted.value(code).replaceAll(/\s/g, ""))

const answerBy: AnswerBy = {
  CodeRequired: ({ kind, session }, code, progress) =>
    Effect.flatMap(
      respondByHand(kind, session, progress, { [`${kind}_CODE`]: trimCode(code) }),
      (response) => goOn(response, progress)
    ),
  AuthenticatorCodeRequired: ({ session }, code, progress) =>
    Effect.flatMap(
      respond("SOFTWARE_TOKEN_MFA", session, progress, { SOFTWARE_TOKEN_MFA_CODE: trimCode(code) }),
      (response) => goOn(response, progress)
    ),
  FactorChoiceRequired: ({ session }, factor, progress) =>
    Effect.flatMap(
      respondByHand("SELECT_MFA_TYPE", session, progress, { ANSWER: factor }),
      (response) => goOn(response, progress)
    ),
  ChallengeChoiceRequired: ({ alias, session, username }, { challenge, password }, progress) =>
    challenge !== "PASSWORD" && challenge !== "PASSWORD_SRP"
      ? Effect.flatMap(
        respondByHand("SELECT_CHALLENGE", session, progress, { ANSWER: challenge }),
        (response) => goOn(response, progress)
      )
      : password === undefined
      ? Effect.succeed(new steps.PasswordRequired({ alias, username, session, kind: challenge, chosen: true }))
      : sendPassword(challenge, true, session, password, progress),
  PasswordRequired: ({ chosen, kind, session }, password, progress) =>
    sendPassword(kind, chosen, session, password, progress),
  NewPasswordRequired: ({ session }, { attributes = {}, password }, progress) =>
    Effect.flatMap(
      respond("NEW_PASSWORD_REQUIRED", session, progress, {
        ...Object.fromEntries(Object.entries(attributes).map(([name, value]) => [`userAttributes.${name}`, value])),
        NEW_PASSWORD: password
      }),
      (response) => goOn(response, progress)
    ),
  FactorSetupRequired: ({ alias, session, username }, factor, progress) =>
    factor === "EMAIL_OTP"
      ? Effect.succeed(new steps.EmailSetupRequired({ alias, username, session }))
      : setUpAuthenticator(session, progress),
  AuthenticatorSetupRequired: ({ session }, code, progress) =>
    Effect.gen(function*() {
      const operation = "VerifySoftwareToken"
      const verified = yield* withoutRepeats(verifySoftwareToken({ session, userCode: trimCode(code) }))
      if (verified.status === "ERROR") {
        const message = "Cognito did not accept the code of the authenticator app."
        return yield* Effect.fail(new CognitoError.EnableSoftwareTokenMFAException({ message, operation }))
      }
      return yield* goOn(yield* respond("MFA_SETUP", verified.session ?? session, progress, {}), progress)
    }),
  EmailSetupRequired: ({ session }, address, progress) =>
    Effect.flatMap(
      respond("MFA_SETUP", session, progress, { EMAIL: address }),
      (response) => goOn(response, progress)
    ),
  PasskeyRequired: ({ session }, credential, progress) =>
    !hasJson(credential)
      ? Effect.fail(
        new CognitoError.InvalidRequestError({
          operation: "RespondToAuthChallenge",
          issues: [{ path: ["challengeResponses", "CREDENTIAL"], expected: "what navigator.credentials.get gave" }]
        })
      )
      : Effect.flatMap(
        respond("WEB_AUTHN", session, progress, { CREDENTIAL: Redacted.make(JSON.stringify(toJson(credential))) }),
        (response) => goOn(response, progress)
      ),
  CustomChallengeRequired: ({ session }, text, progress) =>
    Effect.flatMap(
      respondByHand("CUSTOM_CHALLENGE", session, progress, { ANSWER: text }),
      (response) => goOn(response, progress)
    ),
  UnknownChallengeRequired: ({ challengeName, session }, responses, progress) =>
    Effect.flatMap(
      respondByHand(challengeName, session, progress, responses),
      (response) => goOn(response, progress)
    )
}

// -----------------------------------------------------------------------------
// devices
// -----------------------------------------------------------------------------

/**
 * Remembers the device that the user has signed in on, if the user pool tracks devices: makes a password for it, confirms
 * it, and keeps both in {@link DeviceStore}. The next sign-in of this user is then without a second factor.
 *
 * It returns whether the user has a say: if `true`, ask, and tell `updateDeviceStatus` what the user decides. It does
 * nothing if the step has no `newDevice`.
 *
 * The failures to expect are those of `confirmDevice`.
 *
 * @example
 * ```ts
 * import { CognitoSignIn } from "effect-cognito"
 *
 * const remember = (step: CognitoSignIn.SignedIn) => CognitoSignIn.rememberDevice(step, { deviceName: "Ada's phone" })
 * ```
 *
 * @since 3.0.0
 * @category devices
 */
export const rememberDevice = (
  { accessToken, alias, newDevice }: steps.SignedIn,
  { deviceName }: {
    /** What the user calls the device. */
    readonly deviceName?: string | undefined
  } = {}
): Effect.Effect<boolean, ConfirmDeviceError | WebCryptoError, HttpClient.HttpClient> =>
  newDevice === undefined ? Effect.succeed(false) : Effect.gen(function*() {
    const { devicePassword, deviceSecretVerifierConfig } = yield* CognitoSrp.makeDevicePassword(newDevice)
    const { deviceKey } = newDevice
    const { userConfirmationNecessary = false } = yield* confirmDevice({
      accessToken,
      deviceKey,
      deviceSecretVerifierConfig,
      deviceName
    })
    const { save } = yield* DeviceStore
    yield* save(alias, new Device({ ...newDevice, devicePassword }))
    return userConfirmationNecessary
  })

// -----------------------------------------------------------------------------
// service
// -----------------------------------------------------------------------------

/**
 * The functions of this module, with the client, the app client, the configuration and the devices of the service, so that
 * they require nothing more.
 *
 * @since 3.0.0
 * @category models
 */
export interface Service {
  /** Begins to sign a user in. */
  readonly start: (options: StartOptions) => Effect.Effect<steps.Step, StartError>
  /** Answers a step, and returns the next one. */
  readonly answer: <S extends Answerable>(
    step: S,
    answer: Answer<S>,
    options?: RequestOptions
  ) => Effect.Effect<steps.Step, AnswerError>
  /** Remembers the device that the user has signed in on. */
  readonly rememberDevice: (
    step: steps.SignedIn,
    options?: {
      /** What the user calls the device. */
      readonly deviceName?: string | undefined
    }
  ) => Effect.Effect<boolean, ConfirmDeviceError | WebCryptoError>
}

/**
 * The service, for programs that inject it as a layer.
 *
 * @example
 * ```ts
 * import { FetchHttpClient } from "@effect/platform"
 * import { CognitoAppClient, CognitoConfig, CognitoSignIn } from "effect-cognito"
 * import { Effect, Layer, Redacted } from "effect"
 *
 * const program = Effect.gen(function*() {
 *   const signIn = yield* CognitoSignIn.CognitoSignIn
 *   return yield* signIn.start({ username: "ada", password: Redacted.make("...") })
 * })
 *
 * const SignInLive = CognitoSignIn.layer.pipe(
 *   Layer.provide(CognitoAppClient.layer({ clientId: "1example23456789", userPoolId: "eu-west-1_AbC123" })),
 *   Layer.provide(CognitoConfig.layer({ region: "eu-west-1" })),
 *   Layer.provide(FetchHttpClient.layer)
 * )
 *
 * const runnable = Effect.provide(program, SignInLive)
 * ```
 *
 * @since 3.0.0
 * @category tags
 */
export class CognitoSignIn extends /*#__PURE__*/ makeTag<CognitoSignIn, Service>()("effect-cognito/CognitoSignIn") {}

/**
 * Makes the service with the client, the app client, the configuration and the devices of here and now. What its callers
 * have around them never replaces any of them.
 *
 * @since 3.0.0
 * @category constructors
 */
export const make: Effect.Effect<Service, never, Requirements> = /*#__PURE__*/ Effect.gen(function*() {
  const client = yield* HttpClient.HttpClient
  const appClient = yield* CognitoAppClient
  const configuration = yield* CognitoConfig.CognitoConfig
  const devices = yield* DeviceStore
  const here = <A, E>(effect: Effect.Effect<A, E, Requirements>): Effect.Effect<A, E> =>
    effect.pipe(
      Effect.provideService(HttpClient.HttpClient, client),
      Effect.provideService(CognitoAppClient, appClient),
      Effect.provideService(CognitoConfig.CognitoConfig, configuration),
      Effect.provideService(DeviceStore, devices)
    )
  return {
    start: (options) => here(start(options)),
    answer: (step, value, options) => here(answer(step, value, options)),
    rememberDevice: (step, options) => here(rememberDevice(step, options))
  }
})

/**
 * A layer of the service.
 *
 * @since 3.0.0
 * @category layers
 */
export const layer: Layer.Layer<CognitoSignIn, never, Requirements> = /*#__PURE__*/ Layer.effect(CognitoSignIn, make)
