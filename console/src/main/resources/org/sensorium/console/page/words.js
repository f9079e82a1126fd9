// What the page says, in the reader's language: one dictionary a language, fetched when it is needed.
const KNOWN = ['en', 'zh'];
const KEPT = 'sensorium.language';
let words = {};
let language = 'en';
const listeners = new Set();

function preferred() {
  const kept = localStorage.getItem(KEPT);
  if (KNOWN.includes(kept)) return kept;
  const browsers = navigator.languages ?? [navigator.language];
  return browsers.map(tag => tag.slice(0, 2)).find(tag => KNOWN.includes(tag)) ?? 'en';
}

export async function speak(wanted = preferred()) {
  const answer = await fetch(`/page/${wanted}.json`);
  words = await answer.json();
  language = wanted;
  document.documentElement.lang = wanted === 'zh' ? 'zh-Hans' : 'en';
  listeners.forEach(listener => listener());
}

export async function choose(wanted) {
  localStorage.setItem(KEPT, wanted);
  await speak(wanted);
}

export const spoken = () => language;
export const onSpeak = listener => { listeners.add(listener); };

/** The words of that key; {name} is replaced by the value of that name. */
export function t(key, values = {}) {
  const text = words[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** The words of that key for so many; there are others for one. */
export const counted = (key, n) => t(n === 1 ? `${key}.one` : key, { n: whole(n) });

/** The text of a message that is there in both languages. */
export const told = message => message?.[language] ?? message?.en ?? '';

const locale = () => (language === 'zh' ? 'zh-CN' : 'en-GB');
const formats = new Map();
/** Formats are dear to make and are asked for thousands of times. */
function format(Kind, options) {
  const key = `${locale()} ${Kind.name} ${JSON.stringify(options)}`;
  if (!formats.has(key)) formats.set(key, new Kind(locale(), options));
  return formats.get(key);
}

export const number = value => (value === null || value === undefined ? '–'
  : format(Intl.NumberFormat, { maximumSignificantDigits: 3 }).format(value));
export const whole = value => format(Intl.NumberFormat, { maximumFractionDigits: 0 }).format(value);

const DAY_MS = 86_400_000;
/** A time as short as it can be without being mistaken: today's without the date. */
export function moment(iso) {
  if (!iso) return '–';
  const date = new Date(iso);
  const today = Math.abs(Date.now() - date) < DAY_MS && date.getDate() === new Date().getDate();
  const clock = { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false };
  const day = today ? {} : { year: 'numeric', month: 'short', day: 'numeric' };
  return format(Intl.DateTimeFormat, { ...day, ...clock }).format(date);
}

/** How long ago, in one unit. */
export function ago(iso) {
  const seconds = Math.max(0, (Date.now() - new Date(iso)) / 1000);
  const [unit, size] = [['day', 86400], ['hour', 3600], ['minute', 60], ['second', 1]].find(
    ([, s]) => seconds >= s) ?? ['second', 1];
  return format(Intl.RelativeTimeFormat, { numeric: 'always', style: 'narrow' })
    .format(-Math.floor(seconds / size), unit);
}
