/** The major of Effect on which the tests run. */
export const major: 3 | 4 = 4
