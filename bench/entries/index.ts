/** The smallest program that makes the call once, with each: `size` bundles them, `startup` starts them. */
import { fileURLToPath } from "node:url"
import { onEffect4 } from "../support/effect4.js"

export interface Entry {
  readonly title: string
  readonly ours?: true
  readonly file: string
  /** The modules of the library that it imports, if they are measured alone. */
  readonly modules: ReadonlyArray<string>
}

const file = (name: string): string => fileURLToPath(new URL(`./${name}.js`, import.meta.url))

export const entries = {
  "raw-fetch": { title: "raw fetch", file: file("rawFetch"), modules: [] },
  "effect-alone": { title: "Effect alone, with Schema and fetch", file: file("effectAlone"), modules: [] },
  "ours-deep": {
    title: "effect-cognito, deep import",
    ours: true,
    file: file("oursDeep"),
    modules: ["effect-cognito/operations/GetUserAttributeVerificationCode"]
  },
  "ours-index": {
    title: "effect-cognito, index",
    ours: true,
    file: file("oursIndex"),
    modules: ["effect-cognito"]
  },
  "ours-service": {
    title: "effect-cognito, service",
    ours: true,
    file: file("oursService"),
    modules: ["effect-cognito"]
  },
  "effect4-alone": {
    title: "Effect 4 alone, with Schema and fetch",
    file: onEffect4("entries/effectAlone.js"),
    modules: []
  },
  "ours4-deep": {
    title: "effect-cognito on Effect 4, deep import",
    ours: true,
    file: onEffect4("entries/oursDeep.js"),
    modules: []
  },
  "ours4-service": {
    title: "effect-cognito on Effect 4, service",
    ours: true,
    file: onEffect4("entries/oursService.js"),
    modules: []
  },
  "aws-sdk": {
    title: "AWS SDK",
    file: file("awsSdk"),
    modules: ["@aws-sdk/client-cognito-identity-provider"]
  },
  "effect-aws": {
    title: "effect-aws",
    file: file("effectAws"),
    modules: ["@effect-aws/client-cognito-identity-provider"]
  },
  "itty-aws": {
    title: "itty-aws",
    file: file("ittyAws"),
    modules: ["itty-aws/cognito-identity-provider"]
  },
  "cognito-identity-js": {
    title: "amazon-cognito-identity-js",
    file: file("cognitoIdentityJs"),
    modules: ["amazon-cognito-identity-js"]
  },
  amplify: { title: "aws-amplify", file: file("amplify"), modules: ["aws-amplify", "aws-amplify/auth"] }
} as const satisfies Record<string, Entry>

export type EntryId = keyof typeof entries

export const entryIds = Object.keys(entries) as ReadonlyArray<EntryId>

export const entry = (id: EntryId): Entry => entries[id]
