import { z } from 'zod';

/** Quick replies and buttons. LINE counts labels and shown texts in grapheme clusters, data and addresses in UTF-16 units. */
export const actionSchema = z.lazy(() =>
  z.discriminatedUnion(
    'type',
    [
      z.object({ type: z.literal('message'), label: label(), text: graphemes(300) }),
      z.object({
        type: z.literal('postback'),
        label: label(),
        data: filled(300),
        displayText: graphemes(300).optional(),
      }),
      z.object({ type: z.literal('uri'), label: label(), uri: filled(1000) }),
      z.object({ type: z.literal('camera'), label: label() }),
      z.object({ type: z.literal('cameraRoll'), label: label() }),
      z.object({ type: z.literal('location'), label: label() }),
      z.looseObject({ type: z.literal('datetimepicker'), label: label(), data: filled(300) }),
      z.looseObject({ type: z.literal('clipboard'), label: label(), clipboardText: filled(1000) }),
      z.looseObject({ type: z.literal('richmenuswitch'), label: label() }),
    ],
    'Must be one of the following values: [message, postback, uri, camera, cameraRoll, location, datetimepicker, clipboard, richmenuswitch]',
  ),
);

export type LineAction = z.infer<typeof actionSchema>;

export const filled = (max: number) => atMost(max).min(1, empty);

/** Counted here, because zod's own `max` counts code points, where 🍎 is one; LINE counts two. */
export const atMost = (max: number) =>
  z.string(empty).refine((text) => text.length <= max, `Length must be between 0 and ${max}`);

export const graphemes = (max: number) =>
  z
    .string(empty)
    .min(1, empty)
    .refine(
      (text) => [...segmenter.segment(text)].length <= max,
      `must not be longer than ${max} characters`,
    );

/** LINE takes https only; our own machine may be allowed, so that the city's pictures are seen without a certificate. */
export const webUrl = (mayUseLoopbackHttp: boolean) =>
  filled(2000).refine(
    (text) => text.startsWith('https://') || (mayUseLoopbackHttp && loopback.test(text)),
    'Must be a valid HTTPS URL',
  );

const empty = 'May not be empty';
const loopback = /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?\//;
const segmenter = new Intl.Segmenter('ja', { granularity: 'grapheme' });
const label = () => graphemes(20);
