/** Notes that the system writes into a case's history, in the reader's language. Pure. */
import type { CaseStep } from '../api/types';
import type { Translate } from '../lib/time';

const known: readonly [RegExp, string][] = [
  [/^sent to (.+), on duty$/, 'note.onDuty'],
  [/^sent to (.+), who stands in: nobody is on duty$/, 'note.standsIn'],
  [/^nobody is on duty: the office has to dispatch it$/, 'note.nobody'],
  [/^nothing was recorded from (\S+) to (\S+)$/, 'note.notRecorded'],
  [/^it could not be made: /, 'note.notMade'],
];

/** People's notes, and system notes that are not known here, stay as they are. */
export function noteOf(step: CaseStep, t: Translate): string {
  if (step.actor !== 'system') return step.note;
  for (const [form, key] of known) {
    const found = form.exec(step.note);
    if (found) return t(key, { name: found[1] ?? '' });
  }
  return step.note;
}
