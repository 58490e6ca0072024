/** One MediaSource with one SourceBuffer: appends in order, trims, and says when it is broken. */
import type { Range } from './edge';

/** More than this waiting means that the decoder can't keep up: start again at the live edge. */
const MOST_WAITING = 150;

export class MediaSink {
  private readonly source = new MediaSource();
  private readonly address = URL.createObjectURL(this.source);
  private buffer: SourceBuffer | null = null;
  private readonly waiting: ArrayBuffer[] = [];
  private trimTo: number | null = null;
  private ended = false;

  constructor(
    private readonly video: HTMLVideoElement,
    readonly mimeType: string,
    private readonly broken: () => void,
  ) {
    this.source.addEventListener('sourceopen', () => this.opened(), { once: true });
    video.src = this.address;
  }

  append(bytes: ArrayBuffer): void {
    this.waiting.push(bytes);
    if (this.waiting.length > MOST_WAITING) this.fail();
    else this.pump();
  }

  trim(before: number): void {
    this.trimTo = before;
    this.pump();
  }

  ranges(): Range[] {
    const found = this.video.buffered;
    return Array.from({ length: found.length }, (_, i) => ({ start: found.start(i), end: found.end(i) }));
  }

  end(): void {
    this.ended = true;
    this.waiting.length = 0;
    URL.revokeObjectURL(this.address);
    this.video.removeAttribute('src');
    this.video.load();
  }

  private opened(): void {
    if (this.ended) return;
    try {
      this.buffer = this.source.addSourceBuffer(this.mimeType);
      // Gaps in the stream's time (lost fragments, a camera that came back) are closed up.
      this.buffer.mode = 'sequence';
      this.buffer.addEventListener('updateend', () => this.pump());
      this.buffer.addEventListener('error', () => this.fail());
      this.pump();
    } catch {
      this.fail();
    }
  }

  private pump(): void {
    const buffer = this.buffer;
    if (!buffer || buffer.updating || this.ended || this.source.readyState !== 'open') return;
    try {
      if (this.trimTo !== null) {
        const end = this.trimTo;
        this.trimTo = null;
        buffer.remove(0, end);
        return;
      }
      const next = this.waiting.shift();
      if (next) buffer.appendBuffer(next);
    } catch {
      this.fail();
    }
  }

  private fail(): void {
    if (!this.ended) this.broken();
  }
}
