/** What is measured on Effect 4 is laid out in a folder of its own, beside the packages for Effect 4. */
import { fileURLToPath } from "node:url"

/** A path in that folder. */
export const onEffect4 = (path: string): string =>
  fileURLToPath(new URL(`../../../../effect4/bench/${path}`, import.meta.url))
