/** What cleans a foreign text of the secrets of a request. */
import { assert, describe, it } from "@effect/vitest"
import * as FastCheck from "fast-check"
import { cleanLine, cleanMessage } from "../../src/internal/secrets.js"

const token = "eyJraWQiOiJhYmMifQ.eyJzdWIiOiIxMjM0NTYifQ.c2lnbmF0dXJlLW9mLXRoZS10b2tlbg"

// -----------------------------------------------------------------------------
// spellings
// -----------------------------------------------------------------------------

const codeUnits = (text: string): ReadonlyArray<string> => text.split("")

const hex = (unit: string): string => unit.charCodeAt(0).toString(16).padStart(4, "0")

const escapeUnits = (text: string, isEscaped: (unit: string) => boolean): string =>
  codeUnits(JSON.stringify(text).slice(1, -1)).map((unit) => isEscaped(unit) ? `\\u${hex(unit)}` : unit).join("")

const escapeAll = (text: string): string => codeUnits(text).map((unit) => `\\u${hex(unit)}`).join("")

/** How the libraries of JSON, and JSON within JSON, write the same text. */
const escapes: Record<string, (text: string) => string> = {
  "JavaScript's escapes": (text) => JSON.stringify(text).slice(1, -1),
  "Python's escapes": (text) => escapeUnits(text, (unit) => unit > "~"),
  "PHP's escapes": (text) => escapeUnits(text, (unit) => unit > "~").replaceAll("/", "\\/"),
  "Java's escapes": (text) => escapeUnits(text, (unit) => "=+<>&'".includes(unit)),
  "escapes of every character": escapeAll,
  "escapes in upper case": (text) => escapeAll(text).toUpperCase().replaceAll("\\U", "\\u"),
  "escapes of every second character": (text) =>
    codeUnits(text).map((unit, i) => i % 2 === 0 || /["\\]/.test(unit) ? escapeAll(unit) : unit).join(""),
  "the escapes of JSON in JSON": (text) => JSON.stringify(JSON.stringify(text)).slice(3, -3)
}

const wrap = (text: string, width: number, by: string): string =>
  codeUnits(text).map((unit, i) => i > 0 && i % width === 0 ? by + unit : unit).join("")

const asLatin1 = (text: string): string => Buffer.from(text, "utf8").toString("latin1")

/** A surrogate without the other one of its pair. */
const halfOfPair = /\p{Cs}/u

// -----------------------------------------------------------------------------
// examples
// -----------------------------------------------------------------------------

/** Texts that hold it. */
const embed = (echo: string): ReadonlyArray<string> => [
  echo,
  `You sent '${echo}', which is wrong.`,
  `{"a":"${echo}"}`,
  `x ${echo} ü😀\\`
]

const cleanEach = (texts: ReadonlyArray<string>, secret: string): ReadonlyArray<string> =>
  texts.map((text) => cleanMessage(text, [secret]))

const cleaned = embed("<redacted>")

const passwords = [
  "Quiet Harbor 27",
  "p/ä=s+\"s\\w'ö<r>d&",
  "C:\\new\\table",
  "пароль-😀-пароль",
  "日本語の秘密",
  token
]

describe("a secret is replaced", () => {
  for (const password of passwords) {
    it(`${password} as it is`, () => {
      assert.deepStrictEqual(cleanEach(embed(password), password), cleaned)
    })

    for (const [name, escape] of Object.entries(escapes)) {
      it(`${password} in ${name}`, () => {
        assert.deepStrictEqual(cleanEach(embed(escape(password)), password), cleaned)
      })
    }

    it(`${password} in UTF-8 that was read as Latin-1`, () => {
      // The last byte of a character can be a control character, which becomes a blank.
      assert.match(cleanLine(`id ${asLatin1(password)}.`, [password], 128), /^id <redacted> ?\.$/)
    })

    for (const by of [" ", "\n", "\r\n", "\t", "\\n", "\\r\\n", "\\u0020", "\u0000", "\u2028"]) {
      it(`${password} wrapped by ${JSON.stringify(by)}`, () => {
        assert.deepStrictEqual(cleanEach(embed(wrap(password, 5, by)), password), cleaned)
      })
    }

    it(`${password} in escapes that are wrapped within`, () => {
      assert.deepStrictEqual(cleanEach(embed(wrap(escapeAll(password), 7, "\n")), password), cleaned)
    })
  }

  it("though its backslashes are plain and other characters are escaped", () => {
    assert.strictEqual(cleanMessage("bad a\\bb\\u00e4-\\u0022.", ["a\\bbä-\""]), "bad <redacted>.")
  })

  it("without the blanks around it", () => {
    assert.strictEqual(cleanMessage("bad Quiet Harbor 27.", ["  Quiet Harbor 27\t"]), "bad <redacted>.")
  })

  it("though it has the form of a UUID", () => {
    const secret = "2b1c4f2e-8d7a-4b4e-9a7b-0c1d2e3f4a5b"
    assert.strictEqual(cleanLine(secret, [secret], 128), "<redacted>")
  })

  it("if it has four characters, but not if it has three", () => {
    assert.strictEqual(cleanMessage("1234 or 123", ["1234", "123"]), "<redacted> or 123")
  })

  it("and no rest of it stays where it contains or overlaps another one", () => {
    for (const secrets of [["harbor", "quiet-harbor-27"], ["quiet-harbor-27", "harbor"]]) {
      assert.strictEqual(cleanMessage("<quiet-harbor-27> <harbor>", secrets), "<<redacted>> <<redacted>>")
    }
    assert.strictEqual(cleanMessage("x quiet-harbor-27 x", ["quiet-harbor", "harbor-27"]), "x <redacted> x")
  })

  it("and what was replaced is not replaced again", () => {
    assert.strictEqual(cleanMessage("the <redacted> one", ["redacted"]), "the <redacted> one")
  })

  it("up to where the text was cut", () => {
    for (const name of Object.keys(escapes)) {
      const echo = escapes[name]!(token)
      assert.match(
        cleanMessage(`Bad token ${echo.slice(0, echo.length * 0.6)}`, [token]),
        /^Bad token <redacted>.{0,12}$/,
        name
      )
    }
    assert.strictEqual(cleanMessage(`Bad token ${token.slice(0, 16)}...`, [token]), "Bad token <redacted>...")
    assert.strictEqual(cleanMessage(`Bad token ...${token.slice(-16)}`, [token]), "Bad token ...<redacted>")
    assert.strictEqual(
      cleanMessage(`Bad token ${token.slice(0, 15)}...`, [token]),
      `Bad token ${token.slice(0, 15)}...`
    )
  })
})

/** Sentences of Cognito's, each with words that somebody may have sent as a password or a code. */
const sentences: ReadonlyArray<readonly [sentence: string, guesses: ReadonlyArray<string>]> = [
  ["Incorrect username or password.", [
    "password",
    "user",
    "username",
    "Incorrect",
    "pass",
    "word",
    "password.",
    "username or password",
    "Incorrect username or password."
  ]],
  ["User does not exist.", ["User", "does", "exist", "not exist"]],
  ["User is not confirmed.", ["User", "confirmed", "confirm"]],
  ["Password attempts exceeded", ["Password", "attempts", "exceeded"]],
  ["Attempt limit exceeded, please try after some time.", ["limit", "please", "time", "please try"]],
  ["Invalid verification code provided, please try again.", ["code", "Invalid", "verification code"]],
  ["Invalid session for the user, session is expired.", ["session", "user"]],
  ["Access Token has been revoked", ["Token", "Access Token", "revoked"]],
  ["Unable to verify secret hash for client 1h57kf5cpq17m0eml12EXAMPLE", ["secret", "hash", "client", "secret hash"]],
  ["Password did not conform with policy: Password not long enough", ["Password", "policy", "long enough"]],
  ["An account with the given email already exists.", ["account", "email"]],
  ["PreSignUp failed with error The user is too young.", ["error", "user", "failed"]],
  [
    "1 validation error detected: Value at 'password' failed to satisfy constraint: Member must have length greater than or equal to 6",
    ["password", "Value", "Member", "constraint"]
  ],
  ["Value at 'previousPassword' failed to satisfy constraint: Member must not be null", [
    "Password",
    "previous",
    "pass"
  ]],
  ["Missing required parameter PASSWORD", ["PASSWORD", "parameter"]],
  ["USER_PASSWORD_AUTH flow not enabled for this client", ["USER", "PASSWORD", "flow"]],
  ["Your login has a password that nobody can guess.", ["password"]],
  ["{\"password\": 1, 'user' = 2}", ["password", "user"]]
]

describe("Cognito's own words stay as said", () => {
  for (const [sentence, guesses] of sentences) {
    it(`"${sentence}"`, () => {
      for (const guess of guesses) assert.strictEqual(cleanMessage(sentence, [guess]), sentence)
      assert.strictEqual(cleanMessage(sentence, guesses), sentence)
    })
  }

  it("in a path", () => {
    for (const name of ["userAttributes", "previousPassword", "session", "PASSWORD", "SECRET_HASH"]) {
      assert.strictEqual(cleanLine(name, ["user", "Pass", "Password", "session", "PASSWORD", "HASH"], 64), name)
    }
  })

  for (
    const [echo, cleaned] of [
      [
        "Value 'password' at 'password' failed to satisfy constraint",
        "Value '<redacted>' at 'password' failed to satisfy constraint"
      ],
      ["{\"Password\":\"password\"}", "{\"Password\":\"<redacted>\"}"],
      ["{\\\"Password\\\": \\\"password\\\"}", "{\\\"Password\\\": \\\"<redacted>\\\"}"],
      ["{password=password, username=jane}", "{password=<redacted>, username=jane}"],
      ["USERNAME=jane&PASSWORD=password", "USERNAME=jane&PASSWORD=<redacted>"],
      ["The wrong password: password", "The wrong password: <redacted>"],
      ["The wrong password: password.", "The wrong password: <redacted>."],
      ["The wrong `password`", "The wrong `<redacted>`"]
    ] as const
  ) {
    it(`but not where they are an echo: ${echo}`, () => {
      assert.strictEqual(cleanMessage(echo, ["password"]), cleaned)
    })
  }

  it("but every other secret is replaced wherever it stands in them", () => {
    for (
      const secret of [
        "password1",
        "passwor",
        "sername",
        "PassWord",
        "password,",
        "username,or-password",
        "wrongpassword"
      ]
    ) {
      assert.strictEqual(cleanMessage(`Incorrect ${secret} or user.`, [secret]), "Incorrect <redacted> or user.")
    }
    assert.strictEqual(
      cleanMessage("Incorrect username or password-27.", ["password", "word-27"]),
      "Incorrect username or <redacted>."
    )
  })
})

describe("a text", () => {
  it("keeps its line breaks and tabs as a message, and no other control character", () => {
    const json = "PreSignUp failed with error {\r\n\t\"code\": 7\n}\u2028\u2029\r."
    assert.strictEqual(cleanMessage(json, [token]), json)
    assert.strictEqual(cleanMessage("a\u0000b\u001b[0mc\u007fd\u009fe\u0085f", []), "a b [0mc d e f")
  })

  it("is one line as a line", () => {
    assert.strictEqual(cleanLine("a\u0000\r\n\tb\u2028\u2029c\u0085d", [], 64), "a b c d")
  })

  it("is kept up to 64 KiB as a message", () => {
    const text = "0123456789".repeat(6_553)
    assert.strictEqual(cleanMessage(text, [token]), text)
    assert.strictEqual(cleanMessage(text.repeat(2), [token]).length, 65_536)
  })

  it("never ends in a part of a secret that only our limit cut", () => {
    for (const secret of [token, "123456", "Quiet Harbor 27"]) {
      for (const echo of [secret, escapeAll(secret), wrap(secret, 5, "\n")]) {
        for (let limit = 1; limit <= echo.length + 5; limit++) {
          // The second one begins beyond the limit, though within what is searched.
          const cleaned = cleanLine(`at ${echo}; ${echo}${"x".repeat(2_000)}`, [secret], limit + 3)
          assert.strictEqual(cleaned, `at <redacted>; <redacted>`.slice(0, limit + 3).slice(0, cleaned.length))
        }
      }
    }
    // What is replaced makes room for text from behind the limit, where a secret is cut wherever we stop to read.
    for (const end of [65_536, 65_536 + 1_024]) {
      for (let shown = 3; shown < 16; shown += 4) {
        const begin = token.repeat(100)
        const text = `${begin}${"-".repeat(end - begin.length - shown)}${token}`
        assert.notInclude(cleanMessage(text, [token]), token.slice(0, 3))
      }
    }
  })

  it("never ends in half of a character", () => {
    for (let limit = 0; limit < 12; limit++) {
      const cleaned = cleanLine("😀".repeat(8), [], limit)
      assert.isAtMost(cleaned.length, limit)
      assert.notMatch(cleaned, halfOfPair)
    }
    assert.notMatch(cleanMessage("x".repeat(65_535) + "😀", [token]), halfOfPair)
    assert.notMatch(cleanMessage(`${"ab".repeat(8)}😁`, [`${"ab".repeat(8)}😀`]), halfOfPair)
  })
})

// -----------------------------------------------------------------------------
// properties
// -----------------------------------------------------------------------------

const anyText = FastCheck.oneof(
  FastCheck.string({ unit: "grapheme-ascii" }),
  FastCheck.string({ unit: "binary" }),
  FastCheck.string({ unit: FastCheck.constantFrom(..."ab\\\"u0 \n") })
)

const visible = (text: string): string => text.replaceAll(/[\s\p{Cc}]+/gu, "")

const letters = (minLength: number) =>
  FastCheck.oneof(
    FastCheck.string({ unit: "grapheme-ascii", minLength }),
    FastCheck.string({ unit: "grapheme", minLength }),
    FastCheck.string({ unit: "binary", minLength }),
    FastCheck.string({ unit: FastCheck.constantFrom(..."ab"), minLength }),
    FastCheck.string({ unit: FastCheck.constantFrom(..."ab\\n/u0 \"\t"), minLength }),
    FastCheck.string({ unit: FastCheck.constantFrom(..."äöü é"), minLength })
  ).map((text) => text.replaceAll(/\p{Cs}/gu, "\ufffd"))

/** What a reader sees who passes over white space and knows JSON's escapes. */
const readings = (text: string): ReadonlyArray<string> => {
  const unescape = (escaped: string) =>
    visible(escaped.replaceAll(
      /\\(?:u([\da-f]{4})|([^]))/gi,
      (_, code?: string, letter = "") =>
        code === undefined
          ? letter.replace(/[bfnrt]/, "\n")
          : String.fromCharCode(parseInt(code, 16))
    ))
  return [visible(text), unescape(visible(text))]
}

const spelling = FastCheck.oneof(
  FastCheck.constant((text: string) => text),
  FastCheck.constantFrom(...Object.values(escapes)),
  FastCheck.tuple(FastCheck.integer({ min: 1, max: 80 }), FastCheck.constantFrom(" ", "\n", "\r\n", "\t  ")).map((
    [width, by]
  ) =>
  (text: string) => wrap(text, width, by))
)

describe("for all texts", () => {
  it("no 16 characters of a secret in a row stay, however it is spelled, wrapped or cut", () => {
    const secrets = letters(16).filter((secret) => visible(secret).length >= 16)
    FastCheck.assert(
      FastCheck.property(
        secrets,
        spelling,
        anyText,
        anyText,
        FastCheck.boolean(),
        (secret, spell, before, after, isCut) => {
          const echo = spell(secret)
          const text = before + (isCut ? echo.slice(0, echo.length * 0.6) : echo) + after
          const shown = readings(cleanMessage(text, [secret]))
          const whole = visible(secret)
          for (let i = 0; i + 16 <= whole.length; i++) {
            const part = whole.slice(i, i + 16)
            for (const reading of shown) assert.notInclude(reading, part)
          }
        }
      ),
      { numRuns: 1_000 }
    )
  })

  it("nothing but control characters and halves of characters changes where no secret is", () => {
    FastCheck.assert(
      FastCheck.property(anyText, letters(4), (text, secret) => {
        // This letter is in no text.
        const secrets = [`\u4711${secret}`, `${secret.slice(0, 3)}\u4711${secret.slice(3)}`]
        const expected = text.replaceAll(/[^\P{Cc}\t\n\r]/gu, " ").replaceAll(/\p{Cs}/gu, "\ufffd")
        if (!text.includes("\u4711")) assert.strictEqual(cleanMessage(text, secrets), expected)
        assert.strictEqual(cleanMessage(text, []), expected)
      }),
      { numRuns: 1_000 }
    )
  })

  it("cleaning twice is cleaning once", () => {
    const word = FastCheck.constantFrom(
      "password",
      "user",
      "'",
      "\"",
      ": ",
      "=",
      ",",
      " ",
      "at ",
      "code",
      "\\",
      "redacted",
      "<"
    )
    const texts = FastCheck.array(FastCheck.oneof(word, anyText)).map((parts) => parts.join(""))
    const secrets = FastCheck.oneof(letters(4), FastCheck.constantFrom("password", "user", "code", "redacted", "ode p"))
    FastCheck.assert(
      FastCheck.property(texts, FastCheck.array(secrets, { maxLength: 3 }), anyText, (text, own, rest) => {
        const all = `${text}${own[0] ?? ""}${rest}`
        const message = cleanMessage(all, own)
        assert.strictEqual(cleanMessage(message, own), message)
        const line = cleanLine(all, own, 1_024)
        assert.strictEqual(cleanLine(line, own, 1_024), line)
      }),
      { numRuns: 1_000 }
    )
  })
})

// -----------------------------------------------------------------------------
// work
// -----------------------------------------------------------------------------

/** The least time of the processor that it takes, in microseconds. What else the machine does is no part of it. */
const leastWork = (run: () => void): number => {
  const times = Array.from({ length: 7 }, () => {
    const start = process.cpuUsage()
    run()
    const { system, user } = process.cpuUsage(start)
    return system + user
  })
  return Math.min(...times)
}

/** Texts and secrets of `size` and a quarter of it, on which a naive search compares again and again. */
const hostile: Record<string, (size: number) => readonly [text: string, secret: string]> = {
  "one letter, and a secret of it with another one in its middle": (size) => [
    "a".repeat(size),
    `${"a".repeat(size / 8)}b${"a".repeat(size / 8)}`
  ],
  "one letter and much white space": (size) => [`${" ".repeat(size / 64 - 1)}a`.repeat(64), "a".repeat(size / 4)],
  backslashes: (size) => ["\\".repeat(size), "\\".repeat(size / 4)],
  "escapes of escapes": (size) => [`\\${"u005c".repeat(size / 5)}`, "\\".repeat(size / 4)],
  "a word of Cognito's in other words": (size) => [
    Array.from({ length: size / 16 }, (_, i) => `user${String(i).padStart(11, "x")} `).join(""),
    "user"
  ]
}

describe("the work grows as the text and the secret do", () => {
  for (const [name, make] of Object.entries(hostile)) {
    it(`with ${name}`, () => {
      const [small, large] = [4_096, 65_536].map((size) => {
        const [text, secret] = make(size)
        return leastWork(() => cleanMessage(text, [secret]))
      })
      // Sixteen times the input: linear work takes about 16 times as long, quadratic work 256 times.
      assert.isBelow(large! / small!, 100)
    })
  }

  it("and not beyond the limit", () => {
    const { "one letter, and a secret of it with another one in its middle": make } = hostile
    const [text, secret] = make!(65_536)
    const within = leastWork(() => cleanMessage(text, [secret]))
    assert.isBelow(leastWork(() => cleanMessage(text.repeat(64), [secret])) / within, 16)
  })
})
