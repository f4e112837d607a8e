/** What a tab or a process does in the suite `sharing`, and how its parent reaches it. */

/** A session that is shared with others. */
export interface Client {
  /** Signs in by a password, after signing out if need be. */
  readonly signIn: () => Promise<void>
  /** Asks for an access token as an application does. Returns the name of the error if there is one. */
  readonly ask: () => Promise<string | undefined>
  /** Whether the user is signed in, without asking Cognito. */
  readonly isSignedIn: () => Promise<boolean>
}

/** What a parent can ask for. All clients begin at the same time, in milliseconds since 1970. */
export interface Order {
  readonly name: keyof Client
  readonly at: number
}

export type Obey = (order: Order) => Promise<string | boolean | undefined | void>

export const userPoolId = "eu-west-1_AbC123"
export const clientId = "1example23456789"
export const username = "ada"
export const password = "Analytical-Engine-1843"

const obey = (client: Client): Obey => async ({ at, name }) => {
  await new Promise((resolve) => {
    setTimeout(resolve, at - Date.now())
  })
  return client[name]()
}

/** Lets the browser of the parent give orders. */
export const serveTab = (client: Client): void => {
  Object.assign(globalThis, { obey: obey(client) })
}

/** Lets the parent of this process give orders. */
export const serveProcess = (client: Client): void => {
  process.on("message", (order: Order) => {
    // `undefined` is not sent as it is.
    void obey(client)(order).then((value) => process.send?.({ value }))
  })
}
