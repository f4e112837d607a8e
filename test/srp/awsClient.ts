/**
 * AWS's own client, `amazon-cognito-identity-js`, talking to a server that we play.
 */
import { AuthenticationDetails, CognitoUser, CognitoUserPool } from "amazon-cognito-identity-js"
import { createRequire } from "node:module"
import { modPow, N } from "./server.js"

interface BigInteger {
  readonly toString: (radix: number) => string
}

interface Internals {
  readonly BigInteger: {
    new(digits: string, radix: number): BigInteger
    readonly prototype: {
      modPow: (
        exponent: BigInteger,
        modulus: BigInteger,
        callback: (error: unknown, result: BigInteger) => void
      ) => void
    }
  }
  readonly AuthenticationHelper: {
    readonly prototype: {
      generateRandomSmallA: () => BigInteger
      readonly padHex: (value: BigInteger) => string
    }
  }
}

const load = createRequire(import.meta.url)

const internal = <Name extends keyof Internals>(name: Name): Internals[Name] =>
  load(`amazon-cognito-identity-js/lib/${name}.js`).default

const BigInteger = internal("BigInteger")
const AuthenticationHelper = internal("AuthenticationHelper")

const pure = BigInteger.prototype.modPow

/**
 * Its own arithmetic takes a quarter of a second per sign-in. Where the platform has a faster `modPow`, it puts that
 * in the same place: its build for React Native does.
 */
const native: typeof pure = function(this: BigInteger, exponent, _, callback) {
  const text = this.toString(16)
  const base = text.startsWith("-") ? -BigInt(`0x${text.slice(1)}`) : BigInt(`0x${text}`)
  const result = modPow(((base % N) + N) % N, BigInt(`0x${exponent.toString(16)}`))
  callback(undefined, new BigInteger(result.toString(16), 16))
}

export interface Sent {
  readonly operation: string
  readonly AuthParameters?: Record<string, string>
  readonly ChallengeName?: string
  readonly ChallengeResponses?: Record<string, string>
  readonly DeviceKey?: string
  readonly DeviceSecretVerifierConfig?: { readonly PasswordVerifier: string; readonly Salt: string }
}

export interface Device {
  readonly deviceKey: string
  readonly deviceGroupKey: string
  readonly devicePassword: string
}

/**
 * Signs in, and says what it sent and what it stored.
 */
export const signIn = (options: {
  readonly userPoolId: string
  readonly username: string
  readonly password: string
  /** Its private value, as hexadecimal digits. */
  readonly a: string
  readonly arithmetic?: "pure"
  /** The user's name in the pool, and the device that it remembers for that user. */
  readonly remembers?: Device & { readonly name: string }
  /** What the server answers. It ends without an answer. */
  readonly answer: (sent: Sent) => Record<string, unknown> | undefined
}): { readonly sent: ReadonlyArray<Sent>; readonly stored: ReadonlyMap<string, string> } => {
  BigInteger.prototype.modPow = options.arithmetic === "pure" ? pure : native
  AuthenticationHelper.prototype.generateRandomSmallA = () => new BigInteger(options.a, 16)

  const stored = new Map<string, string>()
  if (options.remembers) {
    const prefix = `CognitoIdentityServiceProvider.client.${options.remembers.name}`
    stored.set(`${prefix}.deviceKey`, options.remembers.deviceKey)
    stored.set(`${prefix}.deviceGroupKey`, options.remembers.deviceGroupKey)
    stored.set(`${prefix}.randomPasswordKey`, options.remembers.devicePassword)
  }
  const Storage = {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
    removeItem: (key: string) => void stored.delete(key),
    clear: () => stored.clear()
  }

  const sent: Array<Sent> = []
  const pool = Object.assign(new CognitoUserPool({ UserPoolId: options.userPoolId, ClientId: "client", Storage }), {
    client: {
      request: (
        operation: string,
        request: Omit<Sent, "operation">,
        callback: (error: unknown, answer: unknown) => void
      ) => {
        const message = { operation, ...request }
        sent.push(message)
        const answer = options.answer(message)
        if (answer !== undefined) callback(undefined, answer)
      }
    }
  })
  const user = new CognitoUser({ Username: options.username, Pool: pool, Storage })
  user.authenticateUser(new AuthenticationDetails({ Username: options.username, Password: options.password }), {
    onSuccess: () => {},
    onFailure: (error) => {
      throw error
    }
  })
  return { sent, stored }
}

/** How it writes numbers that it hashes. */
export const padHex = (value: bigint): string =>
  AuthenticationHelper.prototype.padHex(new BigInteger(value.toString(16), 16))
