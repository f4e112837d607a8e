/**
 * The retries that a client has left at an endpoint, so that the retries of many calls do not multiply an outage.
 */
import type * as HttpClient from "@effect/platform/HttpClient"

const full = 500

/** The quotas of a client, by endpoint. A full quota has no entry. */
const quotas = new WeakMap<HttpClient.HttpClient, Map<string, number>>()

/** Takes what a retry costs, unless too little is left. */
export const takeQuota = (client: HttpClient.HttpClient, endpoint: string, cost: number): boolean => {
  const own = quotas.get(client) ?? new Map<string, number>()
  const left = (own.get(endpoint) ?? full) - cost
  if (left < 0) return false
  quotas.set(client, own.set(endpoint, left))
  return true
}

/** Gives back what a retry cost, after a success. */
export const returnQuota = (client: HttpClient.HttpClient, endpoint: string, cost: number): void => {
  const own = quotas.get(client)
  const left = own?.get(endpoint)
  if (own === undefined || left === undefined) return
  if (left + cost < full) own.set(endpoint, left + cost)
  else own.delete(endpoint)
}
