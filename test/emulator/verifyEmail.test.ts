/** The example that `npm start` runs, as a program of its own. */
import { assert, describe, it } from "@effect/vitest"
import { Redacted, Schema } from "effect"
import { CognitoError } from "effect-cognito"
import { spawn } from "node:child_process"
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { emulator, type User } from "../../examples/support/emulator.js"
import { parse } from "../../examples/verify-email/options.js"
import { wrap } from "../../examples/verify-email/terminal.js"
import { describe as describeError } from "../../examples/verify-email/trouble.js"
import { Effect } from "../support/effect.js"
import { major } from "../support/major.js"

const root = fileURLToPath(new URL("../..", import.meta.url))
const [, tsx = "", launcher = "", main = ""] =
  /"start": "(\S+) (\S+) (\S+)"/.exec(readFileSync(join(root, "package.json"), "utf8")) ??
    []

/** As a user says on which Effect the program runs. On 3, there is nothing to say. */
const option = major === 3 ? [] : ["--effect", String(major)]

interface Run {
  readonly args?: ReadonlyArray<string>
  readonly program?: string
  readonly env?: Readonly<Record<string, string>>
  /** The whole standard input. Without it, the input stays open. */
  readonly input?: string
  /** What the user enters whenever the program asks for a code. */
  readonly enter?: () => string
  /** Closes the output after its beginning. */
  readonly closeOutput?: boolean
}

interface Ending {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs what `npm start` runs on this major of Effect, in this environment and no other, until it ends by itself. */
const run = ({ args = [], enter, env, input, closeOutput, program = main }: Run): Effect.Effect<Ending> =>
  Effect.callback((resume) => {
    // As a loader, tsx needs no process of its own, which could outlive an interrupted test.
    const child = spawn(process.execPath, ["--import", tsx, launcher, program, ...args, ...option], {
      cwd: root,
      env: { PATH: process.env["PATH"], ...env }
    })
    let stdout = ""
    let stderr = ""
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      stdout += chunk
      if (closeOutput === true) child.stdout.destroy()
      if (enter !== undefined && stdout.endsWith("received: ")) child.stdin.write(`${enter()}\n`)
    })
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
      stderr += chunk
    })
    child.once("close", (code) => resume(Effect.succeed({ code, stdout, stderr })))
    if (input !== undefined) child.stdin.end(input)
    return Effect.sync(() => child.kill("SIGKILL"))
  })

/** Asserts that the program failed with one line on the standard error, which holds no stack or fiber. */
const assertOneLine = ({ code, stderr }: Ending, expected: RegExp) => {
  assert.match(stderr, expected)
  assert.match(stderr, /^[^\n]+\n$/)
  assert.notMatch(stderr, /^\s+at |fiber|\[object/m)
  assert.strictEqual(code, 1)
}

/** What the program prints, with the same code each time. */
const readOutput = (env: Readonly<Record<string, string>>) =>
  Effect.map(run({ env }), ({ stdout }) => stdout.replaceAll(/\d{6}\.$/gm, "123456."))

const widths = Array.from({ length: 81 }, (_, index) => 60 + index)

/** Asserts that a text is shown without a broken word in a terminal of any usual width. */
const assertFits = (text: string) => {
  for (const columns of widths) {
    const wrapped = wrap(text, columns)
    assert.deepStrictEqual(wrapped.split(/\s+/), text.split(/\s+/))
    for (const line of wrapped.split("\n")) assert.isAtMost(line.length, columns, line)
  }
}

const test = (name: string, effect: Effect.Effect<void>) => it.live(name, () => effect, 120_000)

const temporaryDirectory = Effect.acquireRelease(
  Effect.sync(() => mkdtempSync(join(tmpdir(), "verify-email-"))),
  (directory) => Effect.sync(() => rmSync(directory, { recursive: true }))
)

describe("on the emulator", () => {
  test(
    "Ada verifies her new address, and nothing is left behind",
    Effect.gen(function*() {
      const TMPDIR = yield* temporaryDirectory
      const { code, stderr, stdout } = yield* run({ env: { TMPDIR, TSX_DISABLE_CACHE: "1" } })

      assert.strictEqual(stderr, "")
      assert.strictEqual(code, 0)
      const facts = [
        /email: ada@new\.example/,
        /email_verified: false/,
        /Cognito\.getUserAttributeVerificationCode/,
        /To ada@new\.example: Your verification code is \d{6}\./,
        /Cognito\.verifyUserAttribute/,
        /CodeMismatchException: Incorrect confirmation code/,
        /Cognito\.verifyUserAttribute/,
        /Verified/,
        /email_verified: true/
      ]
      assert.match(stdout, new RegExp(facts.map(({ source }) => source).join(".*\\n(?:.*\\n)*?.*")))
      assert.deepStrictEqual(readdirSync(TMPDIR), [])

      // The code is in the message that Ada reads, and neither it nor the token is anywhere else.
      const sent = /code is (\d{6})/.exec(stdout)?.[1] ?? ""
      assert.strictEqual(stdout.split(sent).length, 2)
      assert.notMatch(stdout, /eyJ/)
      assertFits(stdout)
      // There are no colours where the output is no terminal.
      assert.notInclude(stdout, "\u001B")
    }).pipe(Effect.scoped)
  )

  test(
    "its lines fit into the terminal, and are not broken where there is none",
    Effect.gen(function*() {
      const text = yield* readOutput({})
      assert.isAbove(Math.max(...text.split("\n").map((line) => line.length)), 60)
      for (const columns of [60, 80]) {
        const terminal = `data:text/javascript,process.stdout.columns=${columns}`
        assert.strictEqual(yield* readOutput({ NODE_OPTIONS: `--import=${terminal}` }), wrap(text, columns))
      }
    })
  )

  test(
    "it ends when its output is closed, and nothing is left behind then either",
    Effect.gen(function*() {
      const TMPDIR = yield* temporaryDirectory
      const { stderr } = yield* run({ env: { TMPDIR, TSX_DISABLE_CACHE: "1" }, closeOutput: true })
      assert.strictEqual(stderr, "")
      assert.deepStrictEqual(readdirSync(TMPDIR), [])
    }).pipe(Effect.scoped)
  )

  test(
    "it verifies a phone number too, whatever the environment says about AWS",
    Effect.gen(function*() {
      const { code, stderr, stdout } = yield* run({
        args: ["--attribute", "phone_number"],
        env: {
          AWS_REGION: "fips-us-east-1",
          AWS_ENDPOINT_URL: "http://elsewhere.invalid",
          AWS_USE_FIPS_ENDPOINT: "true",
          AWS_MAX_ATTEMPTS: "none",
          COGNITO_ACCESS_TOKEN: ""
        }
      })
      assert.strictEqual(stderr, "")
      assert.strictEqual(code, 0)
      assert.match(stdout, /phone_number_verified: false[^]*To \+12025550199: [^]*phone_number_verified: true/)
      assertFits(stdout)
    })
  )
})

/** The environment of someone who is signed in, with the emulator in the place of AWS. */
const signedIn = (endpoint: string, user: User) => ({
  AWS_REGION: "eu-west-1",
  AWS_ENDPOINT_URL: endpoint,
  COGNITO_ACCESS_TOKEN: Redacted.value(user.accessToken)
})

describe("with an access token", () => {
  test(
    "the code is asked for at the prompt, and again if it is wrong",
    Effect.gen(function*() {
      const { attributes, endpoint, newUser, outbox } = yield* emulator
      const user = yield* newUser("email", "ada@new.example")
      const before = outbox.length
      const entered: Array<string> = []

      const { code, stderr, stdout } = yield* run({
        env: signedIn(endpoint, user),
        enter: () => {
          entered.push(entered.length === 0 ? "canary" : outbox.at(-1)?.code ?? "")
          return entered.at(-1) ?? ""
        }
      })
      assert.strictEqual(stderr, "")
      assert.strictEqual(code, 0)
      assert.strictEqual(outbox.length, before + 1)
      assert.strictEqual(entered.length, 2)
      assert.match(stdout, /email_verified: false[^]*CodeMismatchException[^]*email_verified: true/)
      assert.strictEqual((yield* attributes(user))["email_verified"], "true")
      for (const secret of [...entered, Redacted.value(user.accessToken)]) assert.notInclude(stdout, secret)
    }).pipe(Effect.scoped)
  )

  test(
    "it ends at the third wrong code",
    Effect.gen(function*() {
      const { attributes, endpoint, newUser } = yield* emulator
      const user = yield* newUser("email", "ada@new.example")

      const ending = yield* run({ env: signedIn(endpoint, user), input: "canary1\ncanary2\ncanary3\n" })
      assertOneLine(ending, /^CodeMismatchException: .*Incorrect confirmation code$/m)
      assert.strictEqual(ending.stdout.split("Cognito.verifyUserAttribute").length, 4)
      assert.notInclude(ending.stdout + ending.stderr, "canary")
      assert.strictEqual((yield* attributes(user))["email_verified"], "false")
    }).pipe(Effect.scoped)
  )

  test(
    "it says when the input ends before there is a code",
    Effect.gen(function*() {
      const { endpoint, newUser } = yield* emulator
      const env = signedIn(endpoint, yield* newUser("email", "ada@new.example"))
      assertOneLine(yield* run({ env, input: "" }), /^The input ended before there was a code\.$/m)
    }).pipe(Effect.scoped)
  )

  test(
    "it says when Cognito refuses",
    Effect.gen(function*() {
      const { call, endpoint, newUser } = yield* emulator
      const user = yield* newUser("email", "ada@new.example")
      yield* call("DeleteUser", { AccessToken: Redacted.value(user.accessToken) })

      const ending = yield* run({ env: signedIn(endpoint, user) })
      assertOneLine(ending, /^UserNotFoundException: the user of this access token does not exist/)
      assert.notInclude(ending.stdout + ending.stderr, Redacted.value(user.accessToken))
    }).pipe(Effect.scoped)
  )

  test(
    "it says when there is no region",
    Effect.gen(function*() {
      const ending = yield* run({ env: { COGNITO_ACCESS_TOKEN: "canary", AWS_REGION: "" } })
      assertOneLine(ending, /^InvalidConfigurationError: .*set AWS_REGION/)
      assert.notInclude(ending.stdout + ending.stderr, "canary")
    })
  )
})

describe("the command line", () => {
  test(
    "--help says what there is",
    Effect.gen(function*() {
      const { code, stderr, stdout } = yield* run({ args: ["--help"] })
      assert.strictEqual(stderr, "")
      assert.strictEqual(code, 0)
      assertFits(stdout)
      for (const name of ["--attribute", "--effect", "--help", "AWS_REGION", "COGNITO_ACCESS_TOKEN"]) {
        assert.include(stdout, name)
      }
    })
  )

  test(
    "an unknown option is refused",
    Effect.gen(function*() {
      assertOneLine(yield* run({ args: ["--atribute", "email"] }), /^Unknown option '--atribute'\. See --help\.$/m)
    })
  )

  test(
    "--effect says on which Effect a program runs",
    Effect.gen(function*() {
      const { code, stderr, stdout } = yield* run({ program: "test/support/whichEffect.ts" })
      assert.deepStrictEqual({ code, stderr, stdout }, { code: 0, stderr: "", stdout: `${major}\n` })
    })
  )

  test(
    "another Effect than 3 or 4 is refused",
    Effect.gen(function*() {
      for (const args of [["--effect", "5"], ["--effect=5"], ["--effect="]]) {
        assertOneLine(yield* run({ args }), /^The option --effect is 3 or 4\. See --help\.$/m)
      }
    })
  )

  const refused: ReadonlyArray<readonly [ReadonlyArray<string>, string]> = [
    [["--attribute", "name"], "The option --attribute is email or phone_number. See --help."],
    [["--attribute="], "The option --attribute is email or phone_number. See --help."],
    [["--attribute"], "Option '--attribute <value>' argument missing. See --help."],
    [["email"], "Unexpected argument 'email'. See --help."]
  ]
  for (const [args, expected] of refused) {
    it.effect(`${args.join(" ")} is refused`, () =>
      Effect.map(Effect.flip(parse(args)), ({ message }) => assert.strictEqual(message, expected)))
  }
})

describe("a failure is one line", () => {
  const message = "What Cognito says,\nin two lines \u001B[31mand in red."
  const failure = (_tag: string) =>
    Schema.decodeUnknownSync(CognitoError.CognitoError)({
      _tag,
      message,
      status: 400,
      code: "NextYearsException",
      operation: "VerifyUserAttribute",
      reason: "Lost",
      issues: [{ path: ["code"], expected: "something else" }]
    })

  for (const { _tag } of CognitoError.CognitoError.members) {
    it(`${_tag}`, () => {
      const line = wrap(describeError(failure(_tag)), undefined)
      assert.isTrue(line.startsWith(`${_tag}: `), line)
      assert.notMatch(line, /\p{Cc}/u)
    })
  }

  it("a defect", () => {
    const line = wrap(describeError(new Error(message)), undefined)
    assert.include(line, "What Cognito says, in two lines")
    assert.notMatch(line, /\p{Cc}/u)
  })
})

describe("a line that is longer than the terminal", () => {
  const text =
    "  <- CodeMismatchException: Invalid verification code provided, please try again.\n\n  a_word_that_is_longer b"

  it("is broken at blanks only, and keeps its indentation", () => {
    for (let columns = 1; columns <= 100; columns++) {
      const wrapped = wrap(text, columns)
      assert.deepStrictEqual(wrapped.split(/\s+/), text.split(/\s+/))
      for (const line of wrapped.split("\n")) {
        assert.match(line, /^( {2}\S|$)/)
        assert.isTrue(line.length <= columns || !line.trim().includes(" "), line)
      }
    }
  })

  it("is not broken without need", () => {
    assert.strictEqual(wrap(text, undefined), text)
    assert.strictEqual(wrap(text, 0), text)
    assert.strictEqual(wrap(text, 100), text)
    assert.strictEqual(wrap("  one two three", 9), "  one two\n  three")
  })
})
