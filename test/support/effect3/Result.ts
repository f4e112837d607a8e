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

export const match = <A, B, E, C>(
  self: Result<A, E>,
  options: { readonly onFailure: (error: E) => B; readonly onSuccess: (value: A) => C }
): B | C => isSuccess(self) ? options.onSuccess(self.success) : options.onFailure(self.failure)

export const map = <A, E, B>(self: Result<A, E>, f: (value: A) => B): Result<B, E> =>
  isSuccess(self) ? succeed(f(self.success)) : self

export const getOrElse = <A, E, B>(self: Result<A, E>, onFailure: (error: E) => B): A | B =>
  isSuccess(self) ? self.success : onFailure(self.failure)

export const getOrThrow = <A, E>(self: Result<A, E>): A =>
  getOrElse(self, (error) => {
    throw error
  })
