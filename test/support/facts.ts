/**
 * What follows from AWS's model for a schema: its types, values inside and outside its constraints, and the place of
 * each of its parts.
 */
import { Redacted } from "effect"
import { type Member, type Members, ownName, type Shape, shapeOf } from "./model.js"
import type { Description } from "./schemas.js"

// -----------------------------------------------------------------------------
// the contract
// -----------------------------------------------------------------------------

/** A structure without a name of its own: what an operation takes or gives. */
export const root = "(root)"

export const structureOf = (members: Members, member: Member): Members =>
  member.shape === root ? members : shapeOf(member).members ?? {}

/** The secrets of the contract. AWS marks all of them but the last. */
export const secrets = new Set([
  "TokenModelType",
  "PasswordType",
  "SessionType",
  "SecretHashType",
  "ClientSecretType",
  "SecretCodeType",
  "SoftwareTokenMFAUserCodeType",
  "ConfirmationCodeType"
])

/** The maps whose values may be secret: only the caller knows which. */
export const proofs = new Set(["AuthParametersType", "ChallengeResponsesType"])

// -----------------------------------------------------------------------------
// types: what a schema should say
// -----------------------------------------------------------------------------

export type Form = "wire" | "own"

const mapValues = <A, B>(record: Readonly<Record<string, A>>, f: (value: A) => B): Record<string, B> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, f(value)]))

export const expected = (members: Members, member: Member, form: Form): Description => {
  const shape = shapeOf(member)
  const next = (inner: Member) => expected(members, inner, form)
  switch (member.type) {
    case "string":
      return form === "own" && secrets.has(member.shape ?? "") ? "secret" : "string"
    case "enum":
      return { oneOf: shape.values ?? [] }
    case "integer":
      return "number"
    case "timestamp":
      return form === "own" ? "date" : "number"
    case "list":
      return { list: next(shape.member!) }
    case "map":
      return { map: form === "own" && proofs.has(member.shape ?? "") ? "string or secret" : next(shape.value!) }
    case "structure":
      return Object.fromEntries(
        Object.entries(structureOf(members, member)).map(([name, inner]) => [
          form === "own" ? ownName(name) : name,
          { required: inner.required ?? false, is: next(inner) }
        ])
      )
    default:
      return member.type
  }
}

// -----------------------------------------------------------------------------
// values
// -----------------------------------------------------------------------------

/** Whether AWS takes a text or a number, by its model. */
const allows = ({ length, pattern, range }: Shape, value: string | number): boolean =>
  typeof value === "number"
    ? range === undefined || (Number.isInteger(value) && value >= range.min && value <= range.max)
    : (pattern === undefined || new RegExp(pattern, "u").test(value)) &&
      [...value].length >= (length?.min ?? 0) && [...value].length <= (length?.max ?? Infinity)

/** Texts around the edges of a shape: lengths in characters, some of which are two UTF-16 units, and all sorts. */
const texts = ({ length }: Shape): ReadonlyArray<string> => {
  const { max = 5000, min = 0 } = length ?? {}
  const edges = [0, 1, 2, 3, min - 1, min, min + 1, max - 1, max, max + 1].filter((size) => size >= 0)
  return [...new Set(edges)].flatMap((size) =>
    size > 5000
      ? [..."a😀"].map((character) => character.repeat(size))
      : [..."aZ09_-+=/.:@\\é \t\n\0😀"].flatMap((character) =>
        ["", "a_"].filter((prefix) => prefix.length <= size).map((prefix) =>
          prefix + character.repeat(size - prefix.length)
        )
      )
  )
}

const numbers = ({ range }: Shape): ReadonlyArray<number> =>
  range === undefined ? [] : [range.min - 1, range.min, range.min + 0.5, range.max - 1, range.max, range.max + 1]

export interface Candidate {
  readonly value: string | number
  readonly allowed: boolean
}

const known = new Map<Shape, ReadonlyArray<Candidate>>()

/** Values on both sides of what AWS allows. The long ones take a while to make, so they are made once. */
export const candidates = (member: Member): ReadonlyArray<Candidate> => {
  const shape = shapeOf(member)
  const found = known.get(shape) ??
    (member.type === "string" ? texts(shape) : member.type === "integer" ? numbers(shape) : [])
      .map((value) => ({ value, allowed: allows(shape, value) }))
  known.set(shape, found)
  return found
}

const sampleText = (shape: Shape): string => {
  const found = texts(shape).find((text) => text.length < 100 && text !== "" && allows(shape, text))
  if (found === undefined) throw new Error(`There is no short text for ${JSON.stringify(shape)}.`)
  return found
}

/** A value of the wire that has everything. */
export const sample = (members: Members, member: Member): unknown => {
  const shape = shapeOf(member)
  switch (member.type) {
    case "string":
      return sampleText(shape)
    case "enum":
      return shape.values![0]
    case "boolean":
      return true
    case "integer":
      return 7
    case "timestamp":
      // Without rounding, this loses a millisecond.
      return 1.001
    case "list":
      return [sample(members, shape.member!)]
    case "map":
      return { key: sample(members, shape.value!) }
    case "structure":
      return mapValues(structureOf(members, member), (inner) => sample(members, inner))
    case "document":
      return { nested: [null, 1, { null: null }] }
    default:
      throw new Error(`There is no sample of a ${member.type}.`)
  }
}

/** A value of the wire as it should be in a program. What is of a wrong type stays as it is. */
export const own = (members: Members, member: Member, value: unknown, secret: (text: string) => unknown): unknown => {
  const shape = shapeOf(member)
  if (typeof value === "string" && secrets.has(member.shape ?? "")) return secret(value)
  if (typeof value === "number" && member.type === "timestamp") return new Date(Math.round(value * 1000))
  if (Array.isArray(value)) {
    return member.type === "list" ? value.map((inner) => own(members, shape.member!, inner, secret)) : value
  }
  if (typeof value !== "object" || value === null || member.type !== "structure") return value
  const structure = structureOf(members, member)
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [ownName(name), own(members, structure[name]!, inner, secret)])
  )
}

/** The same with secrets in the open, because Node takes any two `Redacted` for equal. */
export const revealed = (value: unknown): unknown =>
  Redacted.isRedacted(value)
    ? { redacted: Redacted.value(value) }
    : Array.isArray(value)
    ? value.map(revealed)
    : typeof value === "object" && value !== null && !(value instanceof Date)
    ? mapValues(Object.fromEntries(Object.entries(value)), revealed)
    : value

/** A place in a structure, with what to put a value there, all else being as in the sample. */
export interface Place {
  readonly path: string
  readonly member: Member
  readonly put: (value: unknown) => unknown
}

export const places = (members: Members, place: Place): ReadonlyArray<Place> => {
  const shape = shapeOf(place.member)
  const inside = (name: string, member: Member, put: (value: unknown) => unknown) =>
    places(members, { path: `${place.path}.${name}`, member, put: (value) => place.put(put(value)) })
  switch (place.member.type) {
    case "list":
      return [place, ...inside("element", shape.member!, (value) => [value])]
    case "map":
      return [
        place,
        ...inside("value", shape.value!, (value) => ({ key: value })),
        ...inside("key", shape.key!, (value) => ({ [String(value)]: sample(members, shape.value!) }))
      ]
    case "structure": {
      const structure = structureOf(members, place.member)
      const whole = mapValues(structure, (member) => sample(members, member))
      return [
        place,
        ...Object.entries(structure).flatMap(([name, member]) =>
          inside(name, member, (value) => ({ ...whole, [name]: value }))
        )
      ]
    }
    default:
      return [place]
  }
}

export const isKey = ({ path }: Place): boolean => path.endsWith(".key")

export const ofType: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === "string",
  enum: (value) => typeof value === "string",
  boolean: (value) => typeof value === "boolean",
  integer: (value) => typeof value === "number",
  timestamp: (value) => typeof value === "number",
  list: Array.isArray,
  map: (value) => typeof value === "object" && !Array.isArray(value),
  structure: (value) => typeof value === "object" && !Array.isArray(value),
  document: () => true
}
