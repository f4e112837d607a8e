/** A server that renders pages keeps the step from one request to the next: in a sealed cookie, or in a store. */
import { Option, Schema } from "effect"
import { CognitoSignIn } from "effect-cognito"

/** The text has the session of the sign-in in it: seal it with a key of the server, or keep it on the server. */
export const save = (step: CognitoSignIn.Step): string => JSON.stringify(Schema.encodeSync(CognitoSignIn.Step)(step))

const decode = Schema.decodeUnknownOption(CognitoSignIn.Step)

/** Returns none for what can't be read, such as the step of another version: begin the sign-in again. */
export const load = (text: string): Option.Option<CognitoSignIn.Step> =>
  Option.flatMap(Option.liftThrowable((): unknown => JSON.parse(text))(), decode)
