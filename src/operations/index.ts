/**
 * Every operation, each from its own module.
 *
 * @since 0.1.0
 */
export * from "./GetUserAttributeVerificationCode.js"
export * from "./VerifyUserAttribute.js"
