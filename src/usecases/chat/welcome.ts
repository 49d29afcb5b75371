import { isOpen, nextOpening } from '#src/domain/opening-hours';
import { sayDateTime } from '#src/text/japanese-date';
import { fillTemplate } from '#src/text/template';
import type { Context } from '#src/usecases/context';

export interface Welcome {
  readonly cityName: string;
  readonly greeting: string;
  readonly hours: string;
  /** Null while the office is open. */
  readonly opensAt: Date | null;
  readonly privacy: readonly string[];
  readonly rememberedDays: number;
}

/** What a resident reads before the first word. */
export const welcome = ({ city, clock }: Pick<Context, 'city' | 'clock'>): Welcome => {
  const { name, chat, hours } = city;
  const now = clock.now();
  const opensAt = isOpen(now, hours) ? null : nextOpening(now, hours);
  const marks = { city: name, days: String(chat.rememberedDays) };
  return {
    cityName: name,
    greeting: fillTemplate(chat.greeting, marks),
    hours: opensAt === null ? chat.whenOpen : fillTemplate(chat.whenClosed, { opens: sayDateTime(opensAt) }),
    opensAt,
    privacy: chat.privacy.map((sentence) => fillTemplate(sentence, marks)),
    rememberedDays: chat.rememberedDays,
  };
};
