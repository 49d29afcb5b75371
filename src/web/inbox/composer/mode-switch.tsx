import type { Mode } from './drafts.ts';

interface ModeSwitchProps {
  readonly mode: Mode;
  readonly onMode: (mode: Mode) => void;
}

export const ModeSwitch = ({ mode, onMode }: ModeSwitchProps) => (
  <div role="group" aria-label="書き方" className="flex shrink-0 gap-1">
    <ModeButton isOn={mode === 'reply'} name="返信" keyName="r" onClick={() => onMode('reply')} />
    <ModeButton isOn={mode === 'note'} name="メモ" keyName="n" onClick={() => onMode('note')} />
  </div>
);

interface ModeButtonProps {
  readonly isOn: boolean;
  readonly name: string;
  readonly keyName: string;
  readonly onClick: () => void;
}

const ModeButton = ({ isOn, name, keyName, onClick }: ModeButtonProps) => (
  <button
    type="button"
    aria-pressed={isOn}
    onClick={onClick}
    title={`${name}を書く（${keyName}）`}
    className="min-h-11 rounded-8 px-3.5 text-oln-14N-100 whitespace-nowrap text-ink-soft hover:bg-opacity-gray-50 aria-pressed:bg-opacity-gray-100 aria-pressed:font-700 aria-pressed:text-ink tablet:min-h-8"
  >
    {name}
  </button>
);
