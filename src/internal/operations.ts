import * as Operation from "../Operation.js"
import * as operations from "../operations/index.js"

/**
 * Every operation. It is a list, for the namespace of a module, taken as a value, costs a bundle a getter for each of
 * its exports, of which two thirds are schemas.
 *
 * @internal
 */
export const all: ReadonlyArray<Operation.Any> = [
  operations.associateSoftwareToken,
  operations.changePassword,
  operations.completeWebAuthnRegistration,
  operations.confirmDevice,
  operations.confirmForgotPassword,
  operations.confirmSignUp,
  operations.deleteUser,
  operations.deleteUserAttributes,
  operations.deleteWebAuthnCredential,
  operations.forgetDevice,
  operations.forgotPassword,
  operations.getDevice,
  operations.getTokensFromRefreshToken,
  operations.getUser,
  operations.getUserAttributeVerificationCode,
  operations.getUserAuthFactors,
  operations.globalSignOut,
  operations.initiateAuth,
  operations.listDevices,
  operations.listUserSessions,
  operations.listWebAuthnCredentials,
  operations.resendConfirmationCode,
  operations.respondToAuthChallenge,
  operations.revokeToken,
  operations.revokeUserSession,
  operations.setUserMFAPreference,
  operations.setUserSettings,
  operations.signUp,
  operations.startWebAuthnRegistration,
  operations.updateAuthEventFeedback,
  operations.updateDeviceStatus,
  operations.updateUserAttributes,
  operations.verifySoftwareToken,
  operations.verifyUserAttribute
]

/**
 * The name of an operation's function and method: AWS's, with its first letter down.
 *
 * @internal
 */
export const methodName = ({ [Operation.TypeId]: { name } }: Operation.Any): string =>
  name.charAt(0).toLowerCase() + name.slice(1)
