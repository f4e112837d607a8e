/**
 * The steps of a sign-in. Each is data with a schema: it can be encoded, stored and answered elsewhere.
 */
import * as Redacted from "effect/Redacted"
import { taggedClass } from "./classes.js"
import { number, string, struct, union } from "./errors.js"
import { boolean, document, list, openEnum, optional, secret, textMapAnswer } from "./shapes.js"

const anySecret = /*#__PURE__*/ secret(string)

/** What every step has: who signs in. */
const user = {
  /** The user's name in the user pool, as far as Cognito has told it, or else the `alias`. */
  username: string,
  /** The name that the user typed, which may be an e-mail address or a phone number. */
  alias: string
}

/** Apart from `pending`, because the type of a spread loses the docstrings. */
const session = {
  /** What links the answer to this step. It lives for 3 to 15 minutes, as the app client says. */
  session: /*#__PURE__*/ optional(anySecret)
}

/** What every step has that can be answered. */
const pending: typeof user & typeof session = { ...user, ...session }

const module = "CognitoSignIn"

/**
 * The user is signed in.
 *
 * @since 3.0.0
 * @category steps
 */
export class SignedIn extends /*#__PURE__*/ taggedClass<SignedIn>(module)("SignedIn", {
  /** Authorizes the user's own requests to Cognito and to your services. */
  accessToken: anySecret,
  /** Says who the user is. */
  idToken: anySecret,
  /** Gives new tokens when these expire. */
  refreshToken: anySecret,
  /** How many seconds the access token lives, counted from the response. */
  expiresIn: number,
  /** `Bearer`. */
  tokenType: string,
  /** A device that Cognito did not know, if the user pool tracks devices: see `rememberDevice`. */
  newDevice: /*#__PURE__*/ optional(/*#__PURE__*/ struct({
    /** The key of the device. */
    deviceKey: string,
    /** The key of the group of devices that it belongs to. */
    deviceGroupKey: string
  }))
}, user) {}

/**
 * A code is on its way to the user. The answer is the code.
 *
 * @since 3.0.0
 * @category steps
 */
export class CodeRequired extends /*#__PURE__*/ taggedClass<CodeRequired>(module)("CodeRequired", {
  /** `SMS_MFA` is a second factor, `SMS_OTP` a first one; `EMAIL_OTP` is either. */
  kind: /*#__PURE__*/ openEnum("SMS_MFA", "SMS_OTP", "EMAIL_OTP"),
  /** How the code reaches the user. */
  medium: /*#__PURE__*/ openEnum("SMS", "EMAIL"),
  /** Where it was sent, masked: `+*******0100`, `a***@e***`. */
  destination: /*#__PURE__*/ optional(string)
}, pending) {}

/**
 * The user's authenticator app shows a code. The answer is this code.
 *
 * @since 3.0.0
 * @category steps
 */
export class AuthenticatorCodeRequired
  extends /*#__PURE__*/ taggedClass<AuthenticatorCodeRequired>(module)("AuthenticatorCodeRequired", {
    /** What the user calls the device with the app. */
    deviceName: /*#__PURE__*/ optional(string)
  }, pending)
{}

/**
 * The user has several second factors. The answer is one of `factors`.
 *
 * @since 3.0.0
 * @category steps
 */
export class FactorChoiceRequired
  extends /*#__PURE__*/ taggedClass<FactorChoiceRequired>(module)("FactorChoiceRequired", {
    /** What the user can choose from. */
    factors: /*#__PURE__*/ list(/*#__PURE__*/ openEnum("SMS_MFA", "SOFTWARE_TOKEN_MFA", "EMAIL_OTP"))
  }, pending)
{}

/**
 * The user can sign in in several ways. The answer is `{ challenge }` with one of `challenges`. If the choice is
 * `PASSWORD_SRP` or `PASSWORD`, the answer can have the `password` too; without it, the next step asks for it.
 *
 * @since 3.0.0
 * @category steps
 */
export class ChallengeChoiceRequired
  extends /*#__PURE__*/ taggedClass<ChallengeChoiceRequired>(module)("ChallengeChoiceRequired", {
    /** What the user can choose from. */
    challenges: /*#__PURE__*/ list(
      /*#__PURE__*/ openEnum("PASSWORD_SRP", "PASSWORD", "EMAIL_OTP", "SMS_OTP", "WEB_AUTHN")
    )
  }, pending)
{}

/**
 * The user's password is asked for. The answer is the password, which is proven by SRP unless `kind` is `PASSWORD`.
 *
 * @since 3.0.0
 * @category steps
 */
export class PasswordRequired extends /*#__PURE__*/ taggedClass<PasswordRequired>(module)("PasswordRequired", {
  /** Whether the password is proven (`PASSWORD_SRP`) or sent (`PASSWORD`). */
  kind: /*#__PURE__*/ openEnum("PASSWORD_SRP", "PASSWORD"),
  /** Whether the user chose this among several ways, so that Cognito does not know of the choice yet. */
  chosen: boolean
}, pending) {}

/**
 * The user must choose a new password, for an administrator made the account. The answer is `{ password }`, with
 * `attributes` for those that are required.
 *
 * @since 3.0.0
 * @category steps
 */
export class NewPasswordRequired extends /*#__PURE__*/ taggedClass<NewPasswordRequired>(module)("NewPasswordRequired", {
  /** The names of the attributes that the user must give too, such as `given_name`. */
  requiredAttributes: /*#__PURE__*/ list(string),
  /** The attributes that the user has already. */
  userAttributes: /*#__PURE__*/ textMapAnswer()
}, pending) {}

/**
 * The user must set up a second factor and can choose which. The answer is one of `factors`.
 *
 * @since 3.0.0
 * @category steps
 */
export class FactorSetupRequired extends /*#__PURE__*/ taggedClass<FactorSetupRequired>(module)("FactorSetupRequired", {
  /** What the user can choose from. */
  factors: /*#__PURE__*/ list(/*#__PURE__*/ openEnum("SOFTWARE_TOKEN_MFA", "EMAIL_OTP"))
}, pending) {}

/**
 * The user must set up an authenticator app. Show the key as text, and its {@link AuthenticatorSetupRequired.uri} as a
 * QR code. The answer is the code that the app then shows.
 *
 * @since 3.0.0
 * @category steps
 */
export class AuthenticatorSetupRequired
  extends /*#__PURE__*/ taggedClass<AuthenticatorSetupRequired>(module)("AuthenticatorSetupRequired", {
    /** The key that the app needs. It is a secret: show it to the user, and to nobody else. */
    secretCode: anySecret
  }, pending)
{
  /**
   * The `otpauth://` address for a QR code. The `issuer` is the name of your application, by which the user finds the
   * entry in the app.
   */
  uri(issuer: string): Redacted.Redacted<string> {
    const [label, name] = [`${issuer}:${this.alias}`, issuer].map(encodeURIComponent)
    return Redacted.make(`otpauth://totp/${label}?secret=${Redacted.value(this.secretCode)}&issuer=${name}`)
  }
}

/**
 * The user must give an e-mail address for codes. The answer is the address, to which a code is then sent.
 *
 * @since 3.0.0
 * @category steps
 */
export class EmailSetupRequired
  extends /*#__PURE__*/ taggedClass<EmailSetupRequired>(module)("EmailSetupRequired", {}, pending)
{}

/**
 * A passkey is asked for. The answer is the credential that `CognitoPasskey.get` returns for these `options`: what
 * `navigator.credentials.get` gave, or its JSON form.
 *
 * @since 3.0.0
 * @category steps
 */
export class PasskeyRequired extends /*#__PURE__*/ taggedClass<PasskeyRequired>(module)("PasskeyRequired", {
  /** What the browser is asked for, in the JSON form of the standard (`PublicKeyCredentialRequestOptionsJSON`). */
  options: /*#__PURE__*/ document()
}, pending) {}

/**
 * The pool's Lambdas ask. The answer is what they expect.
 *
 * @since 3.0.0
 * @category steps
 */
export class CustomChallengeRequired
  extends /*#__PURE__*/ taggedClass<CustomChallengeRequired>(module)("CustomChallengeRequired", {
    /** The public parameters of the challenge, as the pool's Lambdas made them. */
    parameters: /*#__PURE__*/ textMapAnswer()
  }, pending)
{}

/**
 * A challenge that this version does not know, or that it can't read. The answer is what AWS's documentation of the
 * challenge says, by its names; `USERNAME` and `SECRET_HASH` are added.
 *
 * @since 3.0.0
 * @category steps
 */
export class UnknownChallengeRequired
  extends /*#__PURE__*/ taggedClass<UnknownChallengeRequired>(module)("UnknownChallengeRequired", {
    /** The challenge, by AWS's name of it. */
    challengeName: string,
    /** What the challenge comes with. */
    parameters: /*#__PURE__*/ textMapAnswer()
  }, pending)
{}

/**
 * The schema of all steps. Encode one to keep it in a sealed cookie, a store or another tab, and decode it there to
 * answer it.
 *
 * What is encoded holds the session, and the tokens of `SignedIn`, as plain text: seal it where others can read it.
 *
 * @since 3.0.0
 * @category schemas
 */
export const Step = /*#__PURE__*/ union(
  SignedIn,
  CodeRequired,
  AuthenticatorCodeRequired,
  FactorChoiceRequired,
  ChallengeChoiceRequired,
  PasswordRequired,
  NewPasswordRequired,
  FactorSetupRequired,
  AuthenticatorSetupRequired,
  EmailSetupRequired,
  PasskeyRequired,
  CustomChallengeRequired,
  UnknownChallengeRequired
)

/**
 * A step of a sign-in: either the tokens, or what the user is asked next. Tell them apart by their `_tag`.
 *
 * @since 3.0.0
 * @category models
 */
export type Step = typeof Step.Type
