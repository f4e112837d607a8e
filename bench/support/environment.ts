/** The machine, and the versions of what ran on it. */
import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { cpus, release, totalmem, type } from "node:os"
import { join } from "node:path"

const packages = [
  "effect",
  "@effect/platform",
  "@effect/platform-node",
  "undici",
  "@aws-sdk/client-cognito-identity-provider",
  "@smithy/fetch-http-handler",
  "@effect-aws/client-cognito-identity-provider",
  "itty-aws",
  "amazon-cognito-identity-js",
  "aws-amplify",
  "esbuild",
  "rollup"
]

const require = createRequire(import.meta.url)

/** Where the package is looked for; not every package exports its own description. */
const versionOf = (name: string): string => {
  for (const folder of require.resolve.paths(name) ?? []) {
    try {
      const { version } = JSON.parse(readFileSync(join(folder, name, "package.json"), "utf8")) as { version: string }
      return version
    } catch {
      // It is in a folder further out.
    }
  }
  throw new Error(`${name} is not installed`)
}

export const environment = (seconds: number): string => {
  const [cpu] = cpus()
  return [
    `- ${new Date().toISOString().slice(0, 10)}, ${Math.ceil(seconds / 60)} minutes in all`,
    `- ${cpu?.model ?? "unknown CPU"}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, ${type()} ${
      release().split("-")[0]
    }`,
    `- Node ${process.versions.node} (V8 ${process.versions.v8}; its own undici, under \`fetch\`, ${
      process.versions["undici"]
    })`,
    `- ${packages.map((name) => `${name} ${versionOf(name)}`).join(", ")}`
  ].join("\n")
}
