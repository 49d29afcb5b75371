/** As in the contract, which is not shipped to the browser; a test compares them. */
export const textMostChars = 5_000;
export const photoMostBytes = 20 * 1024 * 1024;
