/**
 * An emulator of Cognito in this process: `cognito-local`, assembled as in its own program, but its messages go to an
 * outbox that can be read, and a function takes the place of the custom message Lambda.
 *
 * Its modules are not a public API, so package.json names one exact version of it.
 */
import { DefaultConfig } from "cognito-local/lib/server/config.js"
import { Router } from "cognito-local/lib/server/Router.js"
import { createServer } from "cognito-local/lib/server/server.js"
import { DateClock } from "cognito-local/lib/services/clock.js"
import { CognitoServiceFactoryImpl } from "cognito-local/lib/services/cognitoService.js"
import { StormDBDataStoreFactory } from "cognito-local/lib/services/dataStore/stormDb.js"
import type { LogService } from "cognito-local/lib/services/LogService.js"
import { MessageDeliveryService } from "cognito-local/lib/services/messageDelivery/messageDelivery.js"
import { MessagesService } from "cognito-local/lib/services/messages.js"
import { JwtTokenGenerator } from "cognito-local/lib/services/tokenGenerator.js"
import type { Triggers } from "cognito-local/lib/services/triggers/triggers.js"
import { UserPoolServiceFactoryImpl } from "cognito-local/lib/services/userPoolService.js"
import { Effect, Redacted, Schema, type Scope } from "effect"
import { randomInt } from "node:crypto"
import { mkdtemp, rm } from "node:fs/promises"
import type { RequestListener } from "node:http"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { listen } from "./listen.js"

/** A message that a user received. */
export interface Message {
  readonly medium: "EMAIL" | "SMS"
  readonly to: string
  readonly text: string
  readonly code: string
}

export interface User {
  readonly accessToken: Redacted.Redacted<string>
  readonly attributeName: "email" | "phone_number"
  readonly value: string
  /** How the user signs in, at which app client of which user pool. */
  readonly username: string
  readonly password: Redacted.Redacted<string>
  readonly clientId: string
  readonly userPoolId: string
}

export interface Emulator {
  readonly endpoint: string
  /** All messages so far, the latest one last. */
  readonly outbox: ReadonlyArray<Message>
  /** Calls an operation without this library. A refusal is a defect. */
  readonly call: (operation: string, input: object) => Effect.Effect<unknown>
  /**
   * Creates a user pool and a user, who has signed up, signed in and then changed the attribute to `value`. Cognito
   * does not trust this value until it is verified.
   */
  readonly newUser: (attributeName: User["attributeName"], value: string) => Effect.Effect<User>
  /** Reads the attributes of a user, by GetUser. */
  readonly attributes: (user: Pick<User, "accessToken">) => Effect.Effect<Readonly<Record<string, string>>>
}

/** Starts an emulator, which runs until the scope closes and leaves nothing behind. */
export const emulator: Effect.Effect<Emulator, never, Scope.Scope> = Effect.gen(function*() {
  const directory = yield* temporaryDirectory
  const outbox: Array<Message> = []
  const application = yield* Effect.promise(() => makeApplication(directory, (message) => outbox.push(message)))
  const endpoint = yield* listen(application)

  const call: Emulator["call"] = (operation, input) => Effect.promise(() => post(endpoint, operation, input))

  const newUser: Emulator["newUser"] = Effect.fnUntraced(function*(attributeName, value) {
    const username = "ada@first-address.example"
    const password = "Analytical-Engine-1843"

    const pool = yield* call("CreateUserPool", { PoolName: "example", AutoVerifiedAttributes: [attributeName] })
    const UserPoolId = decodePool(pool).UserPool.Id
    const client = yield* call("CreateUserPoolClient", { UserPoolId, ClientName: "example" })
    const { ClientId } = decodePoolClient(client).UserPoolClient

    const UserAttributes = [{ Name: "email", Value: username }, { Name: "phone_number", Value: "+12025550100" }]
    yield* call("SignUp", { ClientId, Username: username, Password: password, UserAttributes })
    yield* call("ConfirmSignUp", { ClientId, Username: username, ConfirmationCode: outbox.at(-1)?.code })
    const signedIn = yield* call("InitiateAuth", {
      ClientId,
      AuthFlow: "USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME: username, PASSWORD: password }
    })
    const { AccessToken } = decodeSignedIn(signedIn).AuthenticationResult
    yield* call("UpdateUserAttributes", { AccessToken, UserAttributes: [{ Name: attributeName, Value: value }] })

    return {
      accessToken: Redacted.make(AccessToken),
      attributeName,
      value,
      // The emulator finds its users by their present address.
      username: attributeName === "email" ? value : username,
      password: Redacted.make(password),
      clientId: ClientId,
      userPoolId: UserPoolId
    }
  })

  const attributes: Emulator["attributes"] = ({ accessToken }) =>
    Effect.map(
      call("GetUser", { AccessToken: Redacted.value(accessToken) }),
      (response) => Object.fromEntries(decodeUser(response).UserAttributes.map(({ Name, Value }) => [Name, Value]))
    )

  return { endpoint, outbox, call, newUser, attributes }
})

// -----------------------------------------------------------------------------
// the server
// -----------------------------------------------------------------------------

const temporaryDirectory = Effect.acquireRelease(
  Effect.promise(() => mkdtemp(join(tmpdir(), "effect-cognito-"))),
  (directory) => Effect.promise(() => rm(directory, { recursive: true, maxRetries: 3 }))
)

const makeApplication = async (directory: string, deliver: (message: Message) => void): Promise<RequestListener> => {
  const clock = new DateClock()
  const store = new StormDBDataStoreFactory(directory)
  const pools = new CognitoServiceFactoryImpl(directory, store, new UserPoolServiceFactoryImpl(clock, store))
  const sender = new MessageDeliveryService({
    sendEmail: async (_context, _user, to, { __code: code = "", emailMessage: text = "" }) =>
      deliver({ medium: "EMAIL", to, text, code }),
    sendSms: async (_context, _user, to, { __code: code = "", smsMessage: text = "" }) =>
      deliver({ medium: "SMS", to, text, code })
  })
  const services = {
    clock,
    cognito: await pools.create({ logger: silent }, DefaultConfig.UserPoolDefaults),
    config: DefaultConfig,
    messages: new MessagesService(triggers, sender),
    otp: () => String(randomInt(100_000, 1_000_000)),
    tokenGenerator: new JwtTokenGenerator(clock, triggers, DefaultConfig.TokenConfig),
    triggers
  }
  // The type asks for pino's logger, but only the methods of a log service are called.
  return createServer(Router(services), silent as Parameters<typeof createServer>[1], {}, services).application
}

const silent: LogService = {
  child: () => silent,
  debug: () => {},
  error: () => {},
  info: () => {},
  warn: () => {}
}

/** The only trigger of the pools. It writes the messages, in Dutch if the client metadata asks for it. */
const customMessage: Pick<Triggers, "enabled" | "customMessage"> = {
  enabled: (trigger) => trigger === "CustomMessage",
  customMessage: async (_context, { clientMetadata, code }) => {
    const text = clientMetadata?.["locale"] === "nl" ? `Uw code is ${code}.` : `Your verification code is ${code}.`
    return { emailMessage: text, emailSubject: "Your code", smsMessage: text }
  }
}

// The other methods are missing, but a trigger that is not enabled is never called.
const triggers = customMessage as Triggers

// -----------------------------------------------------------------------------
// its responses
// -----------------------------------------------------------------------------

const post = async (endpoint: string, operation: string, input: object): Promise<unknown> => {
  const response = await fetch(endpoint, {
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": `AWSCognitoIdentityProviderService.${operation}`
    },
    body: JSON.stringify(input)
  })
  const body = await response.text()
  if (!response.ok) throw new Error(`The emulator refused ${operation}: ${body}`)
  return JSON.parse(body)
}

const decodePool = Schema.decodeUnknownSync(
  Schema.Struct({ UserPool: Schema.Struct({ Id: Schema.String }) })
)
const decodePoolClient = Schema.decodeUnknownSync(
  Schema.Struct({ UserPoolClient: Schema.Struct({ ClientId: Schema.String }) })
)
const decodeSignedIn = Schema.decodeUnknownSync(
  Schema.Struct({ AuthenticationResult: Schema.Struct({ AccessToken: Schema.String }) })
)
const decodeUser = Schema.decodeUnknownSync(
  Schema.Struct({ UserAttributes: Schema.Array(Schema.Struct({ Name: Schema.String, Value: Schema.String })) })
)
