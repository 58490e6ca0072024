/** An error in the reader's words. */
import { fieldRules } from '../api/fieldRules';
import { ApiError, type FieldProblem } from '../api/problem';
import type { Translate } from './time';

const words: Record<string, string> = {
  offline: 'errors.offline',
  forbidden: 'errors.forbidden',
  'not-yours': 'errors.notYours',
  'wrong-state': 'errors.wrongState',
  unknown: 'errors.unknown',
  'stale-version': 'errors.stale',
  'in-use': 'errors.inUse',
  exists: 'errors.exists',
  'own-account': 'errors.ownAccount',
  'too-large': 'errors.tooLarge',
  'invalid-input': 'errors.invalid',
  'invalid-configuration': 'errors.invalid',
  'not-recorded': 'errors.notRecorded',
  'mixed-codecs': 'errors.mixedCodecs',
  'too-many-protected': 'errors.tooManyProtected',
  'too-many-replays': 'errors.tooManyReplays',
  'replay-lost': 'errors.replayLost',
  'replay-gone': 'errors.replayGone',
  unavailable: 'errors.unavailable',
};

export function says(error: unknown, t: Translate): string {
  if (!(error instanceof ApiError)) return t('errors.other', { message: String(error) });
  const key = words[error.kind];
  if (key) return t(key);
  return t('errors.other', { message: error.detail ?? error.title });
}

/** What is wrong with a field, in the reader's words; in the server's for a rule that is not known here. */
export function fieldSays(field: FieldProblem, t: Translate): string {
  return fieldRules.some((rule) => rule === field.code) ? t(`wrong.${field.code}`, field.values ?? {}) : field.message;
}

/** The same with where it is, for the head of a form. */
export function placedSays(field: FieldProblem, t: Translate): string {
  const where = field.pointer ?? field.parameter;
  return where ? `${where}${t('common.colon')}${fieldSays(field, t)}` : fieldSays(field, t);
}
