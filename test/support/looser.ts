/**
 * Where the live service is looser than its published model. The model itself stays as AWS publishes it, so each
 * exception stands here, with its reason.
 */
import { type Candidate, candidates, type Place } from "./facts.js"
import type { Member } from "./model.js"
import type { Description } from "./schemas.js"

interface Exception {
  readonly why: string
  /** Whether the service takes this text, although or because its model says otherwise. */
  readonly isTaken: (text: string) => boolean
}

const lengthOf = (text: string): number => [...text].length

/** The constraints of requests that do not hold, by the shape of AWS's model. */
const exceptions: Readonly<Record<string, Exception>> = {
  PasswordType: {
    why: "The service quotes ^[\\S]+.*[\\S]+$, so white space within a password is fine. Only its ends are checked.",
    // The model's maximum of 256 characters is left as it is: nobody has seen the service take a longer one.
    isTaken: (text) => /^\S(.*\S)?$/su.test(text) && lengthOf(text) <= 256
  },
  SessionType: {
    why: "The model ends at 2,048 characters, and Cognito issued sessions of 4,000 to 8,420.",
    isTaken: (text) => lengthOf(text) >= 20
  },
  DeviceKeyType: {
    why: "Cognito issues it, so there is no maximum.",
    isTaken: (text) => /^[\w-]+_[0-9a-f-]+$/u.test(text)
  },
  PaginationKey: {
    why: "Cognito issues it, so there is no maximum.",
    isTaken: (text) => /^[\S]+$/u.test(text)
  }
}

/** Values on both sides of what the service takes, where `candidates` has them by the model alone. */
export const taken = (member: Member): ReadonlyArray<Candidate> => {
  const exception = exceptions[member.shape ?? ""]
  return exception === undefined
    ? candidates(member)
    : candidates(member).map(({ value }) => ({ value, allowed: exception.isTaken(String(value)) }))
}

const isScalar = (value: unknown): boolean => typeof value === "boolean" || typeof value === "number"

/**
 * Emulators answer booleans and numbers where the model says text, and lists and objects within maps of texts. All of
 * them are read as text.
 */
export const isReadAsText = ({ member, path }: Place, value: unknown): boolean =>
  (member.type === "string" || member.type === "enum") && (isScalar(value) || path.endsWith(".value"))

/** Whether a schema's description is that of a text, or of a union with it that has all scalars in it. */
const isText = (description: Description): boolean =>
  typeof description === "string"
    ? description === "document" || description.split(" or ").includes("string")
    : "oneOf" in description

/** A description of the wire of a response, in which all that is read as text is called a text. */
export const asText = (description: Description): Description =>
  isText(description)
    ? "text"
    : typeof description === "string"
    ? description
    : Object.fromEntries(
      Object.entries(description).map(([name, inner]) => [
        name,
        // Whether a member is required is no description, and only `oneOf` has a list.
        typeof inner === "boolean" || Array.isArray(inner) ? inner : asText(inner as Description)
      ])
    )
