import type { Group, PhoneState, Resident } from '#test/emulators/line/contract';
import { bring, relate, type Problem, type Speaker } from './hands.ts';
import { standingOf } from './residents.tsx';

interface Props {
  readonly resident: Resident;
  readonly group: Group | null;
  readonly state: PhoneState;
  readonly choose: (userId: string) => void;
  readonly chooseGroup: (groupId: string | null) => void;
  readonly run: (act: Promise<Problem>) => Promise<void>;
}

/** Whose telephone, which talk, and how the city stands in it. */
export const Head = (props: Props) => {
  const { resident, group, state, choose, chooseGroup } = props;
  const groups = state.groups.filter(({ members }) => members.includes(resident.userId));
  return (
    <div className="space-y-1 border-b border-solid-gray-300 px-3 py-2">
      <div className="flex items-center gap-3">
        <div className="min-w-0 flex-1">
          <h2 className="truncate text-dns-16B-130">{group?.name ?? '市役所（テスト）'}</h2>
          <p className="truncate text-dns-14N-130 text-solid-gray-700 max-lg:hidden">
            {standingOf(resident) ?? `${resident.name}さんとして`}
          </p>
        </div>
        {group ? <Bringing {...props} group={group} /> : <Relation {...props} />}
      </div>
      <div className="flex gap-2 text-dns-14N-130">
        <Picker
          label="住民"
          className="lg:hidden"
          value={resident.userId}
          choose={choose}
          options={state.residents.map(residentOption)}
        />
        {groups.length > 0 && (
          <Picker
            label="トーク"
            className=""
            value={group?.groupId ?? alone}
            choose={(chosen) => chooseGroup(chosen === alone ? null : chosen)}
            options={[[alone, '市役所と二人'], ...groups.map(groupOption)]}
          />
        )}
      </div>
    </div>
  );
};

type Option = readonly [value: string, label: string];

const alone = '';
const residentOption = ({ userId, name }: Resident): Option => [userId, name];
const groupOption = ({ groupId, name, members }: Group): Option => [
  groupId,
  `${name}（${members.length}人）`,
];

interface PickerProps {
  readonly label: string;
  readonly className: string;
  readonly value: string;
  readonly choose: (value: string) => void;
  readonly options: readonly Option[];
}

const Picker = ({ label, className, value, choose, options }: PickerProps) => (
  <label className={`flex min-w-0 flex-1 items-center gap-1 ${className}`}>
    <span className="shrink-0">{label}</span>
    <select
      value={value}
      onChange={(event) => choose(event.target.value)}
      className="min-h-11 min-w-0 flex-1 rounded-8 border border-solid-gray-536 bg-white px-2 text-dns-16N-130 lg:min-h-8"
    >
      {options.map(([one, words]) => (
        <option key={one} value={one}>
          {words}
        </option>
      ))}
    </select>
  </label>
);

const Bringing = ({ resident, group, run }: Props & { readonly group: Group }) => {
  const who: Speaker = { userId: resident.userId, groupId: group.groupId };
  return group.hasCity ? (
    <HeadButton label="市役所を外す" press={() => void run(bring(who, 'dismiss'))} />
  ) : (
    <HeadButton label="市役所を招待" press={() => void run(bring(who, 'invite'))} />
  );
};

const Relation = ({ resident, run }: Props) => {
  const { how, label } = relationButton[resident.relation];
  const who: Speaker = { userId: resident.userId, groupId: null };
  return <HeadButton label={label} press={() => void run(relate(who, how))} />;
};

const relationButton = {
  friend: { how: 'block', label: 'ブロック' },
  blocked: { how: 'unblock', label: 'ブロック解除' },
  stranger: { how: 'follow', label: '友だち追加' },
} as const satisfies Record<Resident['relation'], unknown>;

const HeadButton = ({ label, press }: { readonly label: string; readonly press: () => void }) => (
  <button
    type="button"
    onClick={press}
    className="min-h-11 shrink-0 rounded-8 border border-solid-gray-536 px-3 text-oln-14N-100 hover:bg-solid-gray-50 lg:min-h-8"
  >
    {label}
  </button>
);
