import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import * as CognitoSessionStore from "effect-cognito/CognitoSessionStore"
import * as Layer from "effect/Layer"
import { serveProcess } from "./client.js"
import { make } from "./ours.js"

const [endpoint = "", directory = ""] = process.argv.slice(2)

serveProcess(make(endpoint, Layer.provide(CognitoSessionStore.layerFile(directory), NodeFileSystem.layer)))
