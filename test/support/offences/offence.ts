/** What a check must catch: a file planted in a sandbox, and the line and the words it is caught with. */
export type Offence = readonly [rule: string, path: string, text: string, caught: string];
