/** A program on Node that shares a session with others, by a file. */
import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import { Effect, Layer } from "effect"
import * as CognitoSessionStore from "effect-cognito/CognitoSessionStore"
import { AppClientLive, ask, begin, SessionLive } from "./rounds.js"

const [endpoint = "", directory = "", rounds = "", tokens = ""] = process.argv.slice(2)

const StoreLive = CognitoSessionStore.layerFile(directory).pipe(
  Layer.provide(AppClientLive),
  Layer.provide(NodeFileSystem.layer)
)

const program = tokens === "" ? ask(Number(rounds)) : begin(JSON.parse(tokens))

void Effect.runPromise(Effect.provide(program, SessionLive(endpoint, StoreLive))).then((asked) =>
  process.stdout.write(`${JSON.stringify(asked) ?? "{}"}\n`)
)
