/** What the system says in a case's history and of its messages, in the reader's language. Pure. */
import { deliveryReasons, noClipReasons } from '../api/reasons';
import type { CaseStep, Delivery } from '../api/types';
import type { Translate } from '../lib/time';

const known: readonly [RegExp, string][] = [
  [/^sent to (.+), on duty$/, 'note.onDuty'],
  [/^sent to (.+), who stands in: nobody is on duty$/, 'note.standsIn'],
  [/^nobody is on duty: the office has to dispatch it$/, 'note.nobody'],
  // Steps from before they had a reason.
  [/^nothing was recorded from (\S+) to (\S+)$/, 'noClip.not-recorded'],
  [/^it could not be made: /, 'noClip.failed'],
];

/** People's notes, and system notes that are not known here, stay as they are. */
export function noteOf(step: CaseStep, t: Translate): string {
  if (step.actor !== 'system') return step.note;
  if (noClipReasons.some((one) => one === step.reason)) return t(`noClip.${step.reason}`);
  for (const [form, key] of known) {
    const found = form.exec(step.note);
    if (found) return t(key, { name: found[1] ?? '' });
  }
  return step.note;
}

/** Why a message has not got through; in the hub's words for a reason that is not known here. */
export function undeliveredSays(one: Delivery, t: Translate): string | null {
  return deliveryReasons.some((reason) => reason === one.lastReason) ? t(`undelivered.${one.lastReason}`) : one.lastError;
}
