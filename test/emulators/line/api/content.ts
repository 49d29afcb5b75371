import { answer, refuse, type Answer, type Call } from './answer.ts';

export const content = (call: Call): Answer => {
  const stored = stateOf(call);
  switch (stored.kind) {
    case 'unknown':
      return refuse(404, 'not found');
    case 'gone':
      return refuse(410, 'The content is gone');
    case 'kept':
      return stored.readyAt > call.world.now()
        ? stillTranscoding(call)
        : { status: 200, headers: {}, body: { ...stored, kind: 'bytes' } };
  }
};

export const transcoding = (call: Call): Answer => {
  const stored = stateOf(call);
  switch (stored.kind) {
    case 'unknown':
      return refuse(404, 'not found');
    case 'gone':
      return refuse(410, 'The content is gone');
    case 'kept':
      return stored.readyAt > call.world.now()
        ? stillTranscoding(call)
        : answer(200, { status: 'succeeded' });
  }
};

/** What both say while LINE still prepares a video; the content's answer has no body. */
export const stillTranscoding = (call: Call): Answer =>
  call.endpoint === 'transcoding'
    ? answer(200, { status: 'processing' })
    : { status: 202, headers: {}, body: { kind: 'empty' } };

const stateOf = ({ world, params }: Call) =>
  world.contents.get(params['messageId'] ?? '') ?? { kind: 'unknown' as const };
