/** The call that every contestant makes, and how Cognito answers it. */
import { randomUUID } from "node:crypto"

const segment = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url")

const unsigned = `${segment({ kid: "bench", alg: "RS256" })}.${
  segment({
    sub: "c3d5",
    token_use: "access",
    scope: "aws.cognito.signin.user.admin",
    iat: 1767225600,
    exp: 4102444800
  })
}.`

/** 900 characters, and a JWT for the contestants that look into it. */
export const accessToken = unsigned.padEnd(900, "s")

export const attributeName = "email"

export const region = "eu-west-1"
export const userPoolId = `${region}_Bench0001`
export const userPoolClientId = "3n4b5urk1ft4fl3mg5e62d9ado"

export const target = "AWSCognitoIdentityProviderService.GetUserAttributeVerificationCode"
export const contentType = "application/x-amz-json-1.1"

export const requestHeaders = { "content-type": contentType, "x-amz-target": target }

export const requestBody = (clientMetadata?: Readonly<Record<string, string>>): string =>
  JSON.stringify({ AccessToken: accessToken, AttributeName: attributeName, ClientMetadata: clientMetadata })

export const destination = "b***@b***.example"

/** What the contestants without a library of their own read. */
export interface Answer {
  readonly CodeDeliveryDetails?: { readonly Destination?: string }
  readonly __type?: string
}

export const exceptionName = "NotAuthorizedException"

export const successBody = JSON.stringify({
  CodeDeliveryDetails: { AttributeName: attributeName, DeliveryMedium: "EMAIL", Destination: destination }
})

export const exceptionBody = (message = "Access Token has expired"): string =>
  JSON.stringify({ __type: exceptionName, message })

export const exceptionHeaders = { "x-amzn-errortype": `${exceptionName}:` }

/** Those that Cognito sends with every answer. */
export const answerHeaders = (): Record<string, string> => ({
  "content-type": contentType,
  date: "Mon, 23 Nov 2026 03:00:00 GMT",
  "x-amzn-requestid": randomUUID(),
  connection: "keep-alive"
})
