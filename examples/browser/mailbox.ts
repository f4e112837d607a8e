/** Shows the mailbox of the emulator. A page that uses AWS has nothing like it. */
import type { Message } from "../support/emulator.js"

const list = document.querySelector("#mail")
const none = document.querySelector<HTMLElement>("#no-mail")

// Each event has all messages, the latest one last.
new EventSource("/mail").addEventListener("message", ({ data }) => {
  const messages: ReadonlyArray<Message> = JSON.parse(data)
  list?.replaceChildren(
    ...messages.toReversed().map(({ text, to }) => {
      const item = document.createElement("li")
      const heading = document.createElement("p")
      const body = document.createElement("p")
      heading.textContent = `To ${to}`
      body.textContent = text
      item.append(heading, body)
      return item
    })
  )
  if (none !== null) none.hidden = messages.length > 0
})
