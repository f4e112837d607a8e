/** The body of a response in which Cognito reports an exception. */
export const exception = (name: string, message = "As scripted."): string => JSON.stringify({ __type: name, message })
