/**
 * @since 0.1.0
 */
export * as Cognito from "./Cognito.js"
/**
 * @since 3.0.0
 */
export * as CognitoAppClient from "./CognitoAppClient.js"
/**
 * @since 3.0.0
 */
export * as CognitoClientToken from "./CognitoClientToken.js"
/**
 * @since 0.1.0
 */
export * as CognitoConfig from "./CognitoConfig.js"
/**
 * @since 0.1.0
 */
export * as CognitoError from "./CognitoError.js"
/**
 * @since 3.0.0
 */
export * as CognitoPasskey from "./CognitoPasskey.js"
/**
 * @since 0.1.0
 */
export * as CognitoSchema from "./CognitoSchema.js"
/**
 * @since 0.1.0
 */
export * as CognitoSecretHash from "./CognitoSecretHash.js"
/**
 * @since 3.0.0
 */
export * as CognitoSession from "./CognitoSession.js"
/**
 * @since 3.0.0
 */
export * as CognitoSessionCookies from "./CognitoSessionCookies.js"
/**
 * @since 3.0.0
 */
export * as CognitoSessionStore from "./CognitoSessionStore.js"
/**
 * @since 3.0.0
 */
export * as CognitoSignIn from "./CognitoSignIn.js"
/**
 * @since 0.1.0
 */
export * as CognitoSrp from "./CognitoSrp.js"
/**
 * @since 3.0.0
 */
export * as CognitoToken from "./CognitoToken.js"
/**
 * @since 0.1.0
 */
export * as Operation from "./Operation.js"
