import { z } from 'zod';
import { actionSchema, atMost, filled, graphemes, webUrl } from './validate-action.ts';

/** LINE's rules for message objects, in LINE's words. Lengths are UTF-16 units unless said otherwise. */
export const messagesSchema = (mayUseLoopbackHttp: boolean) => {
  const url = webUrl(mayUseLoopbackHttp);
  const action = actionSchema;
  const common = {
    quickReply: z
      .object({
        items: z
          .array(z.object({ type: z.literal('action'), action, imageUrl: url.optional() }))
          .max(13, 'Size must be between 0 and 13'),
      })
      .optional(),
    sender: z.object({ name: atMost(20).optional(), iconUrl: url.optional() }).optional(),
  };
  const quoted = { quoteToken: z.string().optional() };
  const media = { originalContentUrl: url, previewImageUrl: url };
  const message = z.discriminatedUnion(
    'type',
    [
      z.object({ type: z.literal('text'), text: filled(5000), ...quoted, ...common }),
      z.object({ type: z.literal('textV2'), text: filled(5000), ...quoted, ...common }),
      z.object({
        type: z.literal('sticker'),
        packageId: filled(20),
        stickerId: filled(20),
        ...quoted,
        ...common,
      }),
      z.object({ type: z.literal('image'), ...media, ...common }),
      z.object({ type: z.literal('video'), ...media, ...common }),
      z.object({ type: z.literal('audio'), originalContentUrl: url, duration: z.number(), ...common }),
      z.object({
        type: z.literal('location'),
        title: filled(100),
        address: filled(100),
        latitude: z.number('must be specified').min(-90).max(90),
        longitude: z.number('must be specified').min(-180).max(180),
        ...common,
      }),
      z.object({ type: z.literal('template'), altText: filled(1500), template: templateSchema(), ...common }),
      z.looseObject({ type: z.literal('flex'), altText: filled(1500), ...common }),
      z.looseObject({ type: z.literal('imagemap'), altText: filled(1500), ...common }),
      z.looseObject({ type: z.literal('coupon'), ...common }),
    ],
    { error: (issue) => (issue.code === 'invalid_union' ? unknownType : 'must be an object') },
  );
  return z.array(message, 'Size must be between 1 and 5').min(1, fiveAtMost).max(5, fiveAtMost);
};

export type LineMessage = z.infer<ReturnType<typeof messagesSchema>>[number];

/** `messages[0].quickReply.items[3].action.label`, as LINE writes it. */
export const propertyOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, part) =>
      typeof part === 'number' ? `${text}[${part}]` : text === '' ? String(part) : `${text}.${String(part)}`,
    '',
  );

const fiveAtMost = 'Size must be between 1 and 5';
const unknownType =
  'Must be one of the following values: [text, textV2, image, video, audio, location, sticker, template, imagemap, flex, coupon]';

const templateSchema = () => {
  const actions = (max: number) =>
    z
      .array(actionSchema)
      .min(1, `Size must be between 1 and ${max}`)
      .max(max, `Size must be between 1 and ${max}`);
  const column = z.looseObject({
    title: graphemes(40).optional(),
    text: graphemes(120),
    actions: actions(3),
  });
  return z.discriminatedUnion(
    'type',
    [
      z.looseObject({
        type: z.literal('buttons'),
        title: graphemes(40).optional(),
        text: graphemes(160),
        actions: actions(4),
      }),
      z.looseObject({ type: z.literal('confirm'), text: graphemes(240), actions: actions(2) }),
      z.looseObject({
        type: z.literal('carousel'),
        columns: z
          .array(column)
          .min(1, 'Size must be between 1 and 10')
          .max(10, 'Size must be between 1 and 10'),
      }),
      z.looseObject({ type: z.literal('image_carousel') }),
    ],
    'Must be one of the following values: [buttons, confirm, carousel, image_carousel]',
  );
};
