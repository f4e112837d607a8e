import { assert, it } from "@effect/vitest"
import { readFile } from "node:fs/promises"
import { generated, target } from "./generate.js"

it("the type tests of the operations are those that AWS's model gives", async () => {
  assert.strictEqual(
    await readFile(target, "utf8"),
    generated,
    "operations.test-d.ts is out of date: run `npx tsx test/types/generate.ts`"
  )
})
