/**
 * Written by generate.ts from AWS's model. Do not edit.
 */
import type { HttpClient } from "@effect/platform"
import type { Redacted } from "effect"
import type { Cognito, CognitoError } from "effect-cognito"
import { expectTypeOf, test } from "vitest"
import type { Effect } from "../support/effect.js"

type OwnError =
  | CognitoError.UnknownServiceException
  | CognitoError.InvalidRequestError
  | CognitoError.InvalidConfigurationError
  | CognitoError.TransportError
  | CognitoError.InvalidResponseError

test("AssociateSoftwareToken", () => {
  type Call = ReturnType<typeof Cognito.associateSoftwareToken>
  type Request = Parameters<typeof Cognito.associateSoftwareToken>[0]
  expectTypeOf<Effect.Error<Call>>().toEqualTypeOf<
    | CognitoError.ConcurrentModificationException
    | CognitoError.ForbiddenException
    | CognitoError.InternalErrorException
    | CognitoError.InvalidParameterException
    | CognitoError.NotAuthorizedException
    | CognitoError.OperationNotEnabledException
    | CognitoError.ResourceNotFoundException
    | CognitoError.SoftwareTokenMFANotFoundException
    | OwnError
  >()
  expectTypeOf<Cognito.AssociateSoftwareTokenError>().toEqualTypeOf<Effect.Error<Call>>()
  expectTypeOf<Cognito.AssociateSoftwareTokenError>().toExtend<CognitoError.CognitoError>()
  expectTypeOf<Effect.Services<Call>>().toEqualTypeOf<HttpClient.HttpClient>()
  expectTypeOf<Request>().toEqualTypeOf<Cognito.AssociateSoftwareTokenRequest>()
  expectTypeOf<Effect.Success<Call>>().toEqualTypeOf<Cognito.AssociateSoftwareTokenResponse>()
  expectTypeOf<Request["accessToken"]>().toEqualTypeOf<Redacted.Redacted<string> | undefined>()
  expectTypeOf<string>().not.toExtend<Request["accessToken"]>()
})

test("ChangePassword", () => {
  type Call = ReturnType<typeof Cognito.changePassword>
  type Request = Parameters<typeof Cognito.changePassword>[0]
  expectTypeOf<Effect.Error<Call>>().toEqualTypeOf<
    | CognitoError.ForbiddenException
    | CognitoError.InternalErrorException
    | CognitoError.InvalidParameterException
    | CognitoError.InvalidPasswordException
    | CognitoError.LimitExceededException
    | CognitoError.NotAuthorizedException
    | CognitoError.OperationNotEnabledException
    | CognitoError.PasswordHistoryPolicyViolationException
    | CognitoError.PasswordResetRequiredException
    | CognitoError.ResourceNotFoundException
    | CognitoError.TooManyRequestsException
    | CognitoError.UserNotConfirmedException
    | CognitoError.UserNotFoundException
    | OwnError
  >()
  expectTypeOf<Cognito.ChangePasswordError>().toEqualTypeOf<Effect.Error<Call>>()
  expectTypeOf<Cognito.ChangePasswordError>().toExtend<CognitoError.CognitoError>()
  expectTypeOf<Effect.Services<Call>>().toEqualTypeOf<HttpClient.HttpClient>()
  expectTypeOf<Request>().toEqualTypeOf<Cognito.ChangePasswordRequest>()
  expectTypeOf<Effect.Success<Call>>().toEqualTypeOf<Cognito.ChangePasswordResponse>()
  expectTypeOf<Request["accessToken"]>().toEqualTypeOf<Redacted.Redacted<string>>()
  expectTypeOf<string>().not.toExtend<Request["accessToken"]>()
})

test("CompleteWebAuthnRegistration", () => {
  type Call = ReturnType<typeof Cognito.completeWebAuthnRegistration>
  type Request = Parameters<typeof Cognito.completeWebAuthnRegistration>[0]
  expectTypeOf<Effect.Error<Call>>().toEqualTypeOf<
    | CognitoError.ForbiddenException
    | CognitoError.InternalErrorException
    | CognitoError.InvalidParameterException
    | CognitoError.LimitExceededException
    | CognitoError.NotAuthorizedException
    | CognitoError.OperationNotEnabledException
    | CognitoError.PasswordResetRequiredException
    | CognitoError.TooManyRequestsException
    | CognitoError.WebAuthnChallengeNotFoundException
    | CognitoError.WebAuthnClientMismatchException
    | CognitoError.WebAuthnCredentialNotSupportedException
    | CognitoError.WebAuthnNotEnabledException
    | CognitoError.WebAuthnOriginNotAllowedException
    | CognitoError.WebAuthnRelyingPartyMismatchException
    | OwnError
  >()
  expectTypeOf<Cognito.CompleteWebAuthnRegistrationError>().toEqualTypeOf<Effect.Error<Call>>()
  expectTypeOf<Cognito.CompleteWebAuthnRegistrationError>().toExtend<CognitoError.CognitoError>()
  expectTypeOf<Effect.Services<Call>>().toEqualTypeOf<HttpClient.HttpClient>()
  expectTypeOf<Request>().toEqualTypeOf<Cognito.CompleteWebAuthnRegistrationRequest>()
  expectTypeOf<Effect.Success<Call>>().toEqualTypeOf<Cognito.CompleteWebAuthnRegistrationResponse>()
  expectTypeOf<Request["accessToken"]>().toEqualTypeOf<Redacted.Redacted<string>>()
  expectTypeOf<string>().not.toExtend<Request["accessToken"]>()
})

test("ConfirmDevice", () => {
  type Call = ReturnType<typeof Cognito.confirmDevice>
  type Request = Parameters<typeof Cognito.confirmDevice>[0]
  expectTypeOf<Effect.Error<Call>>().toEqualTypeOf<
    | CognitoError.DeviceKeyExistsException
    | CognitoError.ForbiddenException
    | CognitoError.InternalErrorException
    | CognitoError.InvalidLambdaResponseException
    | CognitoError.InvalidParameterException
    | CognitoError.InvalidPasswordException
    | CognitoError.InvalidUserPoolConfigurationException
    | CognitoError.NotAuthorizedException
    | CognitoError.OperationNotEnabledException
    | CognitoError.PasswordResetRequiredException
    | CognitoError.ResourceNotFoundException
    | CognitoError.TooManyRequestsException
    | CognitoError.UserNotConfirmedException
    | CognitoError.UserNotFoundException
    | CognitoError.UsernameExistsException
    | OwnError
  >()
  expectTypeOf<Cognito.ConfirmDeviceError>().toEqualTypeOf<Effect.Error<Call>>()
  expectTypeOf<Cognito.ConfirmDeviceError>().toExtend<CognitoError.CognitoError>()
  expectTypeOf<Effect.Services<Call>>().toEqualTypeOf<HttpClient.HttpClient>()
  expectTypeOf<Request>().toEqualTypeOf<Cognito.ConfirmDeviceRequest>()
  expectTypeOf<Effect.Success<Call>>().toEqualTypeOf<Cognito.ConfirmDeviceResponse>()
  expectTypeOf<Request["accessToken"]>().toEqualTypeOf<Redacted.Redacted<string>>()
  expectTypeOf<string>().not.toExtend<Request["accessToken"]>()
})

test("ConfirmForgotPassword", () => {
  type Call = ReturnType<typeof Cognito.confirmForgotPassword>
  type Request = Parameters<typeof Cognito.confirmForgotPassword>[0]
  expectTypeOf<Effect.Error<Call>>().toEqualTypeOf<
    | CognitoError.CodeMismatchException
    | CognitoError.ExpiredCodeException
    | CognitoError.ForbiddenException
    | CognitoError.InternalErrorException
    | CognitoError.InvalidLambdaResponseException
    | CognitoError.InvalidParameterException
    | CognitoError.InvalidPasswordException
    | CognitoError.LimitExceededException
    | CognitoError.NotAuthorizedException
    | CognitoError.OperationNotEnabledException
    | CognitoError.PasswordHistoryPolicyViolationException
    | CognitoError.ResourceNotFoundException
    | CognitoError.TooManyFailedAttemptsException
    | CognitoError.TooManyRequestsException
    | CognitoError.UnexpectedLambdaException
    | CognitoError.UserLambdaValidationException
    | CognitoError.UserNotConfirmedException
    | CognitoError.UserNotFoundException
    | OwnError
  >()
  expectTypeOf<Cognito.ConfirmForgotPasswordError>().toEqualTypeOf<Effect.Error<Call>>()
  expectTypeOf<Cognito.ConfirmForgotPasswordError>().toExtend<CognitoError.CognitoError>()
  expectTypeOf<Effect.Services<Call>>().toEqualTypeOf<HttpClient.HttpClient>()
  expectTypeOf<Request>().toEqualTypeOf<Cognito.ConfirmForgotPasswordRequest>()
  expectTypeOf<Effect.Success<Call>>().toEqualTypeOf<Cognito.ConfirmForgotPasswordResponse>()
  expectTypeOf<keyof Request>().extract<"accessToken">().toBeNever()
})

test("ConfirmSignUp", () => {
  type Call = ReturnType<typeof Cognito.confirmSignUp>
  type Request = Parameters<typeof Cognito.confirmSignUp>[0]
  expectTypeOf<Effect.Error<Call>>().toEqualTypeOf<
    | CognitoError.AliasExistsException
    | CognitoError.CodeMismatchException
    | CognitoError.ExpiredCodeException
    | CognitoError.ForbiddenException
    | CognitoError.InternalErrorException
    | CognitoError.InvalidLambdaResponseException
    | CognitoError.InvalidParameterException
    | CognitoError.LimitExceededException
    | CognitoError.NotAuthorizedException
    | CognitoError.OperationNotEnabledException
    | CognitoError.ResourceNotFoundException
    | CognitoError.TooManyFailedAttemptsException
    | CognitoError.TooManyRequestsException
    | CognitoError.UnexpectedLambdaException
    | CognitoError.UserLambdaValidationException
    | CognitoError.UserNotFoundException
    | OwnError
  >()
  expectTypeOf<Cognito.ConfirmSignUpError>().toEqualTypeOf<Effect.Error<Call>>()
  expectTypeOf<Cognito.ConfirmSignUpError>().toExtend<CognitoError.CognitoError>()
  expectTypeOf<Effect.Services<Call>>().toEqualTypeOf<HttpClient.HttpClient>()
  expectTypeOf<Request>().toEqualTypeOf<Cognito.ConfirmSignUpRequest>()
  expectTypeOf<Effect.Success<Call>>().toEqualTypeOf<Cognito.ConfirmSignUpResponse>()
  expectTypeOf<keyof Request>().extract<"accessToken">().toBeNever()
})

test("DeleteUser", () => {
  type Call = ReturnType<typeof Cognito.deleteUser>
  type Request = Parameters<typeof Cognito.deleteUser>[0]
  expectTypeOf<Effect.Error<Call>>().toEqualTypeOf<
    | CognitoError.ForbiddenException
    | CognitoError.InternalErrorException
    | CognitoError.InvalidParameterException
    | CognitoError.NotAuthorizedException
    | CognitoError.OperationNotEnabledException
    | CognitoError.PasswordResetRequiredException
    | CognitoError.ResourceNotFoundException
    | CognitoError.TooManyRequestsException
    | CognitoError.UserNotConfirmedException
    | CognitoError.UserNotFoundException
    | OwnError
  >()
  expectTypeOf<Cognito.DeleteUserError>().toEqualTypeOf<Effect.Error<Call>>()
  expectTypeOf<Cognito.DeleteUserError>().toExtend<CognitoError.CognitoError>()
  expectTypeOf<Effect.Services<Call>>().toEqualTypeOf<HttpClient.HttpClient>()
  expectTypeOf<Request>().toEqualTypeOf<Cognito.DeleteUserRequest>()
  expectTypeOf<Effect.Success<Call>>().toEqualTypeOf<Cognito.DeleteUserResponse>()
  expectTypeOf<Request["accessToken"]>().toEqualTypeOf<Redacted.Redacted<string>>()
  expectTypeOf<string>().not.toExtend<Request["accessToken"]>()
})

test("DeleteUserAttributes", () => {
  type Call = ReturnType<typeof Cognito.deleteUserAttributes>
  type Request = Parameters<typeof Cognito.deleteUserAttributes>[0]
  expectTypeOf<Effect.Error<Call>>().toEqualTypeOf<
    | CognitoError.ForbiddenException
    | CognitoError.InternalErrorException
    | CognitoError.InvalidParameterException
    | CognitoError.NotAuthorizedException
    | CognitoError.OperationNotEnabledException
    | CognitoError.PasswordResetRequiredException
    | CognitoError.ResourceNotFoundException
    | CognitoError.TooManyRequestsException
    | CognitoError.UserNotConfirmedException
    | CognitoError.UserNotFoundException
    | OwnError
  >()
  expectTypeOf<Cognito.DeleteUserAttributesError>().toEqualTypeOf<Effect.Error<Call>>()
  expectTypeOf<Cognito.DeleteUserAttributesError>().toExtend<CognitoError.CognitoError>()
  expectTypeOf<Effect.Services<Call>>().toEqualTypeOf<HttpClient.HttpClient>()
  expectTypeOf<Request>().toEqualTypeOf<Cognito.DeleteUserAttributesRequest>()
  expectTypeOf<Effect.Success<Call>>().toEqualTypeOf<Cognito.DeleteUserAttributesResponse>()
  expectTypeOf<Request["accessToken"]>().toEqualTypeOf<Redacted.Redacted<string>>()
  expectTypeOf<string>().not.toExtend<Request["accessToken"]>()
})

test("DeleteWebAuthnCredential", () => {
  type Call = ReturnType<typeof Cognito.deleteWebAuthnCredential>
  type Request = Parameters<typeof Cognito.deleteWebAuthnCredential>[0]
  expectTypeOf<Effect.Error<Call>>().toEqualTypeOf<
    | CognitoError.ForbiddenException
    | CognitoError.InternalErrorException
    | CognitoError.InvalidParameterException
    | CognitoError.LimitExceededException
    | CognitoError.NotAuthorizedException
    | CognitoError.OperationNotEnabledException
    | CognitoError.PasswordResetRequiredException
    | CognitoError.ResourceNotFoundException
    | CognitoError.TooManyRequestsException
    | OwnError
  >()
  expectTypeOf<Cognito.DeleteWebAuthnCredentialError>().toEqualTypeOf<Effect.Error<Call>>()
  expectTypeOf<Cognito.DeleteWebAuthnCredentialError>().toExtend<CognitoError.CognitoError>()
  expectTypeOf<Effect.Services<Call>>().toEqualTypeOf<HttpClient.HttpClient>()
  expectTypeOf<Request>().toEqualTypeOf<Cognito.DeleteWebAuthnCredentialRequest>()
  expectTypeOf<Effect.Success<Call>>().toEqualTypeOf<Cognito.DeleteWebAuthnCredentialResponse>()
  expectTypeOf<Request["accessToken"]>().toEqualTypeOf<Redacted.Redacted<string>>()
  expectTypeOf<string>().not.toExtend<Request["accessToken"]>()
})

test("ForgetDevice", () => {
  type Call = ReturnType<typeof Cognito.forgetDevice>
  type Request = Parameters<typeof Cognito.forgetDevice>[0]
  expectTypeOf<Effect.Error<Call>>().toEqualTypeOf<
    | CognitoError.ForbiddenException
    | CognitoError.InternalErrorException
    | CognitoError.InvalidParameterException
    | CognitoError.InvalidUserPoolConfigurationException
    | CognitoError.NotAuthorizedException
    | CognitoError.OperationNotEnabledException
    | CognitoError.PasswordResetRequiredException
    | CognitoError.ResourceNotFoundException
    | CognitoError.TooManyRequestsException
    | CognitoError.UserNotConfirmedException
    | CognitoError.UserNotFoundException
    | OwnError
  >()
  expectTypeOf<Cognito.ForgetDeviceError>().toEqualTypeOf<Effect.Error<Call>>()
  expectTypeOf<Cognito.ForgetDeviceError>().toExtend<CognitoError.CognitoError>()
  expectTypeOf<Effect.Services<Call>>().toEqualTypeOf<HttpClient.HttpClient>()
  expectTypeOf<Request>().toEqualTypeOf<Cognito.ForgetDeviceRequest>()
  expectTypeOf<Effect.Success<Call>>().toEqualTypeOf<Cognito.ForgetDeviceResponse>()
  expectTypeOf<Request["accessToken"]>().toEqualTypeOf<Redacted.Redacted<string> | undefined>()
  expectTypeOf<string>().not.toExtend<Request["accessToken"]>()
})

test("ForgotPassword", () => {
  type Call = ReturnType<typeof Cognito.forgotPassword>
  type Request = Parameters<typeof Cognito.forgotPassword>[0]
  expectTypeOf<Effect.Error<Call>>().toEqualTypeOf<
    | CognitoError.CodeDeliveryFailureException
    | CognitoError.ForbiddenException
    | CognitoError.InternalErrorException
    | CognitoError.InvalidEmailRoleAccessPolicyException
    | CognitoError.InvalidLambdaResponseException
    | CognitoError.InvalidParameterException
    | CognitoError.InvalidSmsRoleAccessPolicyException
    | CognitoError.InvalidSmsRoleTrustRelationshipException
    | CognitoError.LimitExceededException
    | CognitoError.NotAuthorizedException
    | CognitoError.OperationNotEnabledException
    | CognitoError.ResourceNotFoundException
    | CognitoError.TooManyRequestsException
    | CognitoError.UnexpectedLambdaException
    | CognitoError.UserLambdaValidationException
    | CognitoError.UserNotFoundException
    | OwnError
  >()
  expectTypeOf<Cognito.ForgotPasswordError>().toEqualTypeOf<Effect.Error<Call>>()
  expectTypeOf<Cognito.ForgotPasswordError>().toExtend<CognitoError.CognitoError>()
  expectTypeOf<Effect.Services<Call>>().toEqualTypeOf<HttpClient.HttpClient>()
  expectTypeOf<Request>().toEqualTypeOf<Cognito.ForgotPasswordRequest>()
  expectTypeOf<Effect.Success<Call>>().toEqualTypeOf<Cognito.ForgotPasswordResponse>()
  expectTypeOf<keyof Request>().extract<"accessToken">().toBeNever()
})

test("GetClientToken", () => {
  type Call = ReturnType<typeof Cognito.getClientToken>
  type Request = Parameters<typeof Cognito.getClientToken>[0]
  expectTypeOf<Effect.Error<Call>>().toEqualTypeOf<
    | CognitoError.ForbiddenException
    | CognitoError.InternalErrorException
    | CognitoError.InvalidParameterException
    | CognitoError.NotAuthorizedException
    | CognitoError.OperationNotEnabledException
    | CognitoError.ResourceNotFoundException
    | CognitoError.TooManyRequestsException
    | OwnError
  >()
  expectTypeOf<Cognito.GetClientTokenError>().toEqualTypeOf<Effect.Error<Call>>()
  expectTypeOf<Cognito.GetClientTokenError>().toExtend<CognitoError.CognitoError>()
  expectTypeOf<Effect.Services<Call>>().toEqualTypeOf<HttpClient.HttpClient>()
  expectTypeOf<Request>().toEqualTypeOf<Cognito.GetClientTokenRequest>()
  expectTypeOf<Effect.Success<Call>>().toEqualTypeOf<Cognito.GetClientTokenResponse>()
  expectTypeOf<keyof Request>().extract<"accessToken">().toBeNever()
})

test("GetDevice", () => {
  type Call = ReturnType<typeof Cognito.getDevice>
  type Request = Parameters<typeof Cognito.getDevice>[0]
  expectTypeOf<Effect.Error<Call>>().toEqualTypeOf<
    | CognitoError.ForbiddenException
    | CognitoError.InternalErrorException
    | CognitoError.InvalidParameterException
    | CognitoError.InvalidUserPoolConfigurationException
    | CognitoError.NotAuthorizedException
    | CognitoError.OperationNotEnabledException
    | CognitoError.PasswordResetRequiredException
    | CognitoError.ResourceNotFoundException
    | CognitoError.TooManyRequestsException
    | CognitoError.UserNotConfirmedException
    | CognitoError.UserNotFoundException
    | OwnError
  >()
  expectTypeOf<Cognito.GetDeviceError>().toEqualTypeOf<Effect.Error<Call>>()
  expectTypeOf<Cognito.GetDeviceError>().toExtend<CognitoError.CognitoError>()
  expectTypeOf<Effect.Services<Call>>().toEqualTypeOf<HttpClient.HttpClient>()
  expectTypeOf<Request>().toEqualTypeOf<Cognito.GetDeviceRequest>()
  expectTypeOf<Effect.Success<Call>>().toEqualTypeOf<Cognito.GetDeviceResponse>()
  expectTypeOf<Request["accessToken"]>().toEqualTypeOf<Redacted.Redacted<string> | undefined>()
  expectTypeOf<string>().not.toExtend<Request["accessToken"]>()
})

test("GetTokensFromRefreshToken", () => {
  type Call = ReturnType<typeof Cognito.getTokensFromRefreshToken>
  type Request = Parameters<typeof Cognito.getTokensFromRefreshToken>[0]
  expectTypeOf<Effect.Error<Call>>().toEqualTypeOf<
    | CognitoError.ForbiddenException
    | CognitoError.InternalErrorException
    | CognitoError.InvalidLambdaResponseException
    | CognitoError.InvalidParameterException
    | CognitoError.NotAuthorizedException
    | CognitoError.OperationNotEnabledException
    | CognitoError.RefreshTokenReuseException
    | CognitoError.ResourceNotFoundException
    | CognitoError.TooManyRequestsException
    | CognitoError.UnexpectedLambdaException
    | CognitoError.UserLambdaValidationException
    | CognitoError.UserNotFoundException
    | OwnError
  >()
  expectTypeOf<Cognito.GetTokensFromRefreshTokenError>().toEqualTypeOf<Effect.Error<Call>>()
  expectTypeOf<Cognito.GetTokensFromRefreshTokenError>().toExtend<CognitoError.CognitoError>()
  expectTypeOf<Effect.Services<Call>>().toEqualTypeOf<HttpClient.HttpClient>()
  expectTypeOf<Request>().toEqualTypeOf<Cognito.GetTokensFromRefreshTokenRequest>()
  expectTypeOf<Effect.Success<Call>>().toEqualTypeOf<Cognito.GetTokensFromRefreshTokenResponse>()
  expectTypeOf<keyof Request>().extract<"accessToken">().toBeNever()
})

test("GetUser", () => {
  type Call = ReturnType<typeof Cognito.getUser>
  type Request = Parameters<typeof Cognito.getUser>[0]
  expectTypeOf<Effect.Error<Call>>().toEqualTypeOf<
    | CognitoError.ForbiddenException
    | CognitoError.InternalErrorException
    | CognitoError.InvalidParameterException
    | CognitoError.NotAuthorizedException
    | CognitoError.OperationNotEnabledException
    | CognitoError.PasswordResetRequiredException
    | CognitoError.ResourceNotFoundException
    | CognitoError.TooManyRequestsException
    | CognitoError.UserNotConfirmedException
    | CognitoError.UserNotFoundException
    | OwnError
  >()
  expectTypeOf<Cognito.GetUserError>().toEqualTypeOf<Effect.Error<Call>>()
  expectTypeOf<Cognito.GetUserError>().toExtend<CognitoError.CognitoError>()
  expectTypeOf<Effect.Services<Call>>().toEqualTypeOf<HttpClient.HttpClient>()
  expectTypeOf<Request>().toEqualTypeOf<Cognito.GetUserRequest>()
  expectTypeOf<Effect.Success<Call>>().toEqualTypeOf<Cognito.GetUserResponse>()
  expectTypeOf<Request["accessToken"]>().toEqualTypeOf<Redacted.Redacted<string>>()
  expectTypeOf<string>().not.toExtend<Request["accessToken"]>()
})

test("GetUserAttributeVerificationCode", () => {
  type Call = ReturnType<typeof Cognito.getUserAttributeVerificationCode>
  type Request = Parameters<typeof Cognito.getUserAttributeVerificationCode>[0]
  expectTypeOf<Effect.Error<Call>>().toEqualTypeOf<
    | CognitoError.CodeDeliveryFailureException
    | CognitoError.ForbiddenException
    | CognitoError.InternalErrorException
    | CognitoError.InvalidEmailRoleAccessPolicyException
    | CognitoError.InvalidLambdaResponseException
    | CognitoError.InvalidParameterException
    | CognitoError.InvalidSmsRoleAccessPolicyException
    | CognitoError.InvalidSmsRoleTrustRelationshipException
    | CognitoError.LimitExceededException
    | CognitoError.NotAuthorizedException
    | CognitoError.OperationNotEnabledException
    | CognitoError.PasswordResetRequiredException
    | CognitoError.ResourceNotFoundException
    | CognitoError.TooManyRequestsException
    | CognitoError.UnexpectedLambdaException
    | CognitoError.UserLambdaValidationException
    | CognitoError.UserNotConfirmedException
    | CognitoError.UserNotFoundException
    | OwnError
  >()
  expectTypeOf<Cognito.GetUserAttributeVerificationCodeError>().toEqualTypeOf<Effect.Error<Call>>()
  expectTypeOf<Cognito.GetUserAttributeVerificationCodeError>().toExtend<CognitoError.CognitoError>()
  expectTypeOf<Effect.Services<Call>>().toEqualTypeOf<HttpClient.HttpClient>()
  expectTypeOf<Request>().toEqualTypeOf<Cognito.GetUserAttributeVerificationCodeRequest>()
  expectTypeOf<Effect.Success<Call>>().toEqualTypeOf<Cognito.GetUserAttributeVerificationCodeResponse>()
  expectTypeOf<Request["accessToken"]>().toEqualTypeOf<Redacted.Redacted<string>>()
  expectTypeOf<string>().not.toExtend<Request["accessToken"]>()
})

test("GetUserAuthFactors", () => {
  type Call = ReturnType<typeof Cognito.getUserAuthFactors>
  type Request = Parameters<typeof Cognito.getUserAuthFactors>[0]
  expectTypeOf<Effect.Error<Call>>().toEqualTypeOf<
    | CognitoError.ForbiddenException
    | CognitoError.InternalErrorException
    | CognitoError.InvalidParameterException
    | CognitoError.NotAuthorizedException
    | CognitoError.OperationNotEnabledException
    | CognitoError.PasswordResetRequiredException
    | CognitoError.ResourceNotFoundException
    | CognitoError.TooManyRequestsException
    | CognitoError.UserNotConfirmedException
    | CognitoError.UserNotFoundException
    | OwnError
  >()
  expectTypeOf<Cognito.GetUserAuthFactorsError>().toEqualTypeOf<Effect.Error<Call>>()
  expectTypeOf<Cognito.GetUserAuthFactorsError>().toExtend<CognitoError.CognitoError>()
  expectTypeOf<Effect.Services<Call>>().toEqualTypeOf<HttpClient.HttpClient>()
  expectTypeOf<Request>().toEqualTypeOf<Cognito.GetUserAuthFactorsRequest>()
  expectTypeOf<Effect.Success<Call>>().toEqualTypeOf<Cognito.GetUserAuthFactorsResponse>()
  expectTypeOf<Request["accessToken"]>().toEqualTypeOf<Redacted.Redacted<string>>()
  expectTypeOf<string>().not.toExtend<Request["accessToken"]>()
})

test("GlobalSignOut", () => {
  type Call = ReturnType<typeof Cognito.globalSignOut>
  type Request = Parameters<typeof Cognito.globalSignOut>[0]
  expectTypeOf<Effect.Error<Call>>().toEqualTypeOf<
    | CognitoError.ForbiddenException
    | CognitoError.InternalErrorException
    | CognitoError.InvalidParameterException
    | CognitoError.NotAuthorizedException
    | CognitoError.OperationNotEnabledException
    | CognitoError.PasswordResetRequiredException
    | CognitoError.ResourceNotFoundException
    | CognitoError.TooManyRequestsException
    | CognitoError.UserNotConfirmedException
    | OwnError
  >()
  expectTypeOf<Cognito.GlobalSignOutError>().toEqualTypeOf<Effect.Error<Call>>()
  expectTypeOf<Cognito.GlobalSignOutError>().toExtend<CognitoError.CognitoError>()
  expectTypeOf<Effect.Services<Call>>().toEqualTypeOf<HttpClient.HttpClient>()
  expectTypeOf<Request>().toEqualTypeOf<Cognito.GlobalSignOutRequest>()
  expectTypeOf<Effect.Success<Call>>().toEqualTypeOf<Cognito.GlobalSignOutResponse>()
  expectTypeOf<Request["accessToken"]>().toEqualTypeOf<Redacted.Redacted<string>>()
  expectTypeOf<string>().not.toExtend<Request["accessToken"]>()
})

test("InitiateAuth", () => {
  type Call = ReturnType<typeof Cognito.initiateAuth>
  type Request = Parameters<typeof Cognito.initiateAuth>[0]
  expectTypeOf<Effect.Error<Call>>().toEqualTypeOf<
    | CognitoError.FeatureUnavailableInTierException
    | CognitoError.ForbiddenException
    | CognitoError.InternalErrorException
    | CognitoError.InvalidEmailRoleAccessPolicyException
    | CognitoError.InvalidLambdaResponseException
    | CognitoError.InvalidParameterException
    | CognitoError.InvalidSmsRoleAccessPolicyException
    | CognitoError.InvalidSmsRoleTrustRelationshipException
    | CognitoError.InvalidUserPoolConfigurationException
    | CognitoError.NotAuthorizedException
    | CognitoError.OperationNotEnabledException
    | CognitoError.PasswordResetRequiredException
    | CognitoError.ResourceNotFoundException
    | CognitoError.TooManyRequestsException
    | CognitoError.UnexpectedLambdaException
    | CognitoError.UnsupportedOperationException
    | CognitoError.UserLambdaValidationException
    | CognitoError.UserNotConfirmedException
    | CognitoError.UserNotFoundException
    | OwnError
  >()
  expectTypeOf<Cognito.InitiateAuthError>().toEqualTypeOf<Effect.Error<Call>>()
  expectTypeOf<Cognito.InitiateAuthError>().toExtend<CognitoError.CognitoError>()
  expectTypeOf<Effect.Services<Call>>().toEqualTypeOf<HttpClient.HttpClient>()
  expectTypeOf<Request>().toEqualTypeOf<Cognito.InitiateAuthRequest>()
  expectTypeOf<Effect.Success<Call>>().toEqualTypeOf<Cognito.InitiateAuthResponse>()
  expectTypeOf<keyof Request>().extract<"accessToken">().toBeNever()
})

test("ListDevices", () => {
  type Call = ReturnType<typeof Cognito.listDevices>
  type Request = Parameters<typeof Cognito.listDevices>[0]
  expectTypeOf<Effect.Error<Call>>().toEqualTypeOf<
    | CognitoError.ForbiddenException
    | CognitoError.InternalErrorException
    | CognitoError.InvalidParameterException
    | CognitoError.InvalidUserPoolConfigurationException
    | CognitoError.NotAuthorizedException
    | CognitoError.OperationNotEnabledException
    | CognitoError.PasswordResetRequiredException
    | CognitoError.ResourceNotFoundException
    | CognitoError.TooManyRequestsException
    | CognitoError.UserNotConfirmedException
    | CognitoError.UserNotFoundException
    | OwnError
  >()
  expectTypeOf<Cognito.ListDevicesError>().toEqualTypeOf<Effect.Error<Call>>()
  expectTypeOf<Cognito.ListDevicesError>().toExtend<CognitoError.CognitoError>()
  expectTypeOf<Effect.Services<Call>>().toEqualTypeOf<HttpClient.HttpClient>()
  expectTypeOf<Request>().toEqualTypeOf<Cognito.ListDevicesRequest>()
  expectTypeOf<Effect.Success<Call>>().toEqualTypeOf<Cognito.ListDevicesResponse>()
  expectTypeOf<Request["accessToken"]>().toEqualTypeOf<Redacted.Redacted<string>>()
  expectTypeOf<string>().not.toExtend<Request["accessToken"]>()
})

test("ListUserSessions", () => {
  type Call = ReturnType<typeof Cognito.listUserSessions>
  type Request = Parameters<typeof Cognito.listUserSessions>[0]
  expectTypeOf<Effect.Error<Call>>().toEqualTypeOf<
    | CognitoError.ForbiddenException
    | CognitoError.InternalErrorException
    | CognitoError.InvalidParameterException
    | CognitoError.NotAuthorizedException
    | CognitoError.OperationNotEnabledException
    | CognitoError.PasswordResetRequiredException
    | CognitoError.ResourceNotFoundException
    | CognitoError.TooManyRequestsException
    | CognitoError.UserNotConfirmedException
    | CognitoError.UserNotFoundException
    | OwnError
  >()
  expectTypeOf<Cognito.ListUserSessionsError>().toEqualTypeOf<Effect.Error<Call>>()
  expectTypeOf<Cognito.ListUserSessionsError>().toExtend<CognitoError.CognitoError>()
  expectTypeOf<Effect.Services<Call>>().toEqualTypeOf<HttpClient.HttpClient>()
  expectTypeOf<Request>().toEqualTypeOf<Cognito.ListUserSessionsRequest>()
  expectTypeOf<Effect.Success<Call>>().toEqualTypeOf<Cognito.ListUserSessionsResponse>()
  expectTypeOf<Request["accessToken"]>().toEqualTypeOf<Redacted.Redacted<string>>()
  expectTypeOf<string>().not.toExtend<Request["accessToken"]>()
})

test("ListWebAuthnCredentials", () => {
  type Call = ReturnType<typeof Cognito.listWebAuthnCredentials>
  type Request = Parameters<typeof Cognito.listWebAuthnCredentials>[0]
  expectTypeOf<Effect.Error<Call>>().toEqualTypeOf<
    | CognitoError.ForbiddenException
    | CognitoError.InternalErrorException
    | CognitoError.InvalidParameterException
    | CognitoError.LimitExceededException
    | CognitoError.NotAuthorizedException
    | CognitoError.OperationNotEnabledException
    | CognitoError.PasswordResetRequiredException
    | CognitoError.TooManyRequestsException
    | OwnError
  >()
  expectTypeOf<Cognito.ListWebAuthnCredentialsError>().toEqualTypeOf<Effect.Error<Call>>()
  expectTypeOf<Cognito.ListWebAuthnCredentialsError>().toExtend<CognitoError.CognitoError>()
  expectTypeOf<Effect.Services<Call>>().toEqualTypeOf<HttpClient.HttpClient>()
  expectTypeOf<Request>().toEqualTypeOf<Cognito.ListWebAuthnCredentialsRequest>()
  expectTypeOf<Effect.Success<Call>>().toEqualTypeOf<Cognito.ListWebAuthnCredentialsResponse>()
  expectTypeOf<Request["accessToken"]>().toEqualTypeOf<Redacted.Redacted<string>>()
  expectTypeOf<string>().not.toExtend<Request["accessToken"]>()
})

test("ResendConfirmationCode", () => {
  type Call = ReturnType<typeof Cognito.resendConfirmationCode>
  type Request = Parameters<typeof Cognito.resendConfirmationCode>[0]
  expectTypeOf<Effect.Error<Call>>().toEqualTypeOf<
    | CognitoError.CodeDeliveryFailureException
    | CognitoError.ForbiddenException
    | CognitoError.InternalErrorException
    | CognitoError.InvalidEmailRoleAccessPolicyException
    | CognitoError.InvalidLambdaResponseException
    | CognitoError.InvalidParameterException
    | CognitoError.InvalidSmsRoleAccessPolicyException
    | CognitoError.InvalidSmsRoleTrustRelationshipException
    | CognitoError.LimitExceededException
    | CognitoError.NotAuthorizedException
    | CognitoError.OperationNotEnabledException
    | CognitoError.ResourceNotFoundException
    | CognitoError.TooManyRequestsException
    | CognitoError.UnexpectedLambdaException
    | CognitoError.UserLambdaValidationException
    | CognitoError.UserNotFoundException
    | OwnError
  >()
  expectTypeOf<Cognito.ResendConfirmationCodeError>().toEqualTypeOf<Effect.Error<Call>>()
  expectTypeOf<Cognito.ResendConfirmationCodeError>().toExtend<CognitoError.CognitoError>()
  expectTypeOf<Effect.Services<Call>>().toEqualTypeOf<HttpClient.HttpClient>()
  expectTypeOf<Request>().toEqualTypeOf<Cognito.ResendConfirmationCodeRequest>()
  expectTypeOf<Effect.Success<Call>>().toEqualTypeOf<Cognito.ResendConfirmationCodeResponse>()
  expectTypeOf<keyof Request>().extract<"accessToken">().toBeNever()
})

test("RespondToAuthChallenge", () => {
  type Call = ReturnType<typeof Cognito.respondToAuthChallenge>
  type Request = Parameters<typeof Cognito.respondToAuthChallenge>[0]
  expectTypeOf<Effect.Error<Call>>().toEqualTypeOf<
    | CognitoError.AliasExistsException
    | CognitoError.CodeMismatchException
    | CognitoError.ExpiredCodeException
    | CognitoError.ForbiddenException
    | CognitoError.InternalErrorException
    | CognitoError.InvalidEmailRoleAccessPolicyException
    | CognitoError.InvalidLambdaResponseException
    | CognitoError.InvalidParameterException
    | CognitoError.InvalidPasswordException
    | CognitoError.InvalidSmsRoleAccessPolicyException
    | CognitoError.InvalidSmsRoleTrustRelationshipException
    | CognitoError.InvalidUserPoolConfigurationException
    | CognitoError.MFAMethodNotFoundException
    | CognitoError.NotAuthorizedException
    | CognitoError.OperationNotEnabledException
    | CognitoError.PasswordHistoryPolicyViolationException
    | CognitoError.PasswordResetRequiredException
    | CognitoError.ResourceNotFoundException
    | CognitoError.SoftwareTokenMFANotFoundException
    | CognitoError.TooManyRequestsException
    | CognitoError.UnexpectedLambdaException
    | CognitoError.UserLambdaValidationException
    | CognitoError.UserNotConfirmedException
    | CognitoError.UserNotFoundException
    | OwnError
  >()
  expectTypeOf<Cognito.RespondToAuthChallengeError>().toEqualTypeOf<Effect.Error<Call>>()
  expectTypeOf<Cognito.RespondToAuthChallengeError>().toExtend<CognitoError.CognitoError>()
  expectTypeOf<Effect.Services<Call>>().toEqualTypeOf<HttpClient.HttpClient>()
  expectTypeOf<Request>().toEqualTypeOf<Cognito.RespondToAuthChallengeRequest>()
  expectTypeOf<Effect.Success<Call>>().toEqualTypeOf<Cognito.RespondToAuthChallengeResponse>()
  expectTypeOf<keyof Request>().extract<"accessToken">().toBeNever()
})

test("RevokeToken", () => {
  type Call = ReturnType<typeof Cognito.revokeToken>
  type Request = Parameters<typeof Cognito.revokeToken>[0]
  expectTypeOf<Effect.Error<Call>>().toEqualTypeOf<
    | CognitoError.ForbiddenException
    | CognitoError.InternalErrorException
    | CognitoError.InvalidParameterException
    | CognitoError.OperationNotEnabledException
    | CognitoError.TooManyRequestsException
    | CognitoError.UnauthorizedException
    | CognitoError.UnsupportedOperationException
    | CognitoError.UnsupportedTokenTypeException
    | OwnError
  >()
  expectTypeOf<Cognito.RevokeTokenError>().toEqualTypeOf<Effect.Error<Call>>()
  expectTypeOf<Cognito.RevokeTokenError>().toExtend<CognitoError.CognitoError>()
  expectTypeOf<Effect.Services<Call>>().toEqualTypeOf<HttpClient.HttpClient>()
  expectTypeOf<Request>().toEqualTypeOf<Cognito.RevokeTokenRequest>()
  expectTypeOf<Effect.Success<Call>>().toEqualTypeOf<Cognito.RevokeTokenResponse>()
  expectTypeOf<keyof Request>().extract<"accessToken">().toBeNever()
})

test("RevokeUserSession", () => {
  type Call = ReturnType<typeof Cognito.revokeUserSession>
  type Request = Parameters<typeof Cognito.revokeUserSession>[0]
  expectTypeOf<Effect.Error<Call>>().toEqualTypeOf<
    | CognitoError.ForbiddenException
    | CognitoError.InternalErrorException
    | CognitoError.InvalidParameterException
    | CognitoError.NotAuthorizedException
    | CognitoError.OperationNotEnabledException
    | CognitoError.PasswordResetRequiredException
    | CognitoError.ResourceNotFoundException
    | CognitoError.TooManyRequestsException
    | CognitoError.UserNotConfirmedException
    | CognitoError.UserNotFoundException
    | OwnError
  >()
  expectTypeOf<Cognito.RevokeUserSessionError>().toEqualTypeOf<Effect.Error<Call>>()
  expectTypeOf<Cognito.RevokeUserSessionError>().toExtend<CognitoError.CognitoError>()
  expectTypeOf<Effect.Services<Call>>().toEqualTypeOf<HttpClient.HttpClient>()
  expectTypeOf<Request>().toEqualTypeOf<Cognito.RevokeUserSessionRequest>()
  expectTypeOf<Effect.Success<Call>>().toEqualTypeOf<Cognito.RevokeUserSessionResponse>()
  expectTypeOf<Request["accessToken"]>().toEqualTypeOf<Redacted.Redacted<string>>()
  expectTypeOf<string>().not.toExtend<Request["accessToken"]>()
})

test("SetUserMFAPreference", () => {
  type Call = ReturnType<typeof Cognito.setUserMFAPreference>
  type Request = Parameters<typeof Cognito.setUserMFAPreference>[0]
  expectTypeOf<Effect.Error<Call>>().toEqualTypeOf<
    | CognitoError.ForbiddenException
    | CognitoError.InternalErrorException
    | CognitoError.InvalidParameterException
    | CognitoError.NotAuthorizedException
    | CognitoError.OperationNotEnabledException
    | CognitoError.PasswordResetRequiredException
    | CognitoError.ResourceNotFoundException
    | CognitoError.UserNotConfirmedException
    | CognitoError.UserNotFoundException
    | OwnError
  >()
  expectTypeOf<Cognito.SetUserMFAPreferenceError>().toEqualTypeOf<Effect.Error<Call>>()
  expectTypeOf<Cognito.SetUserMFAPreferenceError>().toExtend<CognitoError.CognitoError>()
  expectTypeOf<Effect.Services<Call>>().toEqualTypeOf<HttpClient.HttpClient>()
  expectTypeOf<Request>().toEqualTypeOf<Cognito.SetUserMFAPreferenceRequest>()
  expectTypeOf<Effect.Success<Call>>().toEqualTypeOf<Cognito.SetUserMFAPreferenceResponse>()
  expectTypeOf<Request["accessToken"]>().toEqualTypeOf<Redacted.Redacted<string>>()
  expectTypeOf<string>().not.toExtend<Request["accessToken"]>()
})

test("SetUserSettings", () => {
  type Call = ReturnType<typeof Cognito.setUserSettings>
  type Request = Parameters<typeof Cognito.setUserSettings>[0]
  expectTypeOf<Effect.Error<Call>>().toEqualTypeOf<
    | CognitoError.ForbiddenException
    | CognitoError.InternalErrorException
    | CognitoError.InvalidParameterException
    | CognitoError.NotAuthorizedException
    | CognitoError.OperationNotEnabledException
    | CognitoError.PasswordResetRequiredException
    | CognitoError.ResourceNotFoundException
    | CognitoError.UserNotConfirmedException
    | CognitoError.UserNotFoundException
    | OwnError
  >()
  expectTypeOf<Cognito.SetUserSettingsError>().toEqualTypeOf<Effect.Error<Call>>()
  expectTypeOf<Cognito.SetUserSettingsError>().toExtend<CognitoError.CognitoError>()
  expectTypeOf<Effect.Services<Call>>().toEqualTypeOf<HttpClient.HttpClient>()
  expectTypeOf<Request>().toEqualTypeOf<Cognito.SetUserSettingsRequest>()
  expectTypeOf<Effect.Success<Call>>().toEqualTypeOf<Cognito.SetUserSettingsResponse>()
  expectTypeOf<Request["accessToken"]>().toEqualTypeOf<Redacted.Redacted<string>>()
  expectTypeOf<string>().not.toExtend<Request["accessToken"]>()
})

test("SignUp", () => {
  type Call = ReturnType<typeof Cognito.signUp>
  type Request = Parameters<typeof Cognito.signUp>[0]
  expectTypeOf<Effect.Error<Call>>().toEqualTypeOf<
    | CognitoError.CodeDeliveryFailureException
    | CognitoError.ForbiddenException
    | CognitoError.InternalErrorException
    | CognitoError.InvalidEmailRoleAccessPolicyException
    | CognitoError.InvalidLambdaResponseException
    | CognitoError.InvalidParameterException
    | CognitoError.InvalidPasswordException
    | CognitoError.InvalidSmsRoleAccessPolicyException
    | CognitoError.InvalidSmsRoleTrustRelationshipException
    | CognitoError.LimitExceededException
    | CognitoError.NotAuthorizedException
    | CognitoError.OperationNotEnabledException
    | CognitoError.ResourceNotFoundException
    | CognitoError.TooManyRequestsException
    | CognitoError.UnexpectedLambdaException
    | CognitoError.UserLambdaValidationException
    | CognitoError.UsernameExistsException
    | OwnError
  >()
  expectTypeOf<Cognito.SignUpError>().toEqualTypeOf<Effect.Error<Call>>()
  expectTypeOf<Cognito.SignUpError>().toExtend<CognitoError.CognitoError>()
  expectTypeOf<Effect.Services<Call>>().toEqualTypeOf<HttpClient.HttpClient>()
  expectTypeOf<Request>().toEqualTypeOf<Cognito.SignUpRequest>()
  expectTypeOf<Effect.Success<Call>>().toEqualTypeOf<Cognito.SignUpResponse>()
  expectTypeOf<keyof Request>().extract<"accessToken">().toBeNever()
})

test("StartWebAuthnRegistration", () => {
  type Call = ReturnType<typeof Cognito.startWebAuthnRegistration>
  type Request = Parameters<typeof Cognito.startWebAuthnRegistration>[0]
  expectTypeOf<Effect.Error<Call>>().toEqualTypeOf<
    | CognitoError.ForbiddenException
    | CognitoError.InternalErrorException
    | CognitoError.InvalidParameterException
    | CognitoError.LimitExceededException
    | CognitoError.NotAuthorizedException
    | CognitoError.OperationNotEnabledException
    | CognitoError.PasswordResetRequiredException
    | CognitoError.TooManyRequestsException
    | CognitoError.WebAuthnConfigurationMissingException
    | CognitoError.WebAuthnNotEnabledException
    | OwnError
  >()
  expectTypeOf<Cognito.StartWebAuthnRegistrationError>().toEqualTypeOf<Effect.Error<Call>>()
  expectTypeOf<Cognito.StartWebAuthnRegistrationError>().toExtend<CognitoError.CognitoError>()
  expectTypeOf<Effect.Services<Call>>().toEqualTypeOf<HttpClient.HttpClient>()
  expectTypeOf<Request>().toEqualTypeOf<Cognito.StartWebAuthnRegistrationRequest>()
  expectTypeOf<Effect.Success<Call>>().toEqualTypeOf<Cognito.StartWebAuthnRegistrationResponse>()
  expectTypeOf<Request["accessToken"]>().toEqualTypeOf<Redacted.Redacted<string>>()
  expectTypeOf<string>().not.toExtend<Request["accessToken"]>()
})

test("UpdateAuthEventFeedback", () => {
  type Call = ReturnType<typeof Cognito.updateAuthEventFeedback>
  type Request = Parameters<typeof Cognito.updateAuthEventFeedback>[0]
  expectTypeOf<Effect.Error<Call>>().toEqualTypeOf<
    | CognitoError.InternalErrorException
    | CognitoError.InvalidParameterException
    | CognitoError.NotAuthorizedException
    | CognitoError.OperationNotEnabledException
    | CognitoError.ResourceNotFoundException
    | CognitoError.TooManyRequestsException
    | CognitoError.UserNotFoundException
    | CognitoError.UserPoolAddOnNotEnabledException
    | OwnError
  >()
  expectTypeOf<Cognito.UpdateAuthEventFeedbackError>().toEqualTypeOf<Effect.Error<Call>>()
  expectTypeOf<Cognito.UpdateAuthEventFeedbackError>().toExtend<CognitoError.CognitoError>()
  expectTypeOf<Effect.Services<Call>>().toEqualTypeOf<HttpClient.HttpClient>()
  expectTypeOf<Request>().toEqualTypeOf<Cognito.UpdateAuthEventFeedbackRequest>()
  expectTypeOf<Effect.Success<Call>>().toEqualTypeOf<Cognito.UpdateAuthEventFeedbackResponse>()
  expectTypeOf<keyof Request>().extract<"accessToken">().toBeNever()
})

test("UpdateDeviceStatus", () => {
  type Call = ReturnType<typeof Cognito.updateDeviceStatus>
  type Request = Parameters<typeof Cognito.updateDeviceStatus>[0]
  expectTypeOf<Effect.Error<Call>>().toEqualTypeOf<
    | CognitoError.ForbiddenException
    | CognitoError.InternalErrorException
    | CognitoError.InvalidParameterException
    | CognitoError.InvalidUserPoolConfigurationException
    | CognitoError.NotAuthorizedException
    | CognitoError.OperationNotEnabledException
    | CognitoError.PasswordResetRequiredException
    | CognitoError.ResourceNotFoundException
    | CognitoError.TooManyRequestsException
    | CognitoError.UserNotConfirmedException
    | CognitoError.UserNotFoundException
    | OwnError
  >()
  expectTypeOf<Cognito.UpdateDeviceStatusError>().toEqualTypeOf<Effect.Error<Call>>()
  expectTypeOf<Cognito.UpdateDeviceStatusError>().toExtend<CognitoError.CognitoError>()
  expectTypeOf<Effect.Services<Call>>().toEqualTypeOf<HttpClient.HttpClient>()
  expectTypeOf<Request>().toEqualTypeOf<Cognito.UpdateDeviceStatusRequest>()
  expectTypeOf<Effect.Success<Call>>().toEqualTypeOf<Cognito.UpdateDeviceStatusResponse>()
  expectTypeOf<Request["accessToken"]>().toEqualTypeOf<Redacted.Redacted<string>>()
  expectTypeOf<string>().not.toExtend<Request["accessToken"]>()
})

test("UpdateUserAttributes", () => {
  type Call = ReturnType<typeof Cognito.updateUserAttributes>
  type Request = Parameters<typeof Cognito.updateUserAttributes>[0]
  expectTypeOf<Effect.Error<Call>>().toEqualTypeOf<
    | CognitoError.AliasExistsException
    | CognitoError.CodeDeliveryFailureException
    | CognitoError.CodeMismatchException
    | CognitoError.ExpiredCodeException
    | CognitoError.ForbiddenException
    | CognitoError.InternalErrorException
    | CognitoError.InvalidEmailRoleAccessPolicyException
    | CognitoError.InvalidLambdaResponseException
    | CognitoError.InvalidParameterException
    | CognitoError.InvalidSmsRoleAccessPolicyException
    | CognitoError.InvalidSmsRoleTrustRelationshipException
    | CognitoError.NotAuthorizedException
    | CognitoError.OperationNotEnabledException
    | CognitoError.PasswordResetRequiredException
    | CognitoError.ResourceNotFoundException
    | CognitoError.TooManyRequestsException
    | CognitoError.UnexpectedLambdaException
    | CognitoError.UserLambdaValidationException
    | CognitoError.UserNotConfirmedException
    | CognitoError.UserNotFoundException
    | OwnError
  >()
  expectTypeOf<Cognito.UpdateUserAttributesError>().toEqualTypeOf<Effect.Error<Call>>()
  expectTypeOf<Cognito.UpdateUserAttributesError>().toExtend<CognitoError.CognitoError>()
  expectTypeOf<Effect.Services<Call>>().toEqualTypeOf<HttpClient.HttpClient>()
  expectTypeOf<Request>().toEqualTypeOf<Cognito.UpdateUserAttributesRequest>()
  expectTypeOf<Effect.Success<Call>>().toEqualTypeOf<Cognito.UpdateUserAttributesResponse>()
  expectTypeOf<Request["accessToken"]>().toEqualTypeOf<Redacted.Redacted<string>>()
  expectTypeOf<string>().not.toExtend<Request["accessToken"]>()
})

test("VerifySoftwareToken", () => {
  type Call = ReturnType<typeof Cognito.verifySoftwareToken>
  type Request = Parameters<typeof Cognito.verifySoftwareToken>[0]
  expectTypeOf<Effect.Error<Call>>().toEqualTypeOf<
    | CognitoError.CodeMismatchException
    | CognitoError.EnableSoftwareTokenMFAException
    | CognitoError.ForbiddenException
    | CognitoError.InternalErrorException
    | CognitoError.InvalidParameterException
    | CognitoError.InvalidUserPoolConfigurationException
    | CognitoError.NotAuthorizedException
    | CognitoError.OperationNotEnabledException
    | CognitoError.PasswordResetRequiredException
    | CognitoError.ResourceNotFoundException
    | CognitoError.SoftwareTokenMFANotFoundException
    | CognitoError.TooManyRequestsException
    | CognitoError.UserNotConfirmedException
    | CognitoError.UserNotFoundException
    | OwnError
  >()
  expectTypeOf<Cognito.VerifySoftwareTokenError>().toEqualTypeOf<Effect.Error<Call>>()
  expectTypeOf<Cognito.VerifySoftwareTokenError>().toExtend<CognitoError.CognitoError>()
  expectTypeOf<Effect.Services<Call>>().toEqualTypeOf<HttpClient.HttpClient>()
  expectTypeOf<Request>().toEqualTypeOf<Cognito.VerifySoftwareTokenRequest>()
  expectTypeOf<Effect.Success<Call>>().toEqualTypeOf<Cognito.VerifySoftwareTokenResponse>()
  expectTypeOf<Request["accessToken"]>().toEqualTypeOf<Redacted.Redacted<string> | undefined>()
  expectTypeOf<string>().not.toExtend<Request["accessToken"]>()
})

test("VerifyUserAttribute", () => {
  type Call = ReturnType<typeof Cognito.verifyUserAttribute>
  type Request = Parameters<typeof Cognito.verifyUserAttribute>[0]
  expectTypeOf<Effect.Error<Call>>().toEqualTypeOf<
    | CognitoError.AliasExistsException
    | CognitoError.CodeMismatchException
    | CognitoError.ExpiredCodeException
    | CognitoError.ForbiddenException
    | CognitoError.InternalErrorException
    | CognitoError.InvalidParameterException
    | CognitoError.LimitExceededException
    | CognitoError.NotAuthorizedException
    | CognitoError.OperationNotEnabledException
    | CognitoError.PasswordResetRequiredException
    | CognitoError.ResourceNotFoundException
    | CognitoError.TooManyRequestsException
    | CognitoError.UserNotConfirmedException
    | CognitoError.UserNotFoundException
    | OwnError
  >()
  expectTypeOf<Cognito.VerifyUserAttributeError>().toEqualTypeOf<Effect.Error<Call>>()
  expectTypeOf<Cognito.VerifyUserAttributeError>().toExtend<CognitoError.CognitoError>()
  expectTypeOf<Effect.Services<Call>>().toEqualTypeOf<HttpClient.HttpClient>()
  expectTypeOf<Request>().toEqualTypeOf<Cognito.VerifyUserAttributeRequest>()
  expectTypeOf<Effect.Success<Call>>().toEqualTypeOf<Cognito.VerifyUserAttributeResponse>()
  expectTypeOf<Request["accessToken"]>().toEqualTypeOf<Redacted.Redacted<string>>()
  expectTypeOf<string>().not.toExtend<Request["accessToken"]>()
})
