/** What the entries send: here nothing is imported, for the entries are measured with it. */
export const accessToken = "eyJhbGciOiJub25lIn0.eyJpYXQiOjE3NjcyMjU2MDAsImV4cCI6NDEwMjQ0NDgwMH0.c2ln"
export const attributeName = "email"
export const region = "eu-west-1"
export const userPoolId = "eu-west-1_Bench0001"
export const userPoolClientId = "3n4b5urk1ft4fl3mg5e62d9ado"
export const contentType = "application/x-amz-json-1.1"
export const target = "AWSCognitoIdentityProviderService.GetUserAttributeVerificationCode"
