/**
 * How a service that has a default is kept in the context of a program.
 */
import * as Context from "effect/Context"

/** The key of a service that has a default, so that it is never a requirement. */
export type Reference<Service> = Context.Reference<Service>

/** Makes such a key. */
export const makeReference = <Service>(key: string, defaultValue: () => Service): Reference<Service> =>
  Context.Reference(key, { defaultValue })
