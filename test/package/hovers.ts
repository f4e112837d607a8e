/** What an editor shows over the names of `hovered.ts`: its language service is asked. */
import { readFile } from "node:fs/promises"
import { createRequire } from "node:module"
import { join } from "node:path"

interface Part {
  readonly text: string
}

/** What is used here of the API of TypeScript 5.9 and 6.0, one of which a consumer has installed. */
interface TypeScript {
  readonly createLanguageService: (host: object) => {
    readonly getQuickInfoAtPosition: (file: string, position: number) => {
      readonly displayParts?: ReadonlyArray<Part>
      readonly documentation?: ReadonlyArray<Part>
    } | undefined
  }
  readonly ScriptSnapshot: { readonly fromString: (text: string) => unknown }
  readonly getDefaultLibFilePath: (options: object) => string
  readonly sys: {
    readonly [Name in "fileExists" | "readFile" | "directoryExists" | "getDirectories" | "realpath"]: (
      path: string
    ) => unknown
  }
  readonly ModuleKind: { readonly NodeNext: number }
  readonly ScriptTarget: { readonly ES2022: number }
}

/** The beginnings of places in that file, each up to the end of the name over which the pointer is. */
export const places: ReadonlyArray<string> = [
  "Cognito.getUserAttributeVerificationCode",
  "Cognito.initiateAuth",
  "authParameters: { USERNAME",
  "sent.codeDeliveryDetails",
  "sent.codeDeliveryDetails?.destination",
  "tokens.authenticationResult",
  "tokens.authenticationResult?.expiresIn",
  "tokens.authenticationResult?.newDeviceMetadata?.deviceKey",
  "Cognito.Cognito",
  "cognito.getUser",
  "user.userAttributes",
  "user.userAttributes[0]?.value",
  "user.preferredMfaSetting",
  "CognitoError.TransportError",
  "transport.reason",
  "transport.cause",
  "request.issues",
  "request.issues[0]?.expected",
  "parameter.reasonCode",
  "parameter.requestId",
  "CognitoError.isThrottling",
  "CognitoConfig.withConfig",
  "  region",
  "  timeout",
  "  retry",
  "retry: { maxAttempts",
  "CognitoSignIn.start",
  "start({ username",
  "CognitoSignIn.answer",
  "step.medium",
  "step.requiredAttributes",
  "step.newDevice",
  "step.newDevice?.deviceGroupKey",
  "step.alias",
  "CognitoSession.CognitoSession",
  "kept.withAccessToken",
  "layer({ clientId",
  "({ emailVerified",
  "CognitoTest.service"
]

export interface Hover {
  readonly type: string
  readonly documentation: string
}

const show = (parts: ReadonlyArray<Part> = []): string => parts.map((part) => part.text).join("")

/** Asks the language service of a version of TypeScript that a consumer has installed, about a file in its folder. */
export const startEditor = async (consumer: string, version: string, name: string) => {
  // The package has no types here, and its own are those of the whole compiler.
  const ts = createRequire(join(consumer, "package.json"))(`typescript-${version}`) as TypeScript
  const file = join(consumer, name)
  const text = await readFile(file, "utf8")
  const { directoryExists, fileExists, getDirectories, readFile: read, realpath } = ts.sys
  const service = ts.createLanguageService({
    getScriptFileNames: () => [file],
    getScriptVersion: () => "1",
    getScriptSnapshot: (path: string) => {
      const content = path === file ? text : read(path)
      return typeof content === "string" ? ts.ScriptSnapshot.fromString(content) : undefined
    },
    getCurrentDirectory: () => consumer,
    getCompilationSettings: () => ({
      module: ts.ModuleKind.NodeNext,
      target: ts.ScriptTarget.ES2022,
      strict: true,
      exactOptionalPropertyTypes: true,
      types: []
    }),
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    directoryExists,
    fileExists,
    getDirectories,
    readFile: read,
    realpath
  })
  return {
    hover: (place: string): Hover => {
      const start = text.indexOf(place)
      if (start < 0) throw new Error(`${name} has no ${place}.`)
      const info = service.getQuickInfoAtPosition(file, start + place.length - 1)
      return { type: show(info?.displayParts), documentation: show(info?.documentation) }
    }
  }
}
