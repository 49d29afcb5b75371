import { useLocation, useNavigate, useParams, useSearchParams } from 'react-router';
import type { MatterRow, MatterView } from '#src/http/contract/matters';
import { stateNames, viewNames } from './words.ts';

export interface Filters {
  readonly state?: MatterRow['state'];
  readonly department?: string;
  readonly order: 'waiting' | 'newest';
  /** Only matters in which something did not arrive. */
  readonly sending?: 'failed';
}

/** What the address bar names: the view, its filters, and the opened matter. */
export interface Place {
  readonly view: MatterView;
  readonly filters: Filters;
  readonly matterId: string | null;
  readonly addressOf: (matterId: string | null, view?: MatterView) => string;
  readonly open: (matterId: string | null, how?: { readonly replace: boolean }) => void;
  readonly filter: (name: 'state' | 'department' | 'order' | 'sending', value: string) => void;
}

export const usePlace = (): Place => {
  const { view: named = '', matterId = null } = useParams();
  const [search, setSearch] = useSearchParams();
  const { search: question } = useLocation();
  const navigate = useNavigate();
  const view = isView(named) ? named : 'department';
  const addressOf: Place['addressOf'] = (id, of = view) =>
    `/inbox/${of}${id === null ? '' : `/${id}`}${question}`;
  return {
    view,
    filters: readFilters(search),
    matterId,
    addressOf,
    open: (id, how) => void navigate(addressOf(id), how),
    filter: (name, value) =>
      setSearch((before) => {
        const next = new URLSearchParams(before);
        if (value === '') next.delete(name);
        else next.set(name, value);
        return next;
      }),
  };
};

const readFilters = (search: URLSearchParams): Filters => {
  const state = search.get('state') ?? '';
  const department = search.get('department');
  return {
    ...(isState(state) ? { state } : {}),
    ...(department === null ? {} : { department }),
    ...(search.get('sending') === 'failed' ? { sending: 'failed' } : {}),
    order: search.get('order') === 'newest' ? 'newest' : 'waiting',
  };
};

/** In the order of the tabs. */
export const views = [
  'mine',
  'department',
  'unassigned',
  'sorting',
  'all',
] as const satisfies readonly MatterView[];

const isView = (text: string): text is MatterView => Object.hasOwn(viewNames, text);
const isState = (text: string): text is MatterRow['state'] => Object.hasOwn(stateNames, text);
