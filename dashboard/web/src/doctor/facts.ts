/** What the doctor measured, for people. Pure. */
import type { StreamFacts } from '../api/types';
import { lasting } from '../faults/words';
import type { Translate } from '../lib/time';

export interface Fact {
  label: string;
  value: string;
}

const short = (value: number, digits: number) => Number(value.toFixed(digits)).toString();

/** What is known, one line each; nothing where no stream came. */
export function factsOf(facts: StreamFacts, t: Translate): Fact[] {
  const found: Fact[] = [];
  const add = (label: string, value: string | null) => {
    if (value !== null) found.push({ label: t(`doctor.${label}`), value });
  };
  const known = <X>(value: X | null, said: (value: X) => string) => (value === null ? null : said(value));
  add('format', known(facts.codec, (codec) => `${codec === 'h264' ? 'H.264' : 'H.265'} ${facts.width}×${facts.height}`));
  add('frames', known(facts.framesPerSecond, (n) => t('doctor.fps', { n: short(n, 1) })));
  add('keyframes', known(facts.keyframeSeconds, (n) => keyframes(n, facts.gopFrames, t)));
  add('bitrate', known(facts.bitsPerSecond, bitrate));
  add('loss', known(facts.lossShare, (share) => `${short(100 * share, 2)} %`));
  add('jitter', known(facts.jitterMillis, (n) => t('doctor.milliseconds', { n: short(n, 0) })));
  add('clock', known(facts.clockOffsetSeconds, (n) => clock(n, t)));
  if (found.length) add('transport', facts.transport && facts.transport.toUpperCase());
  return found;
}

function keyframes(seconds: number, frames: number | null, t: Translate): string {
  const n = short(seconds, 1);
  return frames ? t('doctor.everyFrames', { n, frames }) : t('doctor.everySeconds', { n });
}

/** Half a second is what the network alone may do. */
function clock(seconds: number, t: Translate): string {
  if (Math.abs(seconds) < 0.5) return t('doctor.clockRight');
  return t(seconds < 0 ? 'doctor.clockBehind' : 'doctor.clockAhead', { t: lasting(Math.abs(seconds), t) });
}

function bitrate(bits: number): string {
  return bits < 1e6 ? `${Math.round(bits / 1e3)} kbit/s` : `${short(bits / 1e6, 1)} Mbit/s`;
}

/** The certificate's SHA-256 fingerprint that a sentence names; null where it names none. */
export function fingerprintIn(sentence: string | null): string | null {
  return /(?:[0-9A-F]{2}:?){31}[0-9A-F]{2}/i.exec(sentence ?? '')?.[0] ?? null;
}
