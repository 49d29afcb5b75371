/** A button under the last message. Tapping it shows `label` as the resident's words and sends us `data`. */
export interface QuickReply {
  readonly label: string;
  readonly data: string;
}
