/** A handler of requests of the platform, as a function of the web's requests and responses. */
export { toWebHandler } from "@effect/platform/HttpApp"
