/**
 * What Cognito says in its own words, whatever was sent: sentences that programs match, as public reports quote them,
 * and the words that name members. The last word is the one that stands in place of a secret.
 */
export const sentences = `
Incorrect username or password.
User does not exist.
User is not confirmed.
User is disabled.
User already exists
An account with the given email already exists.
An account with the given phone_number already exists.
Password attempts exceeded
Attempt limit exceeded, please try after some time.
Password did not conform with policy: Password not long enough
Password must have uppercase characters lowercase numeric symbol
Invalid verification code provided, please try again.
Invalid code provided, please request a code again.
Invalid session for the user, session is expired.
Access Token has expired been revoked does not have required scopes
Refresh Token
Unable to verify secret hash for client
Missing required parameter USERNAME PASSWORD SECRET_HASH
USER_PASSWORD_AUTH flow not enabled for this client
Rate exceeded
PreSignUp failed with error
validation error detected: Value at failed to satisfy constraint: Member must
accessToken proposedPassword previousPassword confirmationCode userCode userAttributes session username
redacted
`
