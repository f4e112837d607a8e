import { Cognito, CognitoConfig } from "effect-cognito"
import { recording } from "../support/client.js"
import { Effect, Redacted } from "../support/effect.js"
import { model } from "../support/model.js"
import { assert, describe, it } from "../support/vitest.js"

/** The URL to which a call with these options goes, or the message of its failure. */
const urlOf = (options: CognitoConfig.Options) => {
  const { layer, requests } = recording()
  return Cognito.getUserAttributeVerificationCode({ accessToken: Redacted.make("token"), attributeName: "email" }).pipe(
    CognitoConfig.withConfig(options),
    Effect.provide(layer),
    Effect.match({
      onFailure: (error) => `${error._tag}: ${error.message} (${requests.length} sent)`,
      onSuccess: () => requests[0]?.url
    })
  )
}

describe("AWS's own endpoint tests", () => {
  it("are 57", () => assert.strictEqual(model.endpointTests.length, 57))

  for (const { dualStack, endpoint, error, fips, region, url } of model.endpointTests) {
    const name = [region ?? "no region", fips && "FIPS", dualStack && "dual-stack", endpoint].filter(Boolean).join(", ")
    it.effect(name, () =>
      Effect.gen(function*() {
        const actual = yield* urlOf({
          region: region ?? undefined,
          endpoint,
          useFipsEndpoint: fips,
          useDualstackEndpoint: dualStack
        })
        if (error === undefined) assert.strictEqual(actual, `${url}/`)
        else {
          assert.match(actual ?? "", /^InvalidConfigurationError: .* \(0 sent\)$/)
          assert.include(actual, error)
        }
      }))
  }
})

describe("partitions", () => {
  const suffixes = {
    "aws-eusc": ["amazonaws.eu", "api.amazonwebservices.eu"],
    "aws-iso": ["c2s.ic.gov", "api.aws.ic.gov"],
    "aws-iso-b": ["sc2s.sgov.gov", "api.aws.scloud"],
    "aws-iso-e": ["cloud.adc-e.uk", "api.cloud-aws.adc-e.uk"],
    "aws-iso-f": ["csp.hci.ic.gov", "api.aws.hci.ic.gov"],
    "aws-cn": ["amazonaws.com.cn", "api.amazonwebservices.com.cn"],
    "aws-us-gov": ["amazonaws.com", "api.aws"]
  } as const

  for (const [partition, [suffix, dualstackSuffix]] of Object.entries(suffixes)) {
    const { regions } = model.partitions[partition]!
    for (const region of regions) {
      it.effect(`${region} is in ${partition}`, () =>
        Effect.gen(function*() {
          assert.strictEqual(yield* urlOf({ region }), `https://cognito-idp.${region}.${suffix}/`)
          assert.strictEqual(
            yield* urlOf({ region, useDualstackEndpoint: true }),
            `https://cognito-idp.${region}.${dualstackSuffix}/`
          )
          assert.strictEqual(
            yield* urlOf({ region, useFipsEndpoint: true }),
            `https://cognito-idp-fips.${region}.${suffix}/`
          )
          assert.strictEqual(
            yield* urlOf({ region, useFipsEndpoint: true, useDualstackEndpoint: true }),
            `https://cognito-idp-fips.${region}.${dualstackSuffix}/`
          )
        }))
    }
  }

  for (const region of model.partitions["aws"]!.regions) {
    it.effect(`${region} is in aws`, () =>
      Effect.gen(function*() {
        assert.strictEqual(yield* urlOf({ region }), `https://cognito-idp.${region}.amazonaws.com/`)
        assert.strictEqual(
          yield* urlOf({ region, useFipsEndpoint: true, useDualstackEndpoint: true }),
          `https://cognito-idp-fips.${region}.${
            ["us-east-1", "us-east-2", "us-west-1", "us-west-2"].includes(region) ? "amazonaws.com" : "api.aws"
          }/`
        )
      }))
  }

  it.effect("a region that no partition knows yet is in aws", () =>
    Effect.map(
      urlOf({ region: "sa-north-9" }),
      (url) => assert.strictEqual(url, "https://cognito-idp.sa-north-9.amazonaws.com/")
    ))

  it.effect("fips-X and X-fips mean X with FIPS", () =>
    Effect.gen(function*() {
      assert.strictEqual(
        yield* urlOf({ region: "fips-us-east-1" }),
        "https://cognito-idp-fips.us-east-1.amazonaws.com/"
      )
      assert.strictEqual(
        yield* urlOf({ region: "us-west-2-fips" }),
        "https://cognito-idp-fips.us-west-2.amazonaws.com/"
      )
    }))
})

describe("a custom endpoint", () => {
  const kept = {
    "http://localhost:9229": "http://localhost:9229/",
    "https://proxy.example/cognito": "https://proxy.example/cognito/",
    "https://proxy.example/cognito/": "https://proxy.example/cognito/",
    "http://[::1]:8080/a/b": "http://[::1]:8080/a/b/"
  }
  for (const [endpoint, url] of Object.entries(kept)) {
    it.effect(`${endpoint} is used as it is, with a trailing slash`, () =>
      Effect.map(urlOf({ endpoint }), (actual) => assert.strictEqual(actual, url)))
  }
})
