/** What Node needs to run a program of this repository from its TypeScript, on the major that is tested. */
export const nodeArguments = (program: string): ReadonlyArray<string> => ["--import", "tsx", program]

/** With what a program ends that was interrupted by Ctrl-C: Effect 3 takes that for a success. */
export const interruptedCode = 0
