/** A program that prints the major of the Effect on which it runs. */
import * as Config from "effect/Config"

process.stdout.write(`${"String" in Config ? 4 : 3}\n`)
