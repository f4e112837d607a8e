/** The layer that every program may choose. */
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"

export const fetch = FetchHttpClient.layer
