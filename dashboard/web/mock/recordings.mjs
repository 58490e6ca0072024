// Recordings for looking at the playback page: the film over and over, with two gaps a day; pieces as the hub sends them.
const DAY = 86_400_000;
const GAPS = [[3.2, 3.9], [11.05, 11.2]];
const PICTURE_MS = 1000 / 15;

/** The stretches of a time that are recorded: all but the gaps, until now. */
export function spansOf(from, to) {
  const spans = [];
  for (let day = Math.floor(from / DAY) * DAY; day < to; day += DAY) {
    let at = day;
    for (const [begin, end] of [...GAPS, [24, 24]]) {
      const a = Math.max(from, at), b = Math.min(to, Date.now(), day + begin * 3_600_000);
      if (b > a) spans.push({ from: new Date(a).toISOString(), to: new Date(b).toISOString(), bytes: Math.round((b - a) * 400), codec: 'h264', width: 640, height: 360 });
      at = day + end * 3_600_000;
    }
  }
  return spans;
}

export function timelineOf(url, cameraId, cases) {
  const [from, to] = ['from', 'to'].map((name) => Date.parse(url.searchParams.get(name)));
  const spans = spansOf(from, to);
  const own = cases.filter((c) => c.cameraId === cameraId && Date.parse(c.onset) >= from && Date.parse(c.onset) < to);
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString(), spans, gaps: [], cases: own.map(({ id, type, severity, handling, onset, openedAt, clearedAt }) => ({ id, type, severity, handling, onset, openedAt, clearedAt })) };
}

export function fileOf(url) {
  const spans = spansOf(Date.parse(url.searchParams.get('from')), Date.parse(url.searchParams.get('to')));
  const length = (s) => (Date.parse(s.to) - Date.parse(s.from)) / 1000;
  let media = 0;
  const stretches = spans.map((s) => { const one = { media, from: s.from, to: s.to }; media += length(s); return one; });
  return { mimeType: 'video/mp4; codecs="avc1.4d4016"', bytes: spans.reduce((sum, s) => sum + s.bytes, 0), seconds: media, stretches, sound: null };
}

/** Sends pictures one by one, as fast as asked; the film's times are written anew. */
export function play(ws, url, video) {
  let at = Date.parse(url.searchParams.get('from'));
  let speed = Number(url.searchParams.get('speed') ?? 1);
  let paused = false, jump = true, media = 0, i = 0, began = Date.now() - 2000, base = 0;
  ws.send(JSON.stringify({ mimeType: video.mimeType }));
  ws.send(video.init);
  ws.on('message', (message) => {
    const wish = JSON.parse(String(message));
    if (wish.speed) speed = wish.speed;
    if (wish.seek) Object.assign({}, (at = Date.parse(wish.seek), jump = true, i = 0, began = Date.now() - 2000, base = media));
    if ('pause' in wish) { paused = wish.pause; if (!paused) { began = Date.now(); base = media; } }
  });
  const timer = setInterval(() => {
    while ((!paused || jump) && media - base < (Date.now() - began) / 1000 && at < Date.now()) {
      const fragment = Buffer.from(video.fragments[i++ % video.fragments.length]);
      const tfdt = fragment.indexOf('tfdt');
      const wide = fragment[tfdt + 4] === 1;
      const shown = PICTURE_MS / 1000;
      const units = BigInt(Math.round(media * video.timescale));
      if (wide) fragment.writeBigUInt64BE(units, tfdt + 8); else fragment.writeUInt32BE(Number(units), tfdt + 8);
      ws.send(JSON.stringify({ at: new Date(at).toISOString(), seconds: shown * speed, media, shown, speed, jump }));
      ws.send(fragment);
      jump = false;
      media += shown;
      at += PICTURE_MS * speed;
      if (paused) break;
    }
  }, 50);
  ws.on('close', () => clearInterval(timer));
}

/** How the recordings are kept: a disk in each state. */
export function statusOf(cameras) {
  const GB = 1e9;
  const disk = (directory, state, detail, recorded, free, more = {}) => ({ directory, state, detail, deletesEarly: false, recordedBytes: recorded * GB, capacityBytes: 3600 * GB, totalBytes: 4000 * GB, freeBytes: free * GB, maxBytes: null, keepFreeBytes: 50 * GB, ...more });
  return {
    at: new Date().toISOString(),
    disks: [
      disk('/data/disk1', 'ok', null, 2100, 1800),
      disk('/data/disk2', 'slow', 'a write has taken 2350 ms so far', 1900, 2000),
      disk('/data/disk3', 'full', 'the disk is full; release protected recordings or add a disk', 3590, 1, { deletesEarly: true, maxBytes: 3700 * GB }),
      disk('/data/disk4', 'failed', 'java.nio.file.FileSystemException: /data/disk4/cam-04/20261126T020000Z.mp4: Input/output error', 900, 3000),
      disk('/mnt/a-network-share-with-a-long-name/recordings/of-the-village/disk5', 'missing', 'its mark is missing: is the disk mounted?', 0, 0, { totalBytes: null, freeBytes: null }),
    ],
    cameras: cameras.slice(0, 12).map((c, i) => ({ cameraId: c.id, mode: ['continuous', 'event', 'schedule', 'off'][i % 4], days: i === 1 ? 7 : 30, recording: i % 3 !== 2, idle: i % 3 !== 2 ? null : ['no-pictures', 'outside-hours', 'no-disk', 'off'][i % 4], oldestAt: new Date(Date.now() - 30 * 86400000).toISOString(), newestAt: new Date().toISOString(), bytes: (i + 3) * 41 * GB, bytesLastDay: (i + 3) * 1.4 * GB, droppedGroups: i === 4 ? 17 : 0 })),
    estimate: { bytesPerDay: 480 * GB, capacityBytes: 14400 * GB, neededBytes: 14400 * GB, days: 30 },
  };
}

export const protectionsOf = (cameras) => [1, 2, 3].map((id) => ({ id, cameraId: cameras[id].id, from: new Date(Date.now() - id * 7200000).toISOString(), to: new Date(Date.now() - id * 7200000 + 900000).toISOString(), reason: ['村口纠纷', 'case 17', '夜间倾倒垃圾'][id - 1], caseId: id === 2 ? 17 : null, createdAt: new Date().toISOString(), createdBy: id === 2 ? 'system' : 'office', expiresAt: null }));
