import type { ApiFault, Endpoint, PlannedFault } from './contract.ts';

/** What goes wrong next, as a test or an engineer ordered it. */
export interface Faults {
  /** The next call (or `times` calls, or every call until cleared) of the endpoint meets this fault. */
  plan(fault: ApiFault, where?: { endpoint?: Endpoint | 'any'; times?: number | 'until-cleared' }): void;
  take(endpoint: Endpoint): ApiFault | null;
  planned(): readonly PlannedFault[];
  clear(kind?: ApiFault['kind']): void;
}

export const createFaults = (changed: () => void): Faults => {
  let plans: PlannedFault[] = [];
  return {
    plan: (fault, { endpoint = 'any', times = 1 } = {}) => {
      plans.push({ fault, endpoint, times });
      changed();
    },
    take: (endpoint) => {
      const found = plans.find((plan) => concerns(plan, endpoint));
      if (!found) return null;
      plans = plans.flatMap((plan) => (plan === found ? once(plan) : [plan]));
      return found.fault;
    },
    planned: () => plans,
    clear: (kind) => {
      plans = kind === undefined ? [] : plans.filter((plan) => plan.fault.kind !== kind);
      changed();
    },
  };
};

const concerns = (plan: PlannedFault, endpoint: Endpoint): boolean => {
  if (plan.fault.kind === 'still-transcoding') return endpoint === 'content' || endpoint === 'transcoding';
  return plan.endpoint === 'any' || plan.endpoint === endpoint;
};

const once = (plan: PlannedFault): PlannedFault[] => {
  if (plan.times === 'until-cleared') return [plan];
  return plan.times > 1 ? [{ ...plan, times: plan.times - 1 }] : [];
};
