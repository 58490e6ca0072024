/** How a case looks: its icon, colours and tones. */
import type { Case, CaseMatter, CaseType, Handling, Severity } from '../api/types';
import { evidenceUrl } from '../api';
import type { IconName } from '../ui/icons';

const icons: Record<CaseType, IconName> = {
  'illegal-parking': 'parking',
  'illegal-dumping': 'dumping',
  intrusion: 'intrusion',
  loitering: 'loitering',
  'joint-rule': 'joint',
  'sensor-threshold': 'sensor',
  'camera-fault': 'camera-off',
  'system-fault': 'disk',
};

export function iconOf(type: CaseType): IconName {
  return icons[type];
}

/** Message key of what it is about. */
export function nameOf(one: { type: CaseType; matter?: CaseMatter | null }): string {
  return one.matter ? `matter.${one.matter}` : `caseType.${one.type}`;
}

const colours: Record<CaseType, string> = {
  'illegal-parking': '--parking',
  'illegal-dumping': '--dumping',
  intrusion: '--intrusion',
  loitering: '--loitering',
  'joint-rule': '--joint',
  'sensor-threshold': '--sensor',
  'camera-fault': '--sensor',
  'system-fault': '--sensor',
};

/** Name of the colour's variable. */
export function variableOf(type: CaseType): string {
  return colours[type];
}

export function colourOf(type: CaseType): string {
  return `var(${variableOf(type)})`;
}

const tones: Record<Handling, string> = {
  new: 'tone-bad',
  dispatched: 'tone-warn',
  accepted: 'tone-info',
  handled: 'tone-ok',
  closed: '',
  'false-alarm': '',
};

export function toneOf(handling: Handling): string {
  return tones[handling];
}

export function severityColour(severity: Severity): string {
  return { low: 'var(--off)', medium: 'var(--warn)', high: 'var(--bad)', critical: 'var(--bad)' }[severity];
}

/** The picture that tells most: of the moment, else the latest. */
export function pictureOf(one: Case): string | null {
  const pictures = one.evidence.filter((item) => item.mediaType.startsWith('image/'));
  const found = pictures.find((item) => item.kind === 'moment') ?? pictures.at(-1);
  return found ? evidenceUrl(found.id) : null;
}
