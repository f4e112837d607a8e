/** Amplify has no store for processes, but takes one: here a directory with a file for each key, replaced as a whole. */
import { cognitoUserPoolsTokenProvider } from "aws-amplify/auth/cognito"
import type { KeyValueStorageInterface } from "aws-amplify/utils"
import { readdir, readFile, rename, rm, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { make } from "./amplify.js"
import { serveProcess } from "./client.js"

const [endpoint = "", directory = ""] = process.argv.slice(2)

const fileOf = (key: string) => join(directory, encodeURIComponent(key))
const keys = async () => (await readdir(directory)).filter((name) => !name.startsWith("new-")).map(decodeURIComponent)
let written = 0

const storage: KeyValueStorageInterface = {
  getItem: async (key) => readFile(fileOf(key), "utf8").catch(() => null),
  setItem: async (key, value) => {
    const file = join(directory, `new-${process.pid}-${++written}`)
    await writeFile(file, value)
    await rename(file, fileOf(key))
  },
  removeItem: async (key) => rm(fileOf(key), { force: true }),
  clear: async () => {
    for (const key of await keys()) await rm(fileOf(key), { force: true })
  }
}

const client = make(endpoint, keys)
cognitoUserPoolsTokenProvider.setKeyValueStorage(storage)
serveProcess(client)
