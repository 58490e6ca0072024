// A made-up village for looking at the pages: 84 cameras, 30 sensors, a map, some cases.
const at = (x, y) => ({ longitude: 120.1 + x / 95900, latitude: 30.25 - y / 111320 });
const pair = (x, y) => { const p = at(x, y); return [p.longitude, p.latitude]; };
const iso = (minutesAgo) => new Date(Date.now() - minutesAgo * 60000).toISOString();
let seed = 7;
const random = () => ((seed = (seed * 16807) % 2147483647) / 2147483647);

const ring = (...points) => [[...points, points[0]].map(([x, y]) => pair(x, y))];
const feature = (kind, type, coordinates, name) => ({ type: 'Feature', properties: { kind, ...(name ? { name } : {}) }, geometry: { type, coordinates } });

const roads = [
  [[0, 420], [300, 400], [620, 430], [1200, 400]],
  [[300, 0], [310, 400], [290, 900]],
  [[760, 0], [740, 415], [780, 900]],
  [[0, 700], [290, 690], [780, 720], [1200, 700]],
  [[310, 190], [750, 200], [1200, 170]],
];

export function mapOf() {
  const features = [
    feature('boundary', 'Polygon', ring([-20, -20], [1220, -20], [1220, 920], [-20, 920]), '青溪村'),
    feature('field', 'Polygon', ring([820, 460], [1180, 450], [1180, 660], [830, 670]), '稻田'),
    feature('field', 'Polygon', ring([20, 740], [260, 730], [250, 890], [20, 890])),
    feature('field', 'Polygon', ring([830, 760], [1190, 740], [1190, 900], [840, 900])),
    feature('water', 'LineString', [[-20, 300], [200, 270], [480, 320], [900, 280], [1220, 300]].map(([x, y]) => pair(x, y)), '青溪'),
    feature('water', 'Polygon', ring([60, 60], [190, 40], [230, 130], [120, 180], [50, 140]), '荷塘'),
    ...roads.map((r, i) => feature('road', 'LineString', r.map(([x, y]) => pair(x, y)), ['村中路', '西街', '东街', '南环路', '北巷'][i])),
  ];
  for (let i = 0; i < 150; i++) {
    const road = roads[i % roads.length];
    const s = Math.floor(random() * (road.length - 1));
    const f = random();
    const [ax, ay] = road[s], [bx, by] = road[s + 1];
    const side = random() < 0.5 ? -1 : 1;
    const dx = bx - ax, dy = by - ay, l = Math.hypot(dx, dy);
    const off = (24 + random() * 40) * side;
    const x = ax + dx * f - (dy / l) * off, y = ay + dy * f + (dx / l) * off;
    const w = 9 + random() * 10, h = 8 + random() * 8;
    features.push(feature('house', 'Polygon', ring([x - w, y - h], [x + w, y - h], [x + w, y + h], [x - w, y + h]), i === 0 ? '村委会' : undefined));
  }
  return { type: 'FeatureCollection', features };
}

const spots = ['村口', '菜市场', '小学门口', '村委会', '文化广场', '公厕旁', '祠堂', '停车场', '垃圾中转站', '河埠头', '卫生室', '老井'];
export const grids = ['西片', '中片', '东片'].map((name, i) => ({
  id: `grid-${i + 1}`, name: `${name}网格`, version: 1, fallbackWorkerId: 'chen',
  outline: [[[0, 0], [300, 0], [300, 900], [0, 900]], [[300, 0], [760, 0], [770, 900], [300, 900]], [[760, 0], [1200, 0], [1200, 900], [770, 900]]][i].map(([x, y]) => at(x, y)),
}));
export const workers = [['wang', '王建国'], ['li', '李秀英'], ['chen', '陈志强']].map(([id, name]) => ({ id, name, phone: '138 0000 0000', language: 'zh-CN', version: 1 }));
export const cameras = Array.from({ length: 84 }, (_, i) => {
  const road = roads[i % roads.length];
  const s = Math.floor(random() * (road.length - 1)), f = random();
  const [ax, ay] = road[s], [bx, by] = road[s + 1];
  return {
    id: `cam-${String(i + 1).padStart(2, '0')}`, name: `${spots[i % spots.length]}${1 + Math.floor(i / spots.length)}号`, url: `rtsp://192.168.10.${i + 10}:554/sub`,
    username: 'view', hasPassword: true, gridId: grids[i % 3].id, enabled: i !== 70, version: 1, location: at(ax + (bx - ax) * f + random() * 12, ay + (by - ay) * f + random() * 12),
  };
});
const kinds = ['water-level', 'smoke', 'bin', 'door', 'sos', 'parking-bay'];
const names = { 'water-level': '水位计', smoke: '烟感', bin: '垃圾桶', door: '门磁', sos: '求助按钮', 'parking-bay': '车位' };
export const sensors = Array.from({ length: 30 }, (_, i) => ({
  id: `${kinds[i % 6]}-${i + 1}`, name: `${spots[i % 12]}${names[kinds[i % 6]]}`, kind: kinds[i % 6], topic: `village/${kinds[i % 6]}/${i + 1}`, gridId: grids[i % 3].id, enabled: true, version: 1,
  silentAfterSeconds: 900, metrics: [{ name: 'level', valuePointer: '/v', timePointer: null, unit: i % 6 ? '' : 'm', scale: 1 }], rules: [{ metric: 'level', direction: 'above', threshold: 2, clear: 1.8, holdSeconds: 0, severity: 'high' }],
  location: at(40 + random() * 1100, 40 + random() * 820),
}));
export const zones = [{ id: 'cam-01-gate', cameraId: 'cam-01', name: '消防通道', kind: 'no-parking', polygon: [[0.1, 0.55], [0.55, 0.5], [0.7, 0.9], [0.12, 0.95]], dwellSeconds: 300, severity: 'medium', enabled: true, subject: 'vehicle', hours: [], graceSeconds: 0, fireLane: false, queueTolerated: false, version: 1 }];
export const duties = workers.map((w, i) => ({ id: `duty-${i + 1}`, workerId: w.id, gridId: grids[i].id, days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'], from: '08:00', to: '20:00', version: 1 }));
export const webhooks = [{ id: 'town', name: '镇综治中心', url: 'https://town.example/gengfu', enabled: true, version: 1 }];
const broken = { 'cam-13': ['refused', 'Nobody answers at 192.168.10.22:554: connection refused. Check power, cable and the address.'], 'cam-47': ['unauthorised', 'The camera does not accept the name or the password.'], 'cam-66': ['stalled', 'Connected, but no picture for 12 s.'], 'cam-71': ['disabled', null] };
const complaintOf = { 'cam-13': 'connection-refused', 'cam-47': 'login-wrong', 'cam-66': 'no-picture', 'cam-71': 'switched-off' };
export const statusOf = (c, i) => {
  const [state, detail] = broken[c.id] ?? ['streaming', null];
  const on = state === 'streaming';
  const main = { state, since: iso(34), complaint: complaintOf[c.id] ?? null, detail, codec: on ? 'h264' : null, width: on ? 640 : null, height: on ? 360 : null, lastUnitAt: on ? iso(0) : null, unitsPerSecond: on ? 15 : 0, bitsPerSecond: on ? 400000 + i * 900 : 0, lostPackets: 0, clockOffsetSeconds: null, quirks: [] };
  return { cameraId: c.id, ...main, streams: [{ stream: 'main', ...main }] };
};
export const sensorStatusOf = (s, i) => ({ sensorId: s.id, online: i !== 4, offline: i === 4 ? 'silent' : null, lastHeardAt: iso(1), lastProblem: i === 4 ? 'malformed JSON' : null, lastProblemReason: i === 4 ? 'message-not-json' : null, unreadableMessages: i === 4 ? 3 : 0, readings: [{ sensorId: s.id, metric: 'level', value: 0.8 + i / 20, unit: i % 6 ? '' : 'm', time: iso(1), quality: 'good' }] });

const nextOf = { new: ['dispatched', 'accepted', 'closed', 'false-alarm'], dispatched: ['dispatched', 'accepted', 'closed', 'false-alarm'], accepted: ['dispatched', 'handled', 'closed', 'false-alarm'], handled: ['dispatched', 'closed', 'false-alarm'], closed: [], 'false-alarm': [] };
let lastId = 0;
export function caseOf({ type, camera, sensor, handling = 'dispatched', severity = 'medium', minutes = 5, worker = workers[0], condition = 'active' }) {
  const id = ++lastId;
  const source = camera ?? sensor;
  const evidence = camera ? [{ id: id * 10, kind: 'moment', mediaType: 'image/jpeg', size: 90000, sha256: 'ab', takenAt: iso(minutes), actor: 'system' }] : [];
  if (condition === 'cleared' && camera) evidence.push({ id: id * 10 + 1, kind: 'after', mediaType: 'image/jpeg', size: 90000, sha256: 'cd', takenAt: iso(minutes / 2), actor: 'system' });
  const over = !nextOf[handling].length;
  return {
    id, type, severity, condition, handling, cameraId: camera?.id ?? null, zoneId: camera ? 'z' : null, sensorId: sensor?.id ?? null, matter: null, sourceName: source.name, gridId: source.gridId, gridName: grids.find((g) => g.id === source.gridId)?.name ?? null,
    workerId: handling === 'new' ? null : worker.id, workerName: handling === 'new' ? null : worker.name, place: `${source.name}${camera ? '消防通道' : ''}`, location: source.location, box: null, value: sensor ? 2.31 : null, fault: null,
    onset: iso(minutes + 3), openedAt: iso(minutes), clearedAt: condition === 'cleared' ? iso(minutes / 2) : null, closedAt: over ? iso(minutes / 3) : null, version: 1, next: nextOf[handling], evidence,
  };
}
export function step(one, action, handling, actor, note = '') {
  Object.assign(one, { handling, version: one.version + 1, next: nextOf[handling], closedAt: nextOf[handling].length ? null : iso(0) });
  return { sequence: one.version, at: iso(0), actor, action, handling, note };
}
export const first = () => [
  caseOf({ type: 'illegal-parking', camera: cameras[20], handling: 'closed', minutes: 320, condition: 'cleared' }),
  caseOf({ type: 'illegal-dumping', camera: cameras[8], handling: 'closed', minutes: 200, worker: workers[1], condition: 'cleared' }),
  caseOf({ type: 'sensor-threshold', sensor: sensors[2], handling: 'false-alarm', minutes: 150 }),
  caseOf({ type: 'illegal-parking', camera: cameras[31], handling: 'handled', minutes: 96, worker: workers[2], condition: 'cleared' }),
  caseOf({ type: 'illegal-dumping', camera: cameras[44], handling: 'accepted', minutes: 47, severity: 'high', worker: workers[1] }),
  caseOf({ type: 'sensor-threshold', sensor: sensors[0], handling: 'dispatched', minutes: 12, severity: 'critical' }),
  caseOf({ type: 'illegal-parking', camera: cameras[2], handling: 'new', minutes: 6 }),
  caseOf({ type: 'illegal-parking', camera: cameras[0], handling: 'dispatched', minutes: 3 }),
  faultOf('no-frames', { camera: cameras[12], severity: 'high', minutes: 34, details: { reason: 'connection-refused', state: 'refused', detail: broken['cam-13'][1] } }),
  faultOf('disk-slow', { severity: 'high', minutes: 9, subject: '/data/disk2', details: { milliseconds: '2350' } }),
  faultOf('broker-away', { severity: 'high', minutes: 21, subject: '村委会消息服务器', details: { error: 'broker tcp://10.0.0.9:1883: nothing listens there' } }),
  faultOf('spool-filling', { severity: 'high', minutes: 14, subject: 'spool', details: { share: '31' } }),
  faultOf('unreadable-messages', { severity: 'high', minutes: 40, sensors: sensors.slice(3, 9) }),
  faultOf('unreadable-messages', { minutes: 55, subject: sensors[1].id, details: { error: '/level holds the text "n/a", not a number' } }),
  faultOf('keyframe-interval', { camera: cameras[1], severity: 'low', minutes: 4000, handling: 'accepted', details: { seconds: '8.0' } }),
  faultOf('blurred', { camera: cameras[5], minutes: 80, details: { sharpness: '21' } }),
  faultOf('no-frames', { severity: 'critical', minutes: 3, cameras: cameras.slice(30, 48) }),
  faultOf('covered-lens', { camera: cameras[9], severity: 'high', minutes: 600, handling: 'closed', condition: 'cleared', details: { share: '72' } }),
  faultOf('clock-off', { camera: cameras[3], severity: 'low', minutes: 900, handling: 'closed', details: { seconds: '-28800' } }),
];

export function faultOf(kind, { camera, cameras: filmed, sensors: sensed, subject, details = {}, ...more }) {
  const many = filmed ?? sensed;
  const system = /disk|broker|spool|recording|unreadable/.test(kind);
  const one = caseOf({ type: system ? 'system-fault' : 'camera-fault', camera: camera ?? filmed?.[0] ?? cameras[0], handling: 'new', ...more });
  if (!camera) Object.assign(one, { cameraId: null, evidence: [], place: subject ?? `${many.slice(0, 3).map((c) => c.name).join('、')} … (${many.length})` });
  one.fault = { kind, subject: camera?.id ?? subject ?? `${kind}-1`, count: many?.length ?? 1, details: many ? { [sensed ? 'sensors' : 'cameras']: many.map((c) => c.id).join(',') } : details };
  one.next = one.next.filter((state) => state !== 'dispatched' && state !== 'handled');
  return Object.assign(one, { workerId: null, workerName: null, zoneId: null });
}

/** What the doctor says: of most cameras little, of some more. */
export function diagnosisOf(id) {
  const none = { codec: null, codecs: null, width: null, height: null, framesPerSecond: null, keyframeSeconds: null, gopFrames: null, bitsPerSecond: null, lossShare: null, jitterMillis: null, clockOffsetSeconds: null };
  const [state, detail] = broken[id] ?? ['streaming', null];
  const facts = { state, detail, codec: 'h264', codecs: 'avc1.640028', width: 1920, height: 1080, framesPerSecond: 25, keyframeSeconds: 2, gopFrames: 50, bitsPerSecond: 4100000, lossShare: 0.0004, jitterMillis: 6.2, clockOffsetSeconds: 0.3, reordered: false, transport: 'rtsp/tcp', quirks: [], ...(detail ? none : {}) };
  if (detail) return { verdict: 'ill', findings: [{ code: complaintOf[id], level: 'problem', details: {} }], facts };
  if (id !== 'cam-02') return { verdict: 'well', findings: [{ code: 'clock-unknown', level: 'remark', details: {} }], facts: { ...facts, clockOffsetSeconds: null } };
  const warning = (code, details = {}) => ({ code, level: 'warning', details });
  return {
    verdict: 'ailing',
    findings: [warning('keyframe-interval', { seconds: '8.0', frames: '200', wanted: '50' }), warning('b-frames'), warning('clock-off', { seconds: '-28800' }), { code: 'h265', level: 'remark', details: {} }, { code: 'quirks', level: 'remark', details: { quirks: 'SSRC_ZERO, NO_CSEQ' } }],
    facts: { ...facts, codec: 'h265', keyframeSeconds: 8, gopFrames: 200, clockOffsetSeconds: -28800, reordered: true, quirks: ['SSRC_ZERO', 'NO_CSEQ'] },
  };
}

export const jointRules = [{ id: 'bin-full', name: '垃圾房满溢有人倾倒', zoneId: zones[0].id, subject: 'person', sensorId: sensors[0].id, metric: 'level', direction: 'above', threshold: 80, windowSeconds: 60, severity: 'high', enabled: true, version: 1 }];
