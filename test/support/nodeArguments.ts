/** What Node needs to run a program of this repository from its TypeScript, on the major that is tested. */
export const nodeArguments = (program: string): ReadonlyArray<string> => ["--import", "tsx", program]
