// Trials that take ten seconds and find something in the first zone or metric.
const begun = new Map();
const TAKES = 10_000;

const episode = (at, over = {}) => ({ severity: 'high', onset: new Date(at).toISOString(), raisedAt: new Date(at + 300_000).toISOString(), clearedAt: new Date(at + 900_000).toISOString(), box: { x: 0.3, y: 0.4, width: 0.2, height: 0.2 }, value: null, still: null, ...over });

export function beginReplay(kind, id, account, { from, to, zones, rules }) {
  const one = { id: `mock-${begun.size + 1}`, kind, subject: id, account, from, to, zones, rules, askedAt: Date.now(), cancelledAt: null };
  begun.set(one.id, one);
  return view(one);
}

export function cancelReplay(id) {
  const one = begun.get(id);
  if (one && Date.now() - one.askedAt < TAKES) one.cancelledAt ??= Date.now();
  return one && view(one);
}

export const replayOf = (id) => begun.has(id) && view(begun.get(id));
export const replays = () => [...begun.values()].reverse().map(view);

function outcomes(one, share) {
  const begin = Date.parse(one.from);
  const at = (part) => begin + part * (Date.parse(one.to) - begin);
  const place = one.zones ? { type: 'illegal-parking', zoneId: one.zones[0]?.id ?? 'z', metric: null } : { type: 'sensor-threshold', zoneId: null, metric: one.rules[0]?.metric ?? 'level' };
  const still = one.zones ? 1 : null;
  const value = one.zones ? null : 2.61;
  return [
    [0.1, { ...place, verdict: 'same', tried: episode(at(0.1), { still, value }), inForce: episode(at(0.1), { raisedAt: new Date(at(0.1) + 60_000).toISOString(), value }), caseIds: one.zones ? [12] : [] }],
    [0.4, { ...place, verdict: 'gone', tried: null, inForce: episode(at(0.4), { still: still && 2, value }), caseIds: [] }],
    [0.8, { ...place, verdict: 'new', tried: episode(at(0.8), { still: still && 3, clearedAt: null, value }), inForce: null, caseIds: [] }],
  ].filter(([part]) => part <= share).map(([, outcome]) => outcome);
}

function view(one) {
  const share = Math.min(1, ((one.cancelledAt ?? Date.now()) - one.askedAt) / TAKES);
  const begin = Date.parse(one.from);
  const length = Date.parse(one.to) - begin;
  const gap = one.zones ? [{ from: new Date(begin + 0.5 * length).toISOString(), to: new Date(begin + 0.5 * length + 1_260_000).toISOString() }] : [];
  return {
    id: one.id, cameraId: one.kind === 'cameras' ? one.subject : null, sensorId: one.kind === 'sensors' ? one.subject : null, from: one.from, to: one.to, account: one.account, askedAt: new Date(one.askedAt).toISOString(),
    state: one.cancelledAt ? 'cancelled' : share < 1 ? 'running' : 'done', reached: new Date(begin + share * length).toISOString(), share, judged: Math.round((share * length) / 2000), broken: 0,
    gaps: gap, unrecordedSeconds: gap.length * 1260, outcomes: outcomes(one, share), otherCaseIds: one.zones && share === 1 ? [9] : [], cut: false, failure: null,
  };
}
