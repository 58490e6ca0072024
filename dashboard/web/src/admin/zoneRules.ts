/** Which options a zone of each kind has. Pure. */
import type { ZoneKind, ZoneSubject } from '../api/types';
import type { Draft } from './draft';
import type { FieldSpec } from './specs';

export const zoneKinds: readonly ZoneKind[] = ['no-parking', 'no-dumping', 'collection-point', 'intrusion', 'loitering'];

/** Whom a kind can be about, the usual one first. */
const subjects: Record<ZoneKind, readonly ZoneSubject[]> = {
  'no-parking': ['vehicle', 'any'],
  'no-dumping': ['any'],
  'collection-point': ['any'],
  intrusion: ['any', 'person', 'vehicle'],
  loitering: ['person', 'any', 'vehicle'],
};

export function subjectsOf(kind: unknown): readonly ZoneSubject[] {
  return subjects[kind as ZoneKind] ?? ['any'];
}

/** Longest dwell of a fire lane, in seconds. */
export const fireLaneDwell = 60;

/** The fields that matter for the zone as it is now. */
export function fieldsFor(zone: Draft, fields: readonly FieldSpec[]): FieldSpec[] {
  return fields
    .filter((one) => one.when?.(zone) ?? true)
    .map((one) => (one.key === 'subject' ? { ...one, options: subjectsOf(zone.kind) } : one));
}

/** What must change in the zone for its options to fit its kind; empty where all fits. */
export function fit(zone: Draft): Draft {
  const change: Draft = {};
  const parking = zone.kind === 'no-parking';
  const lane = parking && zone.fireLane === true;
  if (!subjectsOf(zone.kind).includes(zone.subject as ZoneSubject)) change.subject = subjectsOf(zone.kind)[0];
  if (!parking && zone.fireLane) change.fireLane = false;
  if ((!parking || lane) && zone.queueTolerated) change.queueTolerated = false;
  if ((!parking || lane) && zone.graceSeconds !== 0) change.graceSeconds = 0;
  if (lane && Array.isArray(zone.hours) && zone.hours.length) change.hours = [];
  if (lane && Number(zone.dwellSeconds) > fireLaneDwell) change.dwellSeconds = fireLaneDwell;
  if (lane && (zone.severity === 'low' || zone.severity === 'medium')) change.severity = 'high';
  return change;
}
