/** What a library weighs in a browser. */
import { Effect } from "effect"
import { mkdir, writeFile } from "node:fs/promises"
import { fileURLToPath } from "node:url"
import { entries, entry, type EntryId, entryIds } from "../entries/index.js"
import { type Bundle, type Bundler, bundlerNames, weigh } from "../support/bundlers.js"
import { BenchError } from "../support/child.js"
import { onEffect4 } from "../support/effect4.js"
import { bars } from "../support/plot.js"
import { print } from "../support/print.js"
import { kilobytes, type Target } from "../support/report.js"
import type { Suite } from "./suite.js"

interface Weighed {
  readonly title: string
  readonly ours?: boolean | undefined
  readonly sizes: Readonly<Record<Bundler, number>>
}

const own = {
  "ours-deep": {
    title: "effect-cognito, one operation, deep import",
    ours: true,
    source:
      "export { getUserAttributeVerificationCode } from \"effect-cognito/operations/GetUserAttributeVerificationCode\""
  },
  "ours-index": {
    title: "effect-cognito, one operation through the index",
    ours: true,
    source: "import { Cognito } from \"effect-cognito\"\n" +
      "export const call = Cognito.getUserAttributeVerificationCode"
  },
  "ours-all": {
    title: "effect-cognito, all operations and the service",
    ours: true,
    source: "export * from \"effect-cognito/Cognito\""
  },
  "ours4-deep": {
    title: "effect-cognito on Effect 4, one operation, deep import",
    ours: true,
    major: 4,
    source:
      "export { getUserAttributeVerificationCode } from \"effect-cognito/operations/GetUserAttributeVerificationCode\""
  },
  "ours4-all": {
    title: "effect-cognito on Effect 4, all operations and the service",
    ours: true,
    major: 4,
    source: "export * from \"effect-cognito/Cognito\""
  },
  "aws-sdk": {
    title: "AWS SDK, one command",
    source: "export { CognitoIdentityProviderClient, GetUserAttributeVerificationCodeCommand } " +
      "from \"@aws-sdk/client-cognito-identity-provider\""
  },
  "effect-aws": {
    title: "effect-aws",
    source: "export { CognitoIdentityProvider } from \"@effect-aws/client-cognito-identity-provider\""
  },
  "itty-aws": {
    title: "itty-aws",
    source: "export { CognitoIdentityProvider } from \"itty-aws/cognito-identity-provider\""
  },
  "cognito-identity-js": {
    title: "amazon-cognito-identity-js",
    source: "export { CognitoUser, CognitoUserPool, CognitoUserSession } from \"amazon-cognito-identity-js\""
  },
  amplify: {
    title: "aws-amplify, one function",
    source: "export { Amplify } from \"aws-amplify\"\n" +
      "export { sendUserAttributeVerificationCode } from \"aws-amplify/auth\""
  }
} as const

type OwnId = keyof typeof own

const ownIds = Object.keys(own) as ReadonlyArray<OwnId>

const weighOne = (title: string, ours: boolean | undefined, bundle: Bundle) =>
  Effect.gen(function*() {
    const by = (bundler: Bundler) =>
      Effect.tryPromise({
        try: () => weigh(bundler, bundle),
        catch: (error) => new BenchError({ message: `${title}: ${bundler}: ${String(error)}` })
      })
    const sizes = yield* Effect.all({ esbuild: by("esbuild"), rollup: by("rollup") }, { concurrency: "unbounded" })
    print(title)
    return { title, ours, sizes } satisfies Weighed
  })

const weighOwn = (id: OwnId) =>
  Effect.gen(function*() {
    const { source, title, ...rest } = own[id]
    const folder = "major" in rest ? onEffect4("generated/") : fileURLToPath(new URL("../generated/", import.meta.url))
    const file = `${folder}size-${id}.js`
    yield* Effect.promise(() => mkdir(folder, { recursive: true }))
    yield* Effect.promise(() => writeFile(file, source))
    return yield* weighOne(title, "ours" in rest, { file, effectExternal: true })
  })

const weighWhole = (id: EntryId) =>
  weighOne(entries[id].title, entry(id).ours, { file: entries[id].file, effectExternal: false })

const byId = <Id extends string>(ids: ReadonlyArray<Id>, weighOf: (id: Id) => Effect.Effect<Weighed, BenchError>) =>
  Effect.map(
    Effect.forEach(ids, (id) => Effect.map(weighOf(id), (weighed) => [id, weighed] as const)),
    (pairs) => new Map<Id, Weighed>(pairs)
  )

const table = (title: string, weighed: Iterable<Weighed>) => ({
  title,
  header: ["minified and gzipped", ...bundlerNames],
  rows: Array.from(weighed, ({ ours, sizes, title }) => ({
    ours,
    cells: [title, ...bundlerNames.map((bundler) => kilobytes(sizes[bundler]))]
  }))
})

const plot = (name: string, title: string, weighed: Iterable<Weighed>) =>
  bars(
    name,
    title,
    "kB, minified by esbuild and gzipped, less is better",
    Array.from(weighed, ({ ours, sizes: { esbuild }, title }) => {
      const kB = esbuild / 1000
      return { title, ours, summary: { median: kB, low: kB, high: kB } }
    })
  )

export const size: Suite = () =>
  Effect.gen(function*() {
    const ownSizes = yield* byId(ownIds, weighOwn)
    const wholeSizes = yield* byId(entryIds, weighWhole)

    const ownTarget = (id: OwnId, atMost: number): Target => ({
      what: `own bytes: ${own[id].title}`,
      atMost,
      measured: ownSizes.get(id)!.sizes.esbuild,
      format: kilobytes
    })
    const wholeTarget = (id: EntryId, atMost: number): Target => ({
      what: `the whole bundle: ${entries[id].title}`,
      atMost,
      measured: wholeSizes.get(id)!.sizes.esbuild,
      format: kilobytes
    })
    return {
      name: "size",
      title: "Bytes in a browser",
      notes: [
        "For browsers, ES2022, minified by esbuild (what Rollup bundled, too), `gzip -9`; 1 kB is 1,000 bytes. *Own " +
        "bytes* are with `effect` and `@effect/platform` external. *The whole bundle* is the smallest program that " +
        "makes the call, with nothing external."
      ],
      targets: [
        ownTarget("ours-deep", 9_800),
        ownTarget("ours-all", 13_800),
        ownTarget("ours4-deep", 7_800),
        ownTarget("ours4-all", 12_000),
        wholeTarget("ours-deep", 92_000),
        wholeTarget("ours4-deep", 57_000)
      ],
      tables: [
        table("Own bytes, beside Effect", ownSizes.values()),
        table("The whole bundle", wholeSizes.values())
      ],
      plots: [
        plot("own", "Own bytes in a browser, beside Effect", ownSizes.values()),
        plot("whole", "The whole browser bundle of one call", wholeSizes.values())
      ]
    }
  })
