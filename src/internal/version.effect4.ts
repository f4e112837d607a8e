/** The version of this package, which a test compares with `package.json`. */
export const version = "4.0.0"
