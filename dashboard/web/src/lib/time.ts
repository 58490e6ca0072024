/** Times for people. Moments come as RFC 3339 text in UTC. */
import { readonly, ref } from 'vue';

const MINUTE = 60_000;
const DAY_AND_MINUTE = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const;

export type Translate = (key: string, values?: Record<string, unknown>) => string;

/** A span in words, such as `2 小时 5 分`. */
export function span(milliseconds: number, t: Translate): string {
  const minutes = Math.floor(Math.max(0, milliseconds) / MINUTE);
  if (minutes < 1) return t('time.now');
  if (minutes < 60) return t('time.minutes', { n: minutes });
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return t('time.hours', { h: hours, m: minutes % 60 });
  return t('time.days', { d: Math.floor(hours / 24), h: hours % 24 });
}

/** How long ago, such as `12 分钟前`. */
export function ago(moment: string, now: number, t: Translate): string {
  const passed = now - Date.parse(moment);
  return passed < MINUTE ? t('time.now') : t('time.ago', { t: span(passed, t) });
}

let zone: string | undefined;

/** The village's time zone, once known; else that of the device. */
export function setTimeZone(name: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    zone = name;
  } catch {
    zone = undefined;
  }
}

function format(moment: string | number, options: Intl.DateTimeFormatOptions, language = 'zh-CN'): string {
  const all = { hourCycle: 'h23', ...options, ...(zone ? { timeZone: zone } : {}) } as const;
  return new Intl.DateTimeFormat(language, all).format(new Date(moment));
}

export function clock(moment: string | number): string {
  return format(moment, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
}

export function shortTime(moment: string | number): string {
  return format(moment, { hour: '2-digit', minute: '2-digit' });
}

export function dateLine(moment: number, language: string): string {
  return format(moment, { year: 'numeric', month: 'long', day: 'numeric', weekday: 'long' }, language);
}

export function dateTime(moment: string, language: string): string {
  return format(
    moment,
    { month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' },
    language,
  );
}

/** Day and time to the minute, with the year, for what may lie long ago. */
export function dayTime(moment: string | number, language: string): string {
  return format(moment, { ...DAY_AND_MINUTE }, language === 'en' ? 'sv-SE' : language);
}

/** A stretch to the second, such as `2026/03/01 08:00:05 – 08:01:00`; the second day only where it is another. */
export function rangeText(from: string | number, to: string | number, language: string): string {
  const whole = (moment: string | number) =>
    format(moment, { ...DAY_AND_MINUTE, second: '2-digit' }, language === 'en' ? 'sv-SE' : language);
  const sameDay = dayOf(new Date(from).getTime()) === dayOf(new Date(to).getTime());
  return `${whole(from)} – ${sameDay ? clock(to) : whole(to)}`;
}

/** A stretch of time, such as `1:05` or `2:00:10`. */
export function lengthText(seconds: number): string {
  const whole = Math.round(seconds);
  const two = (n: number) => String(n).padStart(2, '0');
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return h ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** The day of a moment in the village, such as `2026-03-01`. */
export function dayOf(moment: number): string {
  return format(moment, { year: 'numeric', month: '2-digit', day: '2-digit' }, 'sv-SE');
}

/** When a day begins in the village, ms. */
export function startOfDay(day: string): number {
  const utc = Date.parse(`${day}T00:00:00Z`);
  // Twice: the offset may change between UTC's midnight and the village's.
  const once = utc - offsetAt(utc);
  return utc - offsetAt(once);
}

/** A moment as an input of day and time has it, in the village, such as `2026-03-01T08:05`. */
export function inputTime(moment: number): string {
  return format(moment, { ...DAY_AND_MINUTE }, 'sv-SE').replace(' ', 'T');
}

/** The moment that such an input means, ms; NaN where it is empty. */
export function momentOf(input: string): number {
  const utc = Date.parse(`${input}Z`);
  if (Number.isNaN(utc)) return Number.NaN;
  const once = utc - offsetAt(utc);
  return utc - offsetAt(once);
}

function offsetAt(moment: number): number {
  const text = format(
    moment,
    { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' },
    'sv-SE',
  );
  return Date.parse(`${text.replace(' ', 'T')}Z`) - Math.floor(moment / 1000) * 1000;
}

const tick = ref(Date.now());
let timer: ReturnType<typeof setInterval> | undefined;

/** The present moment in milliseconds, moving on every second; one timer for all. */
export function useNow() {
  timer ??= setInterval(() => (tick.value = Date.now()), 1000);
  return readonly(tick);
}
