/** The page: its state, how the state is shown, and what changes it. */
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import * as CognitoAppClient from "effect-cognito/CognitoAppClient"
import * as CognitoConfig from "effect-cognito/CognitoConfig"
import * as CognitoPasskey from "effect-cognito/CognitoPasskey"
import * as CognitoSession from "effect-cognito/CognitoSession"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Layer from "effect/Layer"
import * as ManagedRuntime from "effect/ManagedRuntime"
import * as Redacted from "effect/Redacted"
import * as Stream from "effect/Stream"
import {
  addPasskey,
  answerCode,
  explainEnd,
  type Next,
  readUser,
  type Requirements,
  sendCode,
  SessionLive,
  signIn,
  signInWithPasskey,
  signOut,
  type Trouble,
  type User,
  userOf,
  verify
} from "./flow.js"

/** The bundler defines this. For AWS, a `region` takes the place of the `endpoint`. */
declare const COGNITO: { readonly clientId: string; readonly endpoint: string; readonly userPoolId: string }

const steps = ["load", "signIn", "factor", "ask", "enter", "done"] as const
const fields = ["email", "password", "digits", "code"] as const

interface State {
  readonly step: (typeof steps)[number]
  /** Who is signed in. The tokens are in the session, and are neither here nor in the page. */
  readonly user?: User | undefined
  /** What was asked for after the password. */
  readonly pending?: Exclude<Next, { readonly _tag: "SignedIn" }> | undefined
  /** Where the code was sent. */
  readonly destination?: string
  /** What is being done, or its outcome. */
  readonly status: string
  readonly tone: "pending" | "good" | "bad"
  /** The field that the user must correct. */
  readonly wrong?: { readonly field: (typeof fields)[number]; readonly message: string } | undefined
}

// -----------------------------------------------------------------------------
// how it is shown
// -----------------------------------------------------------------------------

const find = <E extends Element = HTMLElement>(selector: string): E => {
  const element = document.querySelector<E>(selector)
  if (element === null) throw new Error(`index.html has no ${selector}`)
  return element
}

const input = (field: (typeof fields)[number]) => find<HTMLInputElement>(`#${field}`)

const show = ({ destination = "", pending, status, step, tone, user, wrong }: State): void => {
  for (const name of steps) find(`#${name}`).hidden = name !== step
  find("#account").hidden = user === undefined
  document.title = `${find(`#${step} h1`).textContent} · Your e-mail address`

  // The second factor is a part of the sign-in.
  const stations = ["signIn", "ask", "enter", "done"]
  const station = stations.indexOf(step === "factor" ? "signIn" : step)
  for (const [index, item] of document.querySelectorAll(".steps li").entries()) {
    item.classList.toggle("past", index < station)
    item.ariaCurrent = index === station ? "step" : "false"
  }
  for (const address of document.querySelectorAll(".address")) address.textContent = user?.email ?? ""
  find(".destination").textContent = destination
  find("#factor-hint").textContent = pending === undefined || pending._tag === "AuthenticatorCodeRequired"
    ? "Your authenticator app shows it."
    : `It is in the message to ${pending.destination ?? "you"}.`

  const line = find("#status")
  line.textContent = status
  line.className = tone

  for (const field of fields) {
    const message = wrong?.field === field ? wrong.message : ""
    find(`#${field}-error`).textContent = message
    input(field).ariaInvalid = String(message !== "")
  }
  // A button that is `disabled` would lose the focus.
  for (const button of document.querySelectorAll("button")) {
    button.ariaDisabled = String(tone === "pending")
    button.ariaBusy = "false"
  }
}

/** Moves the focus to the field that the user types in next, or to the heading of the new step. */
const moveFocus = ({ step, wrong }: State): void => {
  if (wrong !== undefined) return input(wrong.field).select()
  const empty = [input("email"), input("password")].find(({ value }) => value === "")
  const next = step === "signIn"
    ? empty
    : step === "enter"
    ? input("code")
    : step === "factor"
    ? input("digits")
    : undefined
  ;(next ?? find(`#${step} h1`)).focus()
}

// -----------------------------------------------------------------------------
// what changes it
// -----------------------------------------------------------------------------

let state: State = { step: "load", status: "", tone: "good" }

/** The id of the user who is signed in. */
let sub: string | undefined

const change = (changes: Partial<State>): void => {
  const { step } = state
  state = { ...state, wrong: undefined, ...changes }
  show(state)
  // Where a page has just been opened, the user decides where to begin.
  if ((state.step !== step && step !== "load") || state.wrong !== undefined) moveFocus(state)
}

const runtime = ManagedRuntime.make(SessionLive.pipe(
  Layer.provideMerge(CognitoAppClient.layer(COGNITO)),
  Layer.provideMerge(CognitoConfig.layer({ endpoint: COGNITO.endpoint, timeout: "10 seconds" })),
  Layer.provideMerge(FetchHttpClient.layer)
))

/** Runs an effect, and shows that it is running. */
const perform = async <A>(
  status: string,
  effect: Effect.Effect<A, Trouble, Requirements>,
  done: (value: A) => void,
  button?: HTMLButtonElement
): Promise<void> => {
  change({ status, tone: "pending" })
  if (button !== undefined) button.ariaBusy = "true"
  const before = sub
  const result = await runtime.runPromise(Effect.either(effect))
  // Meanwhile the user may have signed out in another tab.
  const isOver = before !== undefined && before !== sub
  if (Either.isRight(result)) {
    if (!isOver) done(result.right)
  } else if (!isOver || result.left.about === "session") fail(result.left)
}

/** Runs an effect for a button. */
const run = async <A>(
  button: HTMLButtonElement,
  status: string,
  effect: Effect.Effect<A, Trouble, Requirements>,
  done: (value: A) => void
): Promise<void> =>
  navigator.onLine
    ? perform(status, effect, done, button)
    // A browser does not tell whether a request was sent before the connection failed. It does tell that it is offline.
    : change({ status: "You are offline, so nothing was sent. Try again when you are back.", tone: "bad" })

const fail = ({ about, message }: Trouble): void => {
  switch (about) {
    case "page":
      return change({ step: reached(), status: message, tone: "bad" })
    case "session":
      return change({ step: "signIn", user: undefined, pending: undefined, status: message, tone: "bad" })
    default:
      return change({ status: "", tone: "bad", wrong: { field: about, message } })
  }
}

const onSubmit = (form: State["step"], submit: (button: HTMLButtonElement) => void): void =>
  find(`#${form}`).addEventListener("submit", (event) => {
    event.preventDefault()
    if (state.tone !== "pending") submit(find<HTMLButtonElement>(`#${form} button`))
  })

const onClick = (selector: string, click: (button: HTMLButtonElement) => void): void => {
  const button = find<HTMLButtonElement>(selector)
  button.addEventListener("click", () => {
    if (state.tone !== "pending") click(button)
  })
}

const missing = (field: (typeof fields)[number], message: string) =>
  change({ status: "", tone: "bad", wrong: { field, message } })

onSubmit("signIn", (button) => {
  const email = input("email").value.trim()
  const password = input("password").value
  if (email === "") return missing("email", "Type your e-mail address.")
  if (password === "") return missing("password", "Type your password.")
  void run(button, "Signing in…", signIn(email, Redacted.make(password)), go)
})

onClick("#passkey", (button) => {
  const email = input("email").value.trim()
  if (email === "") return missing("email", "Type your e-mail address.")
  void run(button, "Waiting for your passkey…", signInWithPasskey(email), go)
})

onSubmit("factor", (button) => {
  const { pending } = state
  const code = input("digits").value
  if (code.trim() === "") return missing("digits", "Type the code.")
  if (pending === undefined) return
  void run(button, "Checking the code…", answerCode(pending, Redacted.make(code)), go)
})

/** Shows what comes next in a sign-in. At its end, the session says that the user is signed in. */
const go = (next: Next): void => {
  input("password").value = ""
  input("digits").value = ""
  if (next._tag !== "SignedIn") change({ step: "factor", pending: next, status: "", tone: "good" })
}

onClick("#sign-out", (button) => {
  // This works without a network, too.
  void perform("Signing out…", signOut, () => {}, button)
})

onClick("#add-passkey", (button) => {
  void run(
    button,
    "Waiting for your browser…",
    addPasskey,
    () => change({ status: "You can sign in with a passkey from now on.", tone: "good" })
  )
})

/** Sends a code. There is always a user here, because its buttons appear only after the sign-in. */
const send = (button: HTMLButtonElement, { user } = state) =>
  user && run(button, "Sending a code…", sendCode(user), (destination) => {
    input("code").value = ""
    change({ step: "enter", destination, status: "A code is on its way.", tone: "good" })
    moveFocus(state)
  })

onSubmit("ask", send)
onClick("#again", send)
onClick("#have", () => change({ step: "enter", destination: state.user?.email ?? "", status: "", tone: "good" }))

onSubmit("enter", (button) => {
  // Some mail programs show a code as "123 456".
  const code = input("code").value.replaceAll(/\s/g, "")
  if (code === "") return missing("code", "Type the code.")
  void run(button, "Checking the code…", verify(Redacted.make(code)), () => {
    input("code").value = ""
    change({ step: "done", status: "", tone: "good" })
  })
})

for (const id of ["#passkey", "#add-passkey"]) find(id).hidden = !CognitoPasskey.isSupported()

addEventListener("offline", () => {
  if (state.tone !== "pending") change({ status: "You are offline.", tone: "bad" })
})
addEventListener("online", () => {
  if (state.tone !== "pending") change({ status: "You are back online.", tone: "good" })
})

// -----------------------------------------------------------------------------
// the session
// -----------------------------------------------------------------------------

/** The first step for a user who is signed in. */
const home = ({ verified }: User) => verified ? "done" : "ask"

/** Where the page is, also if it could not learn more of the user than the tokens say. */
const reached = ({ step, user } = state): State["step"] =>
  user !== undefined && (step === "load" || step === "signIn" || step === "factor") ? home(user) : step

/**
 * Follows the session: when the page is opened, and whenever a user signs in or out, here or in another tab. A refresh of
 * the tokens changes nothing for the page.
 */
const follow = (session: CognitoSession.State): void => {
  if (session._tag === "SignedOut") {
    sub = undefined
    // The page may say already why.
    if (state.step === "signIn" && state.user === undefined) return
    return change({
      step: "signIn",
      user: undefined,
      pending: undefined,
      status: explainEnd(session.reason),
      tone: session.reason === "SignedOut" ? "good" : "bad"
    })
  }
  if (session.claims.sub === sub) return
  sub = session.claims.sub
  const user = userOf(session)
  const status = state.step === "load" ? "" : "You are signed in."
  change({ user, pending: undefined })
  void perform("Loading…", readUser, (user) => change({ step: home(user), user, status, tone: "good" }))
}

runtime.runFork(
  Effect.flatMap(
    CognitoSession.CognitoSession,
    ({ changes }) => Stream.runForEach(changes, (session) => Effect.sync(() => follow(session)))
  )
)
