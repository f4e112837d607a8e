/** Tokens that look as Cognito's do. Nothing here needs the library, so that the bench can use it, too. */

export const clientId = "1example23456789"

const encode = (json: object) => Buffer.from(JSON.stringify(json)).toString("base64url")

/** A signature that no other text contains. */
export const sign = (name: string) => Buffer.from(`signature of ${name}`.padEnd(64, "!")).toString("base64url")

export const makeJwt = (name: string, claims: object) =>
  `${encode({ alg: "RS256", kid: "k" })}.${encode(claims)}.${sign(name)}`
