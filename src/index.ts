/**
 * Every operation as a function, and as a method of one service.
 *
 * @since 0.1.0
 */
export * as Cognito from "./Cognito.js"
/**
 * An app client of a user pool, configured once.
 *
 * @since 3.0.0
 */
export * as CognitoAppClient from "./CognitoAppClient.js"
/**
 * An app client's own access token, for calls from one service to another in which no user takes part.
 *
 * @since 3.0.0
 */
export * as CognitoClientToken from "./CognitoClientToken.js"
/**
 * Where Cognito is, and how patiently it is asked.
 *
 * @since 0.1.0
 */
export * as CognitoConfig from "./CognitoConfig.js"
/**
 * What can go wrong, as tagged errors that are schemas too.
 *
 * @since 0.1.0
 */
export * as CognitoError from "./CognitoError.js"
/**
 * Passkeys in browsers: what Cognito asks for, and the credential that it takes.
 *
 * @since 3.0.0
 */
export * as CognitoPasskey from "./CognitoPasskey.js"
/**
 * The shapes that several operations share, under the names of AWS's model.
 *
 * @since 0.1.0
 */
export * as CognitoSchema from "./CognitoSchema.js"
/**
 * The secret hash, by which an app client that has a secret proves that it knows it.
 *
 * @since 0.1.0
 */
export * as CognitoSecretHash from "./CognitoSecretHash.js"
/**
 * A session that keeps itself: tokens that are stored, and refreshed before they expire.
 *
 * @since 3.0.0
 */
export * as CognitoSession from "./CognitoSession.js"
/**
 * Keeps a session in the cookies of a browser, for servers that render pages.
 *
 * @since 3.0.0
 */
export * as CognitoSessionCookies from "./CognitoSessionCookies.js"
/**
 * Where a session is kept: in memory, in a file, or in any `KeyValueStore`.
 *
 * @since 3.0.0
 */
export * as CognitoSessionStore from "./CognitoSessionStore.js"
/**
 * Signing in, as typed steps.
 *
 * @since 3.0.0
 */
export * as CognitoSignIn from "./CognitoSignIn.js"
/**
 * Signing in with a password, or a remembered device, that is never sent.
 *
 * @since 0.1.0
 */
export * as CognitoSrp from "./CognitoSrp.js"
/**
 * Claims of Cognito's tokens: decoded, or verified by the keys of the user pool.
 *
 * @since 3.0.0
 */
export * as CognitoToken from "./CognitoToken.js"
/**
 * What an operation is, and how one is declared.
 *
 * @since 0.1.0
 */
export * as Operation from "./Operation.js"
