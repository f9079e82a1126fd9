// One key does one thing, except while somebody writes.
import { useEffect, useRef } from './preact.js';

const writes = element =>
  element.closest('input, textarea, select, [contenteditable]') !== null;

export function useKeys(keys) {
  const now = useRef(keys);
  now.current = keys;
  useEffect(() => {
    const press = event => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === 'Escape' && writes(event.target)) {
        event.target.blur();
        return;
      }
      const action = now.current[event.key];
      if (!action || writes(event.target)) return;
      event.preventDefault();
      action();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
}
