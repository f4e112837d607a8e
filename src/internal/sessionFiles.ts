/**
 * A session in a file that only its owner can read, for several processes of that owner.
 */
import * as FileSystem from "@effect/platform/FileSystem"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Random from "effect/Random"
import * as Redacted from "effect/Redacted"
import { type Lock, type SessionStoreError, type Store, storeError } from "./sessionStore.js"

/** How often a process that has the lock says that it still runs. In milliseconds. */
const heartbeat = 5000

/** A process that has not said so for this long has crashed. In milliseconds. */
const silence = 30_000

/** A session takes less space than this. */
const enough = 16_384

/** How often the lock is tried, on average. */
const interval = 25

const failed =
  (operation: SessionStoreError["operation"], secrets?: ReadonlyArray<string>) => (error: unknown): SessionStoreError =>
    storeError(operation, error, secrets)

/** A lock that is a file: it can be created once only. */
const makeLock = (fs: FileSystem.FileSystem, file: string): Lock => {
  const write = (flag: "w" | "wx") => fs.writeFileString(file, "", { flag, mode: 0o600 })

  const isAbandoned = (file: string) =>
    Effect.zipWith(
      fs.stat(file),
      Clock.currentTimeMillis,
      ({ mtime }, now) => Option.isSome(mtime) && now - mtime.value.getTime() > silence
    )

  /** Takes a lock away whose holder has crashed, unless another process has just done so and has it now. */
  const takeAway = (mine: string) =>
    Effect.gen(function*() {
      if (!(yield* isAbandoned(file))) return
      yield* fs.rename(file, mine)
      yield* (yield* isAbandoned(mine)) ? fs.remove(mine) : fs.rename(mine, file)
    })

  const acquire: Effect.Effect<void, SessionStoreError> = Effect.matchEffect(write("wx"), {
    onSuccess: () => Effect.void,
    onFailure: (error) =>
      Effect.gen(function*() {
        // Without a lock in the way, something else is wrong.
        if (!(yield* Effect.mapError(fs.exists(file), failed("lock"))) && !/exist/i.test(String(error))) {
          return yield* Effect.fail(failed("lock")(error))
        }
        const random = yield* Random.nextIntBetween(0, 2 ** 31)
        // What fails here has been changed by another process meanwhile.
        yield* Effect.ignore(takeAway(`${file}.${random}`))
        yield* Effect.sleep(interval / 2 + random % interval)
        return yield* acquire
      })
  })

  const beat = Effect.forever(Effect.flatMap(Effect.sleep(heartbeat), () => Effect.ignore(write("w"))))

  return (effect) =>
    Effect.acquireUseRelease(
      acquire,
      () => Effect.raceFirst(effect, beat),
      () => Effect.ignore(fs.remove(file))
    )
}

/** Makes a store of a file in a directory, which is created if need be. */
export const makeFileStore = (
  directory: string,
  name: string
): Effect.Effect<Store, never, FileSystem.FileSystem> =>
  Effect.map(FileSystem.FileSystem, (fs) => {
    const file = `${directory}/${name}.json`
    const makeDirectory = (operation: "save" | "lock") =>
      Effect.mapError(
        fs.makeDirectory(directory, { recursive: true, mode: 0o700 }),
        failed(operation)
      )
    const writeNew = (session: Redacted.Redacted<string>) =>
      Effect.flatMap(makeDirectory("save"), () =>
        Effect.mapError(
          fs.writeFileString(`${file}.new`, Redacted.value(session), { mode: 0o600 }),
          failed("save", [Redacted.value(session)])
        ))
    const lock = makeLock(fs, `${file}.lock`)
    return {
      load: Effect.mapError(
        Effect.flatMap(fs.exists(file), (exists) =>
          exists
            ? Effect.map(fs.readFileString(file), (text) => Redacted.make(text))
            : Effect.succeed(undefined)),
        failed("load")
      ),
      // A rename replaces the file as a whole, even if the process ends in the middle.
      save: (session) =>
        Effect.flatMap(writeNew(session), () => Effect.mapError(fs.rename(`${file}.new`, file), failed("save"))),
      check: Effect.flatMap(writeNew(Redacted.make(" ".repeat(enough))), () =>
        Effect.mapError(fs.remove(`${file}.new`), failed("save"))),
      remove: Effect.mapError(fs.remove(file, { force: true }), failed("remove")),
      lock: (effect) =>
        Effect.flatMap(makeDirectory("lock"), () => lock(effect))
    }
  })
