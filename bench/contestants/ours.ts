import type * as HttpClient from "@effect/platform/HttpClient"
import { Cognito, CognitoConfig } from "effect-cognito"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { accessToken, attributeName } from "../support/exchange.js"
import { fromEffect, type MakeClient, type Metadata } from "./client.js"

const request = (clientMetadata?: Metadata) => ({
  accessToken: Redacted.make(accessToken),
  attributeName,
  clientMetadata
})

const destinationOf = ({ codeDeliveryDetails }: Cognito.GetUserAttributeVerificationCodeResponse) =>
  codeDeliveryDetails?.destination

const tagOf = ({ _tag }: Cognito.GetUserAttributeVerificationCodeError) => _tag

/** The service, which fixes the client and the configuration. */
export const service = (client: Layer.Layer<HttpClient.HttpClient>): MakeClient => (endpoint) =>
  fromEffect(
    Layer.provide(Cognito.layer({ endpoint }), client),
    Effect.map(Cognito.Cognito, (cognito) => (metadata) =>
      Effect.map(cognito.getUserAttributeVerificationCode(request(metadata)), destinationOf)),
    tagOf
  )

/** The function, which looks for both on each call. */
export const plain = (client: Layer.Layer<HttpClient.HttpClient>): MakeClient => (endpoint) =>
  fromEffect(
    Layer.merge(CognitoConfig.layer({ endpoint }), client),
    Effect.succeed((metadata) =>
      Effect.map(Cognito.getUserAttributeVerificationCode(request(metadata)), destinationOf)
    ),
    tagOf
  )
