/** Reads the live socket: which binary message is an initialisation segment, and of what type. Pure. */
export type LivePart =
  | { kind: 'note'; note: LiveNote }
  | { kind: 'format'; mimeType: string }
  | { kind: 'init'; mimeType: string; bytes: ArrayBuffer }
  | { kind: 'fragment'; bytes: ArrayBuffer }
  | { kind: 'ignored' };

/** What is shown, and why, where it isn't what was wished. */
export interface LiveNote {
  stream: 'main' | 'sub';
  transcoded: boolean;
  /** Of the camera's wished stream. */
  codec: string;
  reason: LiveReason | null;
  /** Codec of sound that comes and that no browser plays. */
  silent: string | null;
}

const REASONS = ['other-stream', 'transcoded', 'busy', 'undecodable'] as const;
export type LiveReason = (typeof REASONS)[number];

/** Whether no picture comes for now. */
export function showsNothing(note: LiveNote | null): boolean {
  return note?.reason === 'busy' || note?.reason === 'undecodable';
}

export class LiveReader {
  private announced: string | null = null;
  private started = false;

  read(data: string | ArrayBuffer): LivePart {
    if (typeof data === 'string') {
      const message = messageIn(data);
      if (typeof message.mimeType === 'string') {
        this.announced = message.mimeType;
        return { kind: 'format', mimeType: message.mimeType };
      }
      const note = noteIn(message);
      return note ? { kind: 'note', note } : { kind: 'ignored' };
    }
    if (this.announced) {
      const mimeType = this.announced;
      this.announced = null;
      this.started = true;
      return { kind: 'init', mimeType, bytes: data };
    }
    return this.started ? { kind: 'fragment', bytes: data } : { kind: 'ignored' };
  }
}

function messageIn(text: string): Record<string, unknown> {
  try {
    const message: unknown = JSON.parse(text);
    return typeof message === 'object' && message ? (message as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function noteIn({ stream, transcoded, codec, reason, silent }: Record<string, unknown>): LiveNote | null {
  if ((stream !== 'main' && stream !== 'sub') || typeof codec !== 'string') return null;
  const known = REASONS.find((one) => one === reason) ?? null;
  const unheard = typeof silent === 'string' ? silent : null;
  return { stream, transcoded: transcoded === true, codec, reason: known, silent: unheard };
}

/** The codec out of `video/mp4; codecs="avc1.64001f"`. */
export function codecOf(mimeType: string): string {
  return /codecs="?([^";]+)/.exec(mimeType)?.[1] ?? mimeType;
}

/** H.265 as cameras send it: main profile, 1080p. */
const H265 = 'video/mp4; codecs="hvc1.1.6.L120.B0"';

/** What this browser can play, as the live address takes it. */
export function playableCodecs(supported: (mimeType: string) => boolean): string {
  return supported(H265) ? 'h264,h265' : 'h264';
}

/** Wider than this, in real pixels, a picture deserves the main stream. */
const SMALL_WIDTH = 700;

/** Which stream suits a picture of this width. */
export function streamFor(cssWidth: number, pixelRatio: number): 'main' | 'sub' {
  return cssWidth > 0 && cssWidth * pixelRatio <= SMALL_WIDTH ? 'sub' : 'main';
}
