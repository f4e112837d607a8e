/**
 * What a cookie of a session is.
 */

/**
 * A cookie that the response has to set.
 *
 * @since 3.0.0
 * @category models
 */
export interface Cookie {
  readonly name: string
  /** It is empty if the cookie is to be removed. */
  readonly value: string
  readonly options: {
    readonly httpOnly: true
    readonly secure: true
    readonly sameSite: "lax"
    readonly path: "/"
    /** In seconds. It is 0 if the cookie is to be removed. */
    readonly maxAge: number
  }
}
