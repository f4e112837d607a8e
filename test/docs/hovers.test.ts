/**
 * What an editor has to show of the public members. That editors do show it, of the package as it is installed, is asked
 * of their language service in `package/package.test.ts`.
 */
import { assert, beforeAll, describe, it } from "@effect/vitest"
import { readdirSync } from "node:fs"
import { join } from "node:path"
import { selectForEffect4 } from "../../effect4/resolve.js"
import { major } from "../support/major.js"
import { listMembers, listUndocumented, type Member } from "../support/members.js"
import { read, root } from "../support/snippets.js"

const files = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .map((file) => file.replaceAll("\\", "/"))
  .toSorted()

const modules = (major === 4 ? selectForEffect4(files) : files.filter((file) => !file.endsWith(".effect4.ts")))
  .filter((file) => !file.startsWith("internal/"))

describe("every public member", () => {
  let members: ReadonlyArray<Member>

  beforeAll(() => {
    members = listMembers({
      project: join(root, `tsconfig.effect${major}.json`),
      folder: join(root, "src"),
      modules
    })
  })

  it("is found, however deep it is", () => {
    const found = new Set(members.map(({ file, path }) => `${file}: ${path.split(".").at(-1)}`))
    for (
      const member of [
        "operations/GetUserAttributeVerificationCode.ts: codeDeliveryDetails",
        "CognitoSchema.ts: destination",
        "CognitoError.ts: reasonCode",
        "CognitoError.ts: expected",
        "CognitoConfig.ts: maxAttempts",
        "internal/signInSteps.ts: deviceGroupKey",
        "CognitoTest.ts: secondFactor"
      ]
    ) assert.isTrue(found.has(member), member)
  })

  it("is documented", () => {
    const undocumented = listUndocumented(members)
    assert.deepStrictEqual(undocumented.map(({ file, path }) => `${file}: ${path}`), [])
  })
})

/** The docstrings of a module, each with its first line. */
const docstrings = (text: string): ReadonlyArray<readonly [line: number, docstring: string]> =>
  Array.from(
    text.matchAll(/^ *\/\*\*.*?\*\//gms),
    (match) => [text.slice(0, match.index).split("\n").length, match[0]] as const
  )

/** What an editor would show badly: a link over two lines, and words for what is around the docstring in its file. */
const flaws = (file: string, text: string): ReadonlyArray<string> =>
  docstrings(text)
    .filter(([, docstring]) => /\{@link[^}\n]*\n|\b(above|below)\b/i.test(docstring))
    .map(([line]) => `${file}:${line}`)

describe("a docstring", () => {
  it("has each link on one line, and does not rely on what is around it", async () => {
    assert.deepStrictEqual(
      (await Promise.all(files.map(async (file) => flaws(`src/${file}`, await read(`src/${file}`))))).flat(),
      []
    )
  })

  it("is caught with such a flaw", () => {
    assert.deepStrictEqual(flaws("a.ts", "\n/**\n * See {@link\n * other}.\n */\n"), ["a.ts:2"])
    assert.deepStrictEqual(flaws("a.ts", "/** The option below. */\n"), ["a.ts:1"])
    assert.deepStrictEqual(flaws("a.ts", "/** See {@link other}. */\n// Not the one below.\n"), [])
  })
})
