import { make } from "./amplify.js"
import { serveTab } from "./client.js"

serveTab(make(location.origin, async () => Object.keys(localStorage)))
