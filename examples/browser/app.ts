/** The page: its state, how the state is shown, and what changes it. */
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import type * as HttpClient from "@effect/platform/HttpClient"
import * as CognitoAppClient from "effect-cognito/CognitoAppClient"
import * as CognitoConfig from "effect-cognito/CognitoConfig"
import * as CognitoPasskey from "effect-cognito/CognitoPasskey"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import {
  addPasskey,
  answerCode,
  type Next,
  sendCode,
  type Session,
  signIn,
  signInWithPasskey,
  type Trouble,
  verify
} from "./flow.js"

/** The bundler defines this. For AWS, a `region` takes the place of the `endpoint`. */
declare const COGNITO: { readonly clientId: string; readonly endpoint: string; readonly userPoolId: string }

const steps = ["signIn", "factor", "ask", "enter", "done"] as const
const fields = ["email", "password", "digits", "code"] as const

interface State {
  readonly step: (typeof steps)[number]
  /** The session has the token, which is kept only here: a reload forgets it. */
  readonly session?: Session | undefined
  /** What was asked for after the password. */
  readonly pending?: Exclude<Next, { readonly _tag: "Session" }> | undefined
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

const show = ({ destination = "", pending, session, status, step, tone, wrong }: State): void => {
  for (const name of steps) find(`#${name}`).hidden = name !== step
  document.title = `${find(`#${step} h1`).textContent} · Your e-mail address`

  // The second factor is a part of the sign-in.
  const stations = ["signIn", "ask", "enter", "done"]
  const station = stations.indexOf(step === "factor" ? "signIn" : step)
  for (const [index, item] of document.querySelectorAll(".steps li").entries()) {
    item.classList.toggle("past", index < station)
    item.ariaCurrent = index === station ? "step" : "false"
  }
  for (const address of document.querySelectorAll(".address")) address.textContent = session?.email ?? ""
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

let state: State = { step: "signIn", status: "", tone: "good" }

const change = (changes: Partial<State>): void => {
  const { step } = state
  state = { ...state, wrong: undefined, ...changes }
  show(state)
  if (state.step !== step || state.wrong !== undefined) moveFocus(state)
}

const environment = Layer.mergeAll(
  FetchHttpClient.layer,
  CognitoConfig.layer({ endpoint: COGNITO.endpoint, timeout: "10 seconds" }),
  CognitoAppClient.layer(COGNITO)
)

/** Runs an effect for a button, and shows that it is running. */
const run = async <A>(
  button: HTMLButtonElement,
  status: string,
  effect: Effect.Effect<A, Trouble, HttpClient.HttpClient | CognitoAppClient.CognitoAppClient>,
  done: (value: A) => void
): Promise<void> => {
  // A browser does not tell whether a request was sent before the connection failed. It does tell that it is offline.
  if (!navigator.onLine) {
    return change({ status: "You are offline, so nothing was sent. Try again when you are back.", tone: "bad" })
  }
  change({ status, tone: "pending" })
  button.ariaBusy = "true"
  const result = await effect.pipe(Effect.provide(environment), Effect.either, Effect.runPromise)
  if (Either.isRight(result)) done(result.right)
  else fail(result.left)
}

const fail = ({ about, message }: Trouble): void => {
  switch (about) {
    case "page":
      return change({ status: message, tone: "bad" })
    case "session":
      return change({ step: "signIn", session: undefined, status: message, tone: "bad" })
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

/** Shows what comes next in a sign-in. */
const go = (next: Next): void => {
  input("password").value = ""
  input("digits").value = ""
  if (next._tag !== "Session") return change({ step: "factor", pending: next, status: "", tone: "good" })
  const { session } = next
  change({
    step: session.verified ? "done" : "ask",
    session,
    pending: undefined,
    status: "You are signed in.",
    tone: "good"
  })
}

onClick("#add-passkey", (button) => {
  const { session } = state
  if (session === undefined) return
  void run(
    button,
    "Waiting for your browser…",
    addPasskey(session),
    () => change({ status: "You can sign in with a passkey from now on.", tone: "good" })
  )
})

/** Sends a code. There is always a session here, because its buttons appear only after the sign-in. */
const send = (button: HTMLButtonElement, { session } = state) =>
  session && run(button, "Sending a code…", sendCode(session), (destination) => {
    input("code").value = ""
    change({ step: "enter", destination, status: "A code is on its way.", tone: "good" })
    moveFocus(state)
  })

onSubmit("ask", send)
onClick("#again", send)
onClick("#have", () => change({ step: "enter", destination: state.session?.email ?? "", status: "", tone: "good" }))

onSubmit("enter", (button) => {
  const { session } = state
  // Some mail programs show a code as "123 456".
  const code = input("code").value.replaceAll(/\s/g, "")
  if (code === "") return missing("code", "Type the code.")
  if (session === undefined) return
  void run(button, "Checking the code…", verify(session, Redacted.make(code)), () => {
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

show(state)
