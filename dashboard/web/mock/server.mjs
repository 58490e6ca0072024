// A stand-in for the hub while building the pages; never shipped.
// PORT, MOCK_DIST (built pages, served with the hub's content security policy), MOCK_PICTURES (folder of *.jpg), MOCK_VIDEO (fragmented MP4, a fragment a picture).
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { WebSocketServer } from 'ws';
import * as d from './data.mjs';
import { fragmentsOf } from './fragments.mjs';
import { analysisOf } from './analysis.mjs';
import { fileOf, play, protectionsOf, statusOf, timelineOf } from './recordings.mjs';
import { beginReplay, cancelReplay, replayOf, replays } from './replays.mjs';

const port = Number(process.env.PORT ?? 8099);
const folder = process.env.MOCK_PICTURES;
const pictures = folder ? readdirSync(folder).filter((f) => f.endsWith('.jpg')).map((f) => readFileSync(join(folder, f))) : [];
const video = process.env.MOCK_VIDEO ? fragmentsOf(readFileSync(process.env.MOCK_VIDEO)) : null;
const roles = { admin: 'admin', office: 'office', wang: 'worker' };
const accounts = Object.entries(roles).map(([name, role]) => ({ name, role, workerId: role === 'worker' ? name : null, workerName: role === 'worker' ? '王建国' : null }));
const kinds = { cameras: d.cameras, sensors: d.sensors, grids: d.grids, workers: d.workers, zones: d.zones, duties: d.duties, webhooks: d.webhooks, 'joint-rules': d.jointRules, brokers: [], 'sensor-types': [] };
const cases = d.first();
const steps = new Map(cases.map((c) => [c.id, [{ sequence: 1, at: c.openedAt, actor: 'system', action: 'opened', handling: 'new', reason: null, note: '' }, { sequence: 2, at: c.openedAt, actor: 'system', action: 'dispatched', handling: 'dispatched', reason: null, note: c.workerName ? `→ ${c.workerName}` : '' }]]));
const map = d.mapOf();
const feeds = new Set();
const tell = (message) => feeds.forEach((ws) => ws.send(JSON.stringify(message)));

const problem = (res, status, kind, title, extra = {}) => { res.writeHead(status, { 'Content-Type': 'application/problem+json' }); res.end(JSON.stringify({ type: `urn:gengfu:problem:${kind}`, title, status, ...extra })); };
const send = (res, data, status = 200, headers = {}) => { res.writeHead(status, { 'Content-Type': 'application/json', ...headers }); res.end(JSON.stringify(data)); };
const body = (req) => new Promise((ok) => { const parts = []; req.on('data', (p) => parts.push(p)); req.on('end', () => ok(Buffer.concat(parts))); });
const whoIs = (req) => accounts.find((a) => req.headers.cookie?.includes(`gengfu_session=${a.name}`));

function summary() {
  const states = d.cameras.map(d.statusOf).reduce((m, s) => ({ ...m, [s.state]: (m[s.state] ?? 0) + 1 }), {});
  const open = cases.filter((c) => c.next.length && !c.fault);
  const technicalOpen = cases.filter((c) => c.next.length && c.fault).length;
  return { at: new Date().toISOString(), cameras: { total: 84, streaming: states.streaming, byState: states }, sensors: { total: 30, online: 29, brokerConnected: true }, cases: { open: open.length, openByType: {}, technicalOpen, handledLastDay: 11, openedLastDay: 16 } };
}
function trend() {
  const hour = Math.floor(Date.now() / 3600000) * 3600000;
  return Array.from({ length: 24 }, (_, i) => [{ start: new Date(hour - i * 3600000).toISOString(), type: 'illegal-parking', opened: (i * 7) % 4 }, { start: new Date(hour - i * 3600000).toISOString(), type: 'illegal-dumping', opened: (i * 5) % 3 === 1 ? 1 : 0 }, { start: new Date(hour - i * 3600000).toISOString(), type: 'sensor-threshold', opened: i % 9 === 4 ? 2 : 0 }]).flat();
}
const fixed = { summary: () => summary(), system: () => ({ version: '0.1.0', database: 'embedded', timescale: false, timeZone: 'Asia/Shanghai', now: new Date().toISOString() }), map: () => map, trend: () => ({ items: trend() }), 'camera-statuses': () => ({ items: d.cameras.map(d.statusOf) }), 'sensor-statuses': () => ({ items: d.sensors.map(d.sensorStatusOf) }), 'broker-statuses': () => ({ items: [] }), accounts: () => ({ items: accounts }) };

async function act(req, res, one, action, account) {
  const raw = await body(req);
  const json = req.headers['content-type']?.includes('json') && raw.length ? JSON.parse(raw) : {};
  const [name, handling] = { accept: ['accepted', 'accepted'], handle: ['handled', 'handled'], close: ['closed', 'closed'], 'false-alarm': ['false-alarm', 'false-alarm'], dispatch: ['dispatched', 'dispatched'] }[action];
  if (!one.next.includes(handling)) return problem(res, 409, 'wrong-state', 'Not in this state');
  if (action === 'dispatch') Object.assign(one, { workerId: json.workerId, workerName: d.workers.find((w) => w.id === json.workerId).name });
  const step = d.step(one, name, handling, account.name, json.note ?? '');
  steps.get(one.id).push(step);
  tell({ type: 'case', case: one, step });
  send(res, one);
}

async function configure(req, res, kind, id) {
  const list = kinds[kind];
  const found = list.findIndex((e) => e.id === id);
  if (req.method === 'GET' && !id) return send(res, { items: list });
  if (req.method !== 'POST' && found < 0) return problem(res, 404, 'unknown', 'Unknown');
  if (req.method === 'GET') return send(res, list[found], 200, { ETag: `"${list[found].version}"` });
  if (req.method !== 'POST' && req.headers['if-match'] !== `"${list[found].version}"`) return problem(res, 412, 'stale-version', 'Changed meanwhile');
  if (req.method === 'DELETE') { list.splice(found, 1); res.writeHead(204); return res.end(); }
  const sent = JSON.parse(await body(req));
  const errors = [];
  if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(sent.id ?? '')) errors.push({ pointer: '/id', code: 'form-id', values: {}, message: 'must be small letters, digits and dashes, not beginning with a dash, at most 63' });
  if (kind === 'cameras' && !/^rtsp:\/\/[^/?#@\s]+/.test(sent.url ?? '')) errors.push({ pointer: '/url', code: 'form-camera-address', values: {}, message: 'must be rtsp://host[:port]/path, with user and password in their own fields' });
  if (errors.length) return problem(res, 400, 'invalid-configuration', 'Invalid', { errors });
  const saved = { ...sent, version: (list[found]?.version ?? 0) + 1 };
  if (req.method === 'POST') list.push(saved); else list[found] = saved;
  send(res, saved, req.method === 'POST' ? 201 : 200, { ETag: `"${saved.version}"` });
}

const policy = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; media-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
const types = { html: 'text/html', js: 'text/javascript', css: 'text/css', svg: 'image/svg+xml', webmanifest: 'application/manifest+json' };
function page(res, path) {
  const file = join(process.env.MOCK_DIST, /\.\w+$/.test(path) ? path : 'index.html');
  res.writeHead(200, { 'Content-Type': types[file.split('.').pop()] ?? 'application/octet-stream', 'Content-Security-Policy': policy });
  res.end(readFileSync(file));
}

const server = createServer(async (req, res) => {
  const url = new URL(req.url, 'http://x');
  if (process.env.MOCK_DIST && !url.pathname.startsWith('/api/')) return page(res, url.pathname);
  const [, , , first, id, more] = url.pathname.split('/');
  if (first === 'session' && req.method === 'POST') {
    const { name, password } = JSON.parse(await body(req));
    const account = accounts.find((a) => a.name === name);
    if (!account || password !== 'gengfu') return problem(res, 401, 'wrong-login', 'Wrong name or password');
    return send(res, { account, token: 'x', expiresAt: new Date().toISOString() }, 201, { 'Set-Cookie': `gengfu_session=${name}; Path=/; HttpOnly; SameSite=Strict` });
  }
  const account = whoIs(req);
  if (!account) return problem(res, 401, 'not-logged-in', 'Not logged in');
  if (first === 'session') { if (req.method === 'GET') return send(res, account); res.writeHead(204, { 'Set-Cookie': 'gengfu_session=; Max-Age=0; Path=/' }); return res.end(); }
  if (first === 'evidence' || more === 'snapshot' || more === 'still') {
    const picture = pictures[(first === 'evidence' ? Number(id) : Number(more === 'still' ? url.searchParams.get('number') : id.slice(4))) % (pictures.length || 1)];
    if (!picture) return problem(res, 404, 'no-picture', 'No picture yet');
    res.writeHead(200, { 'Content-Type': 'image/jpeg' });
    return res.end(picture);
  }
  if (first === 'cameras' && (id === 'doctor' || more === 'doctor')) {
    if (req.method === 'GET') return send(res, d.diagnosisOf(id));
    const { url: wished } = JSON.parse(await body(req));
    return setTimeout(() => send(res, d.diagnosisOf(wished.includes('sub') ? 'cam-02' : 'cam-13')), 1500);
  }
  if (fixed[first]) return send(res, fixed[first]());
  if (first === 'cases' && !id) {
    const wanted = url.searchParams.getAll('handling');
    const about = url.searchParams.get('about');
    const items = cases.filter((c) => (!about || (about === 'technical') === !!c.fault) && (!wanted.length || wanted.includes(c.handling)) && (account.role !== 'worker' || c.workerId === account.workerId));
    return send(res, { items: items.sort((a, b) => b.id - a.id), next: null });
  }
  if (first === 'cases') {
    const one = cases.find((c) => c.id === Number(id));
    if (!one) return problem(res, 404, 'unknown', 'Unknown');
    if (more) return act(req, res, one, more, account);
    return send(res, { case: one, steps: steps.get(one.id), deliveries: [{ notificationId: one.id, channel: 'page', target: one.workerId ?? '-', state: 'delivered', attempts: 1, lastReason: null, lastError: null, createdAt: one.openedAt, deliveredAt: one.openedAt }, { notificationId: one.id + 1000, channel: 'webhook', target: 'town', state: 'pending', attempts: 3, lastReason: 'no-answer', lastError: 'connect timed out', createdAt: one.openedAt, deliveredAt: null }] });
  }
  if (first === 'analysis') return send(res, analysisOf(d.cameras));
  if (first === 'recording') return send(res, id === 'status' ? statusOf(d.cameras) : { items: protectionsOf(d.cameras), next: null });
  if (first === 'recordings') return send(res, more ? fileOf(url) : timelineOf(url, id, cases));
  if (more === 'replays' && req.method === 'POST') return send(res, beginReplay(first, id, account.name, JSON.parse(await body(req))), 201);
  if (first === 'replays') {
    if (!id) return send(res, { items: replays() });
    const one = more === 'cancel' ? cancelReplay(id) : replayOf(id);
    return one ? send(res, one) : problem(res, 410, 'replay-lost', 'Lost');
  }
  if (kinds[first]) return configure(req, res, first, id);
  problem(res, 404, 'unknown', 'Unknown');
});

const sockets = new WebSocketServer({ server });
sockets.on('connection', (ws, req) => {
  if (req.url.endsWith('/feed')) {
    feeds.add(ws);
    ws.on('close', () => feeds.delete(ws));
    ws.on('message', (m) => console.log('feed:', String(m)));
    return ws.send(JSON.stringify({ type: 'hello', at: new Date().toISOString() }));
  }
  if (!video) return;
  if (req.url.includes('/playback/')) return play(ws, new URL(req.url, 'http://x'), video);
  ws.send(JSON.stringify({ mimeType: video.mimeType }));
  ws.send(video.init);
  let i = 0;
  const timer = setInterval(() => ws.send(video.fragments[i++ % video.fragments.length]), 1000 / 15);
  ws.on('close', () => clearInterval(timer));
});

// POST a line on stdin, or wait: a new case comes every MOCK_CASE_SECONDS.
const every = Number(process.env.MOCK_CASE_SECONDS ?? 0);
if (every) setInterval(() => {
  const one = d.caseOf({ type: ['illegal-dumping', 'illegal-parking'][cases.length % 2], camera: d.cameras[(cases.length * 11) % 84], severity: 'high', minutes: 0 });
  cases.push(one);
  const step = { sequence: 1, at: one.openedAt, actor: 'system', action: 'opened', handling: 'new', reason: null, note: '' };
  steps.set(one.id, [step]);
  tell({ type: 'case', case: one, step });
  tell({ type: 'notification', notification: { id: one.id, caseId: one.id, reason: 'dispatched', severity: one.severity, titleChinese: `偷倒垃圾：${one.place}`, titleEnglish: `Dumping: ${one.place}`, bodyChinese: '请尽快到场处置', bodyEnglish: 'Please go and look', createdAt: one.openedAt } });
}, every * 1000);

server.listen(port, '127.0.0.1', () => console.log(`mock on http://127.0.0.1:${port}; admin, office, wang; password gengfu`));
