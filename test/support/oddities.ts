/** What a client may fail with, though no client should: values that throw or never end when somebody looks at them. */

const refuse = (): never => {
  throw new Error("nobody may look at this")
}

const throwing = (...members: ReadonlyArray<string>): object =>
  Object.defineProperties(new Error("odd"), Object.fromEntries(members.map((member) => [member, { get: refuse }])))

const allTraps = Object.fromEntries(Object.getOwnPropertyNames(Reflect).map((trap) => [trap, refuse]))

const revoked = (target: object): object => {
  const { proxy, revoke } = Proxy.revocable(target, {})
  revoke()
  return proxy
}

const withMembers = (members: object): Error => Object.assign(new Error("odd"), members)

/** An error that is its own cause, and one of its own errors. */
const cyclic = (): Error => {
  const error = new Error("odd")
  return Object.assign(error, { cause: error, errors: [error, error] })
}

/** A cause whose cause has a cause, without end, and as many errors as an array can have. */
const endless = (): object =>
  new Proxy(new Error("odd"), {
    get: (_, member) =>
      member === "cause" ? endless() : member === "errors" ? Array(2 ** 32 - 1) : `a ${String(member)}`
  })

const conversions = { toString: refuse, toJSON: refuse, valueOf: refuse, [Symbol.toPrimitive]: refuse }

/** Each is made anew, for some can be used only once. */
export const oddities: Readonly<Record<string, () => unknown>> = {
  ...Object.fromEntries(
    ["name", "message", "code", "syscall", "cause", "errors", "stack", "reason", "description", "_tag"]
      .map((member) => [`an error whose ${member} throws`, () => throwing(member)])
  ),
  "an error whose members all throw": () => throwing("name", "message", "code", "syscall", "cause", "errors"),
  "an error whose cause throws in the same way": () => withMembers({ cause: throwing("message", "cause", "errors") }),
  "an object without a prototype": () => Object.create(null),
  "an object without a prototype, with members that throw": () =>
    Object.create(null, { message: { get: refuse }, name: { get: refuse } }),
  "an object whose conversions throw": () => conversions,
  "an error whose members have conversions that throw": () =>
    withMembers({ name: conversions, message: conversions, code: conversions, syscall: conversions }),
  "an error whose members are symbols": () =>
    withMembers({ name: Symbol("n"), message: Symbol("m"), code: Symbol("c") }),
  "a proxy all of whose traps throw": () => new Proxy(new Error("odd"), allTraps),
  "a revoked proxy": () => revoked(new Error("odd")),
  "an error whose cause is a revoked proxy": () => withMembers({ cause: revoked({}) }),
  "an error whose errors are a revoked proxy": () => withMembers({ errors: revoked([]) }),
  "an error whose errors are a proxy that throws": () => withMembers({ errors: new Proxy([1], allTraps) }),
  "an error whose errors have an odd length": () =>
    withMembers({ errors: new Proxy([], { get: (_, member) => member === "length" ? conversions : undefined }) }),
  "an error whose errors are not an array": () => withMembers({ errors: "not an array" }),
  "an error whose errors look like an array": () => withMembers({ errors: { length: 1e9 } }),
  "an error whose errors are empty": () => new AggregateError([]),
  "an error with very many errors": () => new AggregateError(Array.from({ length: 100_000 }, () => 1)),
  "an error with odd errors": () => new AggregateError([undefined, null, 1, revoked({}), throwing("message", "code")]),
  "an error that is its own cause": cyclic,
  "an error whose causes have no end": endless,
  "an error with a message of 1 MB": () => new Error("x".repeat(1_000_000)),
  "an error with a name of 1 MB": () => withMembers({ name: "x".repeat(1_000_000) }),
  "a text of 1 MB": () => "x".repeat(1_000_000),
  "an error without a message": () => new Error(),
  "a text": () => "odd",
  "an empty text": () => "",
  undefined: () => undefined,
  null: () => null,
  false: () => false,
  "a number": () => Number.NaN,
  "a big integer": () => 1n,
  "a symbol": () => Symbol("odd"),
  "a function": () => refuse,
  "an array": () => [new Error("odd")],
  "a date that is none": () => new Date(Number.NaN)
}
