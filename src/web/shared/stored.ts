import { useState } from 'react';

/** A choice of this clerk in this browser, such as a folded panel. */
export const useStoredChoice = (
  name: string,
  byDefault: boolean,
): readonly [boolean, (isOn: boolean) => void] => {
  const key = `kodama.choice.${name}`;
  const [isOn, setOn] = useState(() => {
    const kept = localStorage.getItem(key);
    return kept === null ? byDefault : kept === 'yes';
  });
  const choose = (next: boolean) => {
    localStorage.setItem(key, next ? 'yes' : 'no');
    setOn(next);
  };
  return [isOn, choose];
};
