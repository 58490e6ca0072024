/** What is wrong and what to do, in the reader's words. Pure. */
import type { Case, CaseFault, Complaint, FaultKind, Finding } from '../api/types';
import { hindrances } from '../api/analysis';
import { faultReasons } from '../api/reasons';
import { complaints } from '../api/types';
import health from '../i18n/health.zh-CN';
import { span, type Translate } from '../lib/time';
import type { IconName } from '../ui/icons';

/** What the details of faults and findings are called; each may be missing. */
export const slots = [
  'luma', 'share', 'sharpness', 'shift', 'kilobits', 'usual', 'seconds', 'free', 'milliseconds', 'why', 'frames', 'wanted', 'spread',
  'megabits', 'quirks', 'way', 'time',
] as const;

const GIGABYTE = 1e9;
const SHORT_SECONDS = 120;

/** The values of a text's slots; a question mark where nothing was measured. */
export function valuesOf(details: Readonly<Record<string, string>>, t: Translate): Record<string, string> {
  const values: Record<string, string> = Object.fromEntries(slots.map((name) => [name, '?']));
  Object.assign(values, details);
  const seconds = Number(details.seconds ?? NaN);
  if (Number.isFinite(seconds)) {
    values.way = t(seconds < 0 ? 'faults.behind' : 'faults.ahead');
    values.time = lasting(Math.abs(seconds), t);
  }
  values.why = whySays(details.reason, details.detail ?? details.error, t) ?? '?';
  if (details.frames === '0') values.frames = '?';
  if (details.free) values.free = `${(Number(details.free) / GIGABYTE).toFixed(1)} GB`;
  if (details.quirks) values.quirks = quirksOf(details.quirks.split(/,\s*/), t).join(t('doctor.comma'));
  return values;
}

/** Why a part of the hub or a sensor fails, in the reader's words; in the hub's for a reason that is not known here. */
export function whySays(reason: string | null | undefined, detail: string | null | undefined, t: Translate): string | null {
  return faultReasons.some((one) => one === reason) ? t(`reason.${reason}`) : (detail ?? null);
}

/** A stretch of seconds: short ones in seconds, long ones in minutes to days. */
export function lasting(seconds: number, t: Translate): string {
  return seconds < SHORT_SECONDS ? t('faults.seconds', { n: Number(seconds.toFixed(1)) }) : span(seconds * 1000, t);
}

/** Oddities of a camera's server in words; those without words go by their name. */
export function quirksOf(names: readonly string[], t: Translate): string[] {
  return names.map((name) => (Object.hasOwn(health.quirk, name) ? t(`quirk.${name}`) : name));
}

export interface Words {
  title: string;
  what: string;
  advice: string;
}

export function faultWords(fault: CaseFault, t: Translate): Words {
  const values = valuesOf(fault.details, t);
  const title = t(`fault.${fault.kind}.title`);
  const advice = t(`fault.${fault.kind}.advice`, values);
  const hindrance = fault.kind === 'unjudged' ? hindrances.find((one) => one === fault.details.reason) : undefined;
  if (hindrance) values.why = t(`hindrance.${hindrance}.title`);
  if (fault.count > 1) {
    const many = fault.kind === 'unreadable-messages' ? 'faults.manySensors' : 'faults.many';
    return { title, what: t(many, { n: fault.count, fault: title }), advice: `${t(`${many}Advice`)} ${advice}` };
  }
  const known = reasonOf(fault);
  if (known) {
    return { title, what: t('faults.reason', { title: t(`complaint.${known}.title`, values) }), advice: t(`complaint.${known}.advice`, values) };
  }
  const cure = hindrance ? `${t(`hindrance.${hindrance}.advice`)} ` : '';
  return { title, what: t(`fault.${fault.kind}.what`, values), advice: cure + advice };
}

/** Why nothing comes, where the connection told. */
function reasonOf(fault: CaseFault): Complaint | null {
  const reason = fault.details.reason;
  return complaints.find((one) => one === reason && one !== 'failed') ?? null;
}

export function findingWords(finding: Pick<Finding, 'code' | 'details'>, t: Translate): { title: string; advice: string } {
  const values = valuesOf(finding.details, t);
  return { title: t(`complaint.${finding.code}.title`, values), advice: t(`complaint.${finding.code}.advice`, values) };
}

/** Cameras that share the case, or the one that it is about; none for a part of the hub. */
export function camerasOf(one: Case): string[] {
  if (!one.fault) return one.cameraId ? [one.cameraId] : [];
  const shared = one.fault.details.cameras;
  if (shared) return shared.split(',');
  if (one.cameraId) return [one.cameraId];
  return one.fault.kind === 'recording-lost' ? [one.fault.subject] : [];
}

/** Sensors that share the case, or the one that it is about; none where it is about no sensor. */
export function sensorsOf(one: Case): string[] {
  if (one.fault?.kind !== 'unreadable-messages') return [];
  return one.fault.details.sensors?.split(',') ?? [one.fault.subject];
}

/** The camera, sensor or part of the hub, by its name. */
export function placeOf(one: Case, t: Translate, names: ReadonlyMap<string, string> = new Map()): string {
  if (one.fault?.kind.startsWith('spool-')) return t('faults.spool');
  return one.fault?.kind === 'recording-lost' ? (names.get(one.fault.subject) ?? one.place) : one.place;
}

/** How it ended, or how far people have got with it; and its tone. */
export function standingOf(one: Case, t: Translate): { text: string; tone: string } {
  if (one.handling === 'closed' && one.condition === 'cleared') return { text: t('faults.wellAgain'), tone: 'tone-ok' };
  const text = t(`faultHandling.${one.handling}`);
  return { text, tone: { new: 'tone-bad', accepted: 'tone-info' }[one.handling as string] ?? '' };
}

/** How long it lasted, or has lasted so far, in milliseconds. */
export function lastedOf(one: Case, now: number): number {
  const end = one.clearedAt ?? one.closedAt;
  return (end ? Date.parse(end) : now) - Date.parse(one.onset);
}

const icons: Partial<Record<FaultKind, IconName>> = {
  'disk-full': 'disk',
  'disk-slow': 'disk',
  'disk-unusable': 'disk',
  'recording-lost': 'disk',
  'broker-away': 'send',
  'spool-filling': 'disk',
  'spool-full': 'disk',
  'spool-unusable': 'disk',
  'unreadable-messages': 'sensor',
  'clock-off': 'clock',
  'no-frames': 'camera-off',
};

export function iconOfFault(kind: FaultKind): IconName {
  return icons[kind] ?? 'camera';
}
