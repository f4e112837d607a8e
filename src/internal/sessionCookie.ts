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
  /** The name of the cookie. */
  readonly name: string
  /** It is empty if the cookie is to be removed. */
  readonly value: string
  /** How the browser keeps it. */
  readonly options: {
    /** Scripts in the page can't read it. */
    readonly httpOnly: true
    /** It is sent over `https` only. */
    readonly secure: true
    /** Other sites can't have it sent, but for a link that the user follows. */
    readonly sameSite: "lax"
    /** It is sent with every request to the site. */
    readonly path: "/"
    /** In seconds. It is 0 if the cookie is to be removed. */
    readonly maxAge: number
  }
}
