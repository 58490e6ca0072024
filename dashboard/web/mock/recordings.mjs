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
