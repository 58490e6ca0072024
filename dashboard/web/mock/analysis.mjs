/** How busy the analysis is, for working on the page without a hub: two cameras are held back, two can't be judged. */
const started = Date.now();

/** One camera is in a storm, one has a zone under leaves, one has no zones; the others can be judged. */
function sightOf(i) {
  const since = new Date(started - 900_000).toISOString();
  if (i === 2) return { hindrance: 'noise', since, zones: [] };
  if (i === 6) return { hindrance: null, since: null, zones: [{ zoneId: 'pond', hindrance: 'restless', since }] };
  return i === 9 ? null : { hindrance: null, since: null, zones: [] };
}

export function analysisOf(cameras) {
  const seconds = 4_000 + (Date.now() - started) / 1000;
  const loads = cameras.map(({ id }, i) => {
    const active = i < 5;
    const capped = i < 2;
    return {
      cameraId: id,
      activity: active ? 'active' : i % 3 ? 'quiet' : 'long-quiet',
      reasons: active ? (i === 3 ? ['viewer'] : ['change', 'rule']) : [],
      capped,
      wantedCores: active ? 0.31 - i * 0.04 : null,
      grantedCores: capped ? 0.142 : null,
      decodeSeconds: Math.round(seconds * (active ? 0.12 : 0.002) * 10) / 10,
      omitted: { budget: capped ? 5_210 - i * 1_300 : 0, behind: i === 1 ? 48 : 0, damaged: i === 4 ? 30 : 0, 'long-quiet': !active && i % 3 === 0 ? 1_290 : 0, pace: 12 * (i % 2) },
      sight: sightOf(i),
      judgedAt: new Date(Date.now() - 1_500 * (i % 4)).toISOString(),
    };
  });
  const total = (reason) => loads.reduce((sum, one) => sum + one.omitted[reason], 0);
  return {
    at: new Date().toISOString(),
    workers: 1,
    budgetCores: 0.75,
    keyframeCores: 0.21,
    activeCores: 0.53,
    decodedPictures: Math.round(seconds * 74),
    decodedPixels: Math.round(seconds * 74 * 230_400),
    brokenPictures: 3,
    replacedKeyframes: 17,
    omitted: { budget: total('budget'), behind: total('behind'), damaged: total('damaged'), 'long-quiet': total('long-quiet'), pace: total('pace') },
    wakeUps: { change: 412, sizes: 35, sensor: 6, viewer: 21, rule: 0 },
    wakeUpSeconds: 0.84,
    cameras: loads,
  };
}
