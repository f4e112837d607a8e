/**
 * Every operation beside what AWS's model says of it: names, types, constraints, secrets and errors. Where the live
 * service is looser than its model is in `support/looser.ts`.
 */
import { assert, describe, it } from "@effect/vitest"
import { identity, Redacted } from "effect"
import { Cognito, CognitoError, Operation } from "effect-cognito"
import * as exported from "effect-cognito/operations/index"
import { Result, Schema } from "../support/effect.js"
import {
  candidates,
  expected,
  isKey,
  ofType,
  own,
  type Place,
  places,
  proofs,
  revealed,
  root,
  sample,
  secrets,
  structureOf
} from "../support/facts.js"
import { asText, isReadAsText, taken } from "../support/looser.js"
import { type Member, type Members, model, ownName, shapeOf } from "../support/model.js"
import { type AnySchema, describedType, describedWire, pathsOf } from "../support/schemas.js"

const timeout = 60_000

const anExport = (name: string): unknown => Object.entries(exported).find(([key]) => key === name)?.[1]

// -----------------------------------------------------------------------------
// names and errors
// -----------------------------------------------------------------------------

const names = Object.keys(model.operations).toSorted()

describe("the operations", () => {
  it("are those of AWS's model that need no credentials, each with its schemas, and nothing else", () => {
    assert.lengthOf(names, 35)
    assert.deepStrictEqual(
      Object.keys(exported).toSorted(),
      names.flatMap((name) => [ownName(name), `${name}Request`, `${name}Response`]).toSorted()
    )
  })

  it("are all exported by Cognito", () => {
    const ofCognito = new Map<string, unknown>(Object.entries(Cognito))
    assert.deepStrictEqual(
      Object.entries(exported).filter(([name, value]) => ofCognito.get(name) !== value),
      []
    )
  })
})

const declarationOf = (name: string) => {
  const operation = anExport(ownName(name))
  if (!Operation.isOperation(operation)) throw new Error(`There is no operation ${name}.`)
  return operation[Operation.TypeId]
}

for (const name of names) {
  it(`${name} has its name, its schemas and the errors that AWS documents`, () => {
    const declaration = declarationOf(name)
    assert.strictEqual(declaration.name, name)
    assert.strictEqual(declaration.request, anExport(`${name}Request`))
    assert.strictEqual(declaration.response, anExport(`${name}Response`))
    assert.deepStrictEqual(declaration.errors.map(({ _tag }) => _tag), model.operations[name]!.errors.toSorted())
  })
}

describe("the documented exceptions", () => {
  const classes = new Map(
    Object.entries<unknown>(CognitoError).filter(([name]) =>
      name.endsWith("Exception") && name !== "UnknownServiceException"
    )
  )

  it("are those of AWS's model", () => {
    assert.deepStrictEqual([...classes.keys()].toSorted(), Object.keys(model.errors).toSorted())
  })

  for (const [name, { members }] of Object.entries(model.errors)) {
    it(`${name} has AWS's members, beside those of every exception`, () => {
      const { fields }: { readonly fields: object } = Object(classes.get(name))
      assert.deepStrictEqual(
        Object.keys(fields).toSorted(),
        [...Object.keys(members), "_tag", "operation", "requestId", "status"].toSorted()
      )
    })
  }
})

// -----------------------------------------------------------------------------
// schemas
// -----------------------------------------------------------------------------

const complaint = (direction: string, result: Result.Result<unknown, unknown>, accepted: boolean, what: string) =>
  Result.isSuccess(result) === accepted ? [] : [`${direction} ${accepted ? "refuses" : "accepts"} ${what}`]

/** A schema, and what it should be like. */
const subject = (title: string, schema: AnySchema, members: Members) => {
  const top: Member = { shape: root, type: "structure" }
  const decode = Schema.decodeUnknownResult(schema)
  const encode = Schema.encodeUnknownResult(schema, { errors: "all" })
  const toOwn = (wire: unknown, secret: (text: string) => unknown = Redacted.make) => own(members, top, wire, secret)
  return {
    title,
    schema,
    members,
    top,
    decode,
    encode,
    toOwn,
    /** A value of the wire that has everything. */
    whole: sample(members, top),
    all: places(members, { path: title, member: top, put: (value) => value }),
    sampleOf: (member: Member) => sample(members, member),
    /** What is wrong unless a value is accepted, or refused, in both directions. */
    complaints: (wire: unknown, accepted: boolean, what: string): ReadonlyArray<string> => [
      ...complaint("decoding", decode(wire), accepted, what),
      ...complaint("encoding", encode(toOwn(wire)), accepted, what)
    ]
  }
}

const requests = names.map((name) =>
  subject(`${name}Request`, declarationOf(name).request, model.operations[name]!.input.members)
)

const answers = names.map((name) =>
  subject(`${name}Response`, declarationOf(name).response, model.operations[name]!.output?.members ?? {})
)

/** The members of all structures, each with a way to leave it out or to put something else there. */
const membersOf = ({ all, members, sampleOf }: ReturnType<typeof subject>) =>
  all.filter(({ member }) => member.type === "structure").flatMap(({ member, path, put }) => {
    const structure = structureOf(members, member)
    const whole = Object.fromEntries(Object.entries(structure).map(([name, inner]) => [name, sampleOf(inner)]))
    return Object.entries(structure).map(([name, { required = false }]) => {
      const { [name]: _, ...rest } = whole
      return {
        path: `${path}.${name}`,
        required,
        without: put(rest),
        as: (value: unknown) => put({ ...rest, [name]: value })
      }
    })
  })

const enumerations = (all: ReadonlyArray<Place>) => all.filter(({ member }) => member.type === "enum")

for (const one of [...requests, ...answers]) {
  const { all, complaints, decode, encode, members, schema, title, toOwn, top, whole } = one

  /** What a schema says of the wire, where responses also take what is no text for one. */
  const onWire = requests.includes(one) ? identity : asText

  describe(`${title}, like every schema,`, () => {
    it("has AWS's members under AWS's names on the wire, and under ours in a program", () => {
      assert.deepStrictEqual(onWire(describedWire(schema)), onWire(expected(members, top, "wire")))
      assert.deepStrictEqual(describedType(schema), expected(members, top, "own"))
    })

    it("is read and written in full", () => {
      assert.deepStrictEqual(revealed(Result.getOrThrow(decode(whole))), revealed(toOwn(whole)))
      assert.deepStrictEqual(Result.getOrThrow(encode(toOwn(whole))), whole)
    })

    it("does not keep a member that AWS's model lacks", () => {
      const read = decode({ ...Object(whole), Stranger: "kept" })
      assert.deepStrictEqual(revealed(Result.getOrThrow(read)), revealed(toOwn(whole)))
      assert.deepStrictEqual(Result.getOrThrow(encode({ ...Object(toOwn(whole)), stranger: "kept" })), whole)
    })

    it("needs the members that AWS requires, and no other", () => {
      const wrong = membersOf(one).flatMap(({ path, required, without }) =>
        complaints(without, !required, `no ${path}`)
      )
      assert.deepStrictEqual(wrong, [])
    })

    it("refuses values of another type", () => {
      const places = all.filter((place) => place.member !== top && !isKey(place))
      const wrong = places.flatMap((place) =>
        ["text", 1, true, {}, []].filter((value) => !ofType[place.member.type]!(value)).flatMap((value) => {
          const isRead = answers.includes(one) && isReadAsText(place, value)
          const what = `${JSON.stringify(value)} as ${place.path}`
          return complaint("decoding", decode(place.put(value)), isRead, what)
            // What is read as a text is a text in the program, so nothing else is written.
            .concat(complaint("encoding", encode(toOwn(place.put(value))), false, what))
        })
      )
      assert.deepStrictEqual(wrong, [])
    })

    it("takes secrets as Redacted only", () => {
      const refused = Result.match(encode(toOwn(whole, (text) => text)), {
        onFailure: (error) => pathsOf(error).map((path) => path.join(".")),
        onSuccess: () => []
      })
      assert.deepStrictEqual(
        [...new Set(refused)].toSorted(),
        all.filter(({ member }) => secrets.has(member.shape ?? ""))
          .map(({ path }) => path.split(".").slice(1).map(ownName).join(".")).toSorted()
      )
    })

    it("takes values that AWS has not added to an enumeration yet", () => {
      const wrong = enumerations(all).flatMap(({ path, put }) => complaints(put("NEXT_YEAR"), true, `news as ${path}`))
      assert.deepStrictEqual(wrong, [])
    })
  })
}

for (const one of requests) {
  const { all, complaints, encode, title, toOwn } = one

  describe(`${title}, like every request,`, () => {
    it("is held to the constraints that the service has", { timeout }, () => {
      const wrong = all.flatMap((place) => {
        const { length, pattern, range } = shapeOf(place.member)
        const verdicts = new Set(taken(place.member).map(({ allowed }) => allowed))
        return [
          ...(length ?? pattern ?? range) && verdicts.size < 2 ? [`${place.path} is tried on one side only`] : [],
          ...taken(place.member).flatMap(({ allowed, value }) =>
            complaints(
              place.put(value),
              allowed,
              `${String(value).slice(0, 9)} (${String(value).length}) as ${place.path}`
            )
          )
        ]
      })
      assert.deepStrictEqual(wrong, [])
    })

    it("may have undefined where a member is optional, and does not send it", () => {
      for (const { as, path, required, without } of membersOf(one)) {
        const sent = Result.map(encode(toOwn(as(undefined))), (wire): unknown => JSON.parse(JSON.stringify(wire)))
        assert.deepStrictEqual(Result.getOrElse(sent, () => "refused"), required ? "refused" : without, path)
      }
    })

    it("takes what may be secret as a plain text or as Redacted", () => {
      for (const { member, path, put } of all.filter(({ member }) => proofs.has(member.shape ?? ""))) {
        const mixed = toOwn(put({ USERNAME: "ada", PASSWORD: Redacted.make("a secret") }))
        assert.deepStrictEqual(Result.getOrThrow(encode(mixed)), put({ USERNAME: "ada", PASSWORD: "a secret" }), path)
        const long = toOwn(put({ PASSWORD: Redacted.make("a".repeat(131_073)) }))
        assert.strictEqual(
          Result.isFailure(encode(long)),
          true,
          `${path} with a secret that is too long, ${member.shape}`
        )
      }
    })
  })
}

for (const one of answers) {
  const { all, complaints, decode, sampleOf, title, toOwn } = one

  describe(`${title}, like every answer,`, () => {
    it("is not held to AWS's constraints", { timeout }, () => {
      const wrong = all.flatMap(({ member, path, put }) =>
        candidates(member).flatMap(({ value }) =>
          complaints(put(value), true, `${String(value).slice(0, 9)} (${String(value).length}) as ${path}`)
        )
      )
      assert.deepStrictEqual(wrong, [])
    })

    it("lacks the optional members that AWS sends as null", () => {
      for (const { as, path, required, without } of membersOf(one)) {
        const read = Result.map(decode(as(null)), revealed)
        const whole = required ? "refused" : revealed(toOwn(without))
        assert.deepStrictEqual(Result.getOrElse(read, () => "refused"), whole, path)
      }
    })

    it("is read without the nulls of its lists and maps", () => {
      for (const { member, path, put } of all) {
        const { member: element, value } = shapeOf(member)
        if (element !== undefined) {
          const nulls = put([null, sampleOf(element), null])
          assert.deepStrictEqual(
            revealed(Result.getOrThrow(decode(nulls))),
            revealed(toOwn(put([sampleOf(element)]))),
            path
          )
        }
        if (value !== undefined) {
          const nulls = put({ a: null, key: sampleOf(value), b: null })
          assert.deepStrictEqual(
            revealed(Result.getOrThrow(decode(nulls))),
            revealed(toOwn(put({ key: sampleOf(value) }))),
            path
          )
        }
      }
    })
  })
}
