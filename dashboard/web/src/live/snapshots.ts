/** Fresh still pictures for the camera wall: a few requests at a time, the most overdue first. */
import { onBeforeUnmount, reactive } from 'vue';
import { snapshotUrl } from '../api';

export interface Wanted {
  id: string;
  /** How old the picture may get, ms. */
  everyMs: number;
  /** Pixels. */
  width: number;
}

interface Asked {
  at: number;
  width: number;
}

const AT_ONCE = 4;
const TICK_MS = 200;

/** The one to ask for next: never asked first, then by how overdue it is. Pure. */
export function nextDue(
  wanted: readonly Wanted[],
  asked: ReadonlyMap<string, Asked>,
  busy: ReadonlySet<string>,
  now: number,
): Wanted | null {
  let best: Wanted | null = null;
  let most = 0;
  for (const one of wanted) {
    if (busy.has(one.id)) continue;
    const before = asked.get(one.id);
    const fits = before && before.width >= one.width;
    const overdue = fits ? (now - before.at) / one.everyMs : Infinity;
    if (overdue >= 1 && overdue > most) {
      best = one;
      most = overdue;
    }
  }
  return best;
}

/** Pictures by camera: object URLs, kept fresh while the page is seen. */
export function useSnapshots(wanted: () => Wanted[]) {
  const pictures = reactive<Record<string, string>>({});
  const asked = new Map<string, Asked>();
  const busy = new Set<string>();

  async function load(one: Wanted): Promise<void> {
    busy.add(one.id);
    asked.set(one.id, { at: Date.now(), width: one.width });
    try {
      // The browser revalidates by ETag: the same picture costs a 304.
      const response = await fetch(snapshotUrl(one.id, one.width), {
        cache: 'no-cache',
        signal: AbortSignal.timeout(10_000),
      });
      if (response.ok) show(one.id, await response.blob());
    } catch {
      // Away for now: the old picture stays, the next turn tries again.
    } finally {
      busy.delete(one.id);
    }
  }

  function show(id: string, picture: Blob): void {
    const old = pictures[id];
    pictures[id] = URL.createObjectURL(picture);
    if (old) setTimeout(() => URL.revokeObjectURL(old), 2000);
  }

  const timer = setInterval(() => {
    if (document.hidden) return;
    const list = wanted();
    while (busy.size < AT_ONCE) {
      const next = nextDue(list, asked, busy, Date.now());
      if (!next) return;
      void load(next);
    }
  }, TICK_MS);

  onBeforeUnmount(() => {
    clearInterval(timer);
    for (const url of Object.values(pictures)) URL.revokeObjectURL(url);
  });
  return pictures;
}
