/**
 * What the majors of Effect call or shape otherwise, as Effect 4 has it: a test that imports it from here, and all else
 * from `effect`, runs on both. With Effect 3, all of this goes.
 */
export * as Cause from "./effect3/Cause.js"
export * as Config from "./effect3/Config.js"
export * as ConfigProvider from "./effect3/ConfigProvider.js"
export * as Context from "./effect3/Context.js"
export * as Deferred from "./effect3/Deferred.js"
export * as Effect from "./effect3/Effect.js"
export * as Exit from "./effect3/Exit.js"
export * as Layer from "./effect3/Layer.js"
export * as Logger from "./effect3/Logger.js"
export * as Metric from "./effect3/Metric.js"
export * as Queue from "./effect3/Queue.js"
export * as Random from "./effect3/Random.js"
export * as Redacted from "./effect3/Redacted.js"
export * as Result from "./effect3/Result.js"
export * as Schedule from "./effect3/Schedule.js"
export * as Schema from "./effect3/Schema.js"
export * as TestClock from "./effect3/TestClock.js"
