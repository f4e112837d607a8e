/** The engine that runs the workflow, and its database. */
import * as ClusterWorkflowEngine from "@effect/cluster/ClusterWorkflowEngine"
import * as SingleRunner from "@effect/cluster/SingleRunner"
import * as LibsqlClient from "@effect/sql-libsql/LibsqlClient"
import * as PgClient from "@effect/sql-pg/PgClient"
import * as SqlClient from "@effect/sql/SqlClient"
import type { SqlError } from "@effect/sql/SqlError"
import { Config, type ConfigError, Effect, Layer, Option, Redacted } from "effect"
import { layer } from "./workflow.js"

/** A SQLite file. It holds access tokens and codes, so it is encrypted, and the key has no default. */
export const sqlite = LibsqlClient.layerConfig({
  url: Config.nonEmptyString("DATABASE_FILE").pipe(
    Config.withDefault("verification.db"),
    Config.map((file) => `file:${file}`)
  ),
  // With an empty key, the file would not be encrypted.
  encryptionKey: Config.map(Config.nonEmptyString("DATABASE_KEY"), Redacted.make),
  // The engine's ids are too large for a number.
  intMode: Config.succeed("bigint" as const)
})

type Database = Layer.Layer<SqlClient.SqlClient, ConfigError.ConfigError | SqlError>

/** The PostgreSQL server in `DATABASE_URL`, or the file if the variable is not set. */
export const database: Database = Layer.unwrapEffect(
  Effect.map(
    Config.option(Config.nonEmptyString("DATABASE_URL")),
    (url): Database => Option.isSome(url) ? PgClient.layer({ url: Redacted.make(url.value) }) : sqlite
  )
)

const table = Layer.effectDiscard(
  Effect.flatMap(
    SqlClient.SqlClient,
    (sql) => sql`CREATE TABLE IF NOT EXISTS verification_asked (id VARCHAR(255) PRIMARY KEY)`
  )
)

const workflow = Layer.unwrapEffect(
  Effect.map(Config.withDefault(Config.duration("VERIFICATION_HOUR"), "1 hour"), layer)
)

/** The workflow and its engine, which continues the workflows that were cut off. */
export const runtime = workflow.pipe(
  Layer.provideMerge(ClusterWorkflowEngine.layer),
  Layer.provide(SingleRunner.layer()),
  Layer.provide(table)
)
