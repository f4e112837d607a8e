/**
 * What Cognito says in its own words, whatever was sent: sentences that programs match, as public reports quote them,
 * and the words that name members. The last word is the one that stands in place of a secret.
 */
export const sentences = `
Incorrect username or password.
User does not exist. User is not confirmed. User is disabled. User already exists
An account with the given email phone_number already exists.
Password attempts exceeded
Attempt limit exceeded, please try after some time. Rate exceeded
Password did not conform with policy: Password not long enough
Password must have uppercase characters
Invalid verification code provided, please try again.
Invalid code provided, please request a code again.
Invalid session for the user, session is expired.
Access Token has been revoked. Refresh Token has expired
Unable to verify secret hash for client
Missing required parameter USERNAME PASSWORD SECRET_HASH
USER_PASSWORD_AUTH flow not enabled for this client
PreSignUp failed with error
Value at failed to satisfy constraint: Member must
accessToken previousPassword proposedPassword userAttributes username
redacted
`
