/** Effect 4 has `Result` in place of `Either`. Only what the tests use of it is here. */

export interface Success<out A> {
  readonly _tag: "Success"
  readonly success: A
}

export interface Failure<out E> {
  readonly _tag: "Failure"
  readonly failure: E
}

export type Result<A, E = never> = Success<A> | Failure<E>

export const succeed = <A>(success: A): Result<A> => ({ _tag: "Success", success })

export const fail = <E>(failure: E): Result<never, E> => ({ _tag: "Failure", failure })

export const isSuccess = <A, E>(self: Result<A, E>): self is Success<A> => self._tag === "Success"

export const isFailure = <A, E>(self: Result<A, E>): self is Failure<E> => self._tag === "Failure"
