/** What each kind of configuration looks like: its table and its form. The rest is generic. */
import type { IconName } from '../ui/icons';
import { subjectsOf, zoneKinds } from './zoneRules';

export type Kind = 'zones' | 'joint-rules' | 'cameras' | 'sensors' | 'sensor-types' | 'brokers' | 'grids' | 'workers' | 'duties' | 'accounts' | 'webhooks';

export type FieldType =
  | 'text'
  | 'secret'
  | 'number'
  | 'bool'
  | 'select'
  | 'ref'
  | 'location'
  | 'outline'
  | 'days'
  | 'time'
  | 'area'
  | 'words'
  | 'group'
  | 'rows';

export interface FieldSpec {
  key: string;
  type: FieldType;
  /** Message key of the label; `field.<key>` where left out. */
  label?: string;
  hint?: string;
  required?: boolean;
  /** An empty entry is sent as null. */
  nullable?: boolean;
  /** Choices of a select, and where their names stand in the messages. */
  options?: readonly string[];
  optionNames?: string;
  /** Kind that a ref chooses from. */
  ref?: Kind;
  /** Fields of each row or of the group, and what a new one holds; a group without its first field is null. */
  fields?: readonly FieldSpec[];
  row?: Readonly<Record<string, unknown>>;
  /** Only when created. */
  once?: boolean;
  min?: number;
  max?: number;
  /** In a group: shown only while this holds. */
  when?: (group: Readonly<Record<string, unknown>>) => boolean;
  /** In a group: the flag that a change of this field takes back, as it was given for another value. */
  resets?: string;
  /** Message key of what to say where the server refuses the value; else its own words. */
  refused?: string;
  /** Asks for a decision: shown so that it isn't overlooked. */
  question?: boolean;
}

export interface KindSpec {
  kind: Kind;
  icon: IconName;
  /** Key of the id. */
  id: string;
  columns: readonly Column[];
  fields: readonly FieldSpec[];
  empty: Readonly<Record<string, unknown>>;
  /** Accounts have no PUT and no ETag: only a new password. */
  plain?: boolean;
}

export interface Column {
  key: string;
  label?: string;
  /** How the value shows: as it is, as the name of another entity, as a message, or in a way of its own. */
  as?: 'ref' | 'message' | 'bool' | 'days' | 'hours' | 'cameraState' | 'sensorState' | 'brokerState' | 'list';
  ref?: Kind;
  names?: string;
}

const severities = ['low', 'medium', 'high', 'critical'] as const;
export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

const id: FieldSpec = { key: 'id', type: 'text', required: true, once: true, hint: 'field.idHint' };
const name: FieldSpec = { key: 'name', type: 'text', required: true };
const enabled: FieldSpec = { key: 'enabled', type: 'bool' };
const grid: FieldSpec = { key: 'gridId', type: 'ref', ref: 'grids', nullable: true };
const location: FieldSpec = { key: 'location', type: 'location', nullable: true };
const severity: FieldSpec = { key: 'severity', type: 'select', options: severities, optionNames: 'severity' };

const windowFields: readonly FieldSpec[] = [
  { key: 'days', type: 'days', required: true },
  { key: 'from', type: 'time', required: true },
  { key: 'to', type: 'time', required: true, hint: 'field.dutyHint' },
];

const isParking = (zone: Readonly<Record<string, unknown>>) => zone.kind === 'no-parking';
const isOrdinaryParking = (zone: Readonly<Record<string, unknown>>) => isParking(zone) && zone.fireLane !== true;

export const zoneFields: readonly FieldSpec[] = [
  { ...name },
  { key: 'kind', type: 'select', options: zoneKinds, optionNames: 'zoneKind', required: true },
  { key: 'fireLane', type: 'bool', hint: 'field.fireLaneHint', when: isParking },
  { key: 'dwellSeconds', type: 'number', required: true, min: 1, max: 86400 },
  { key: 'graceSeconds', type: 'number', hint: 'field.graceHint', required: true, min: 0, max: 86400, when: isOrdinaryParking },
  { key: 'subject', type: 'select', label: 'field.zoneSubject', optionNames: 'zoneSubject', when: (zone) => subjectsOf(zone.kind).length > 1 },
  { key: 'queueTolerated', type: 'bool', hint: 'field.queueHint', when: isOrdinaryParking },
  severity,
  enabled,
  {
    key: 'hours',
    type: 'rows',
    label: 'field.zoneHours',
    hint: 'field.zoneHoursHint',
    fields: windowFields,
    row: { days: [...weekdays], from: '22:00', to: '06:00' },
    when: (zone) => zone.fireLane !== true,
  },
  id,
];

const metricFields: readonly FieldSpec[] = [
  { key: 'name', type: 'text', label: 'field.metricName', required: true },
  { key: 'valuePointer', type: 'text', hint: 'field.valuePointerHint' },
  { key: 'timePointer', type: 'text', nullable: true },
  { key: 'unit', type: 'text' },
  { key: 'scale', type: 'number' },
  { key: 'offset', type: 'number' },
  { key: 'least', type: 'number', nullable: true },
  { key: 'greatest', type: 'number', nullable: true },
  { key: 'qualityPointer', type: 'text', nullable: true, hint: 'field.qualityPointerHint' },
  { key: 'goodWords', type: 'words', hint: 'field.goodWordsHint' },
];

const metricRow = {
  name: '',
  valuePointer: '/value',
  timePointer: null,
  unit: '',
  scale: 1,
  offset: 0,
  least: null,
  greatest: null,
  qualityPointer: null,
  goodWords: [],
};
const metrics: FieldSpec = { key: 'metrics', type: 'rows', fields: metricFields, row: metricRow };

const availability: FieldSpec = {
  key: 'availability',
  type: 'group',
  hint: 'field.availabilityHint',
  fields: [
    { key: 'topic', type: 'text' },
    { key: 'onlineWord', type: 'text' },
    { key: 'offlineWord', type: 'text' },
    { key: 'pointer', type: 'text', label: 'field.availabilityPointer', nullable: true },
  ],
  row: { topic: '', onlineWord: 'online', offlineWord: 'offline', pointer: null },
};

const ruleFields: readonly FieldSpec[] = [
  { key: 'metric', type: 'text', required: true },
  { key: 'direction', type: 'select', options: ['above', 'below'], optionNames: 'field' },
  { key: 'threshold', type: 'number', required: true },
  { key: 'clear', type: 'number', required: true },
  { key: 'holdSeconds', type: 'number', min: 0 },
  severity,
];

const rules: FieldSpec = {
  key: 'rules',
  type: 'rows',
  fields: ruleFields,
  row: { metric: '', direction: 'above', threshold: null, clear: null, holdSeconds: 0, severity: 'medium' },
};
/** Days that recordings are kept at least, by law. */
const lawfulDays = 30;
const isShort = (plan: Readonly<Record<string, unknown>>) =>
  plan.mode !== 'off' && typeof plan.days === 'number' && plan.days < lawfulDays;

const recordingFields: readonly FieldSpec[] = [
  { key: 'mode', type: 'select', label: 'field.recordingMode', options: ['continuous', 'event', 'schedule', 'off'], optionNames: 'recordingMode', hint: 'field.recordingModeHint', required: true },
  { key: 'days', type: 'number', label: 'field.recordingDays', hint: 'field.recordingDaysHint', required: true, min: 1, max: 3650, when: (plan) => plan.mode !== 'off', resets: 'fewerDaysConfirmed' },
  { key: 'fewerDaysConfirmed', type: 'bool', label: 'field.fewerDaysConfirmed', hint: 'field.fewerDaysHint', when: isShort, question: true, refused: 'field.fewerDaysRefused' },
  {
    key: 'windows',
    type: 'rows',
    label: 'field.recordingWindows',
    hint: 'field.recordingWindowsHint',
    fields: windowFields,
    row: { days: [...weekdays], from: '20:00', to: '06:00' },
    when: (plan) => plan.mode === 'schedule',
  },
];

const gridColumn: Column = { key: 'gridId', as: 'ref', ref: 'grids' };
const workerColumn: Column = { key: 'workerId', as: 'ref', ref: 'workers' };

export const specs: readonly KindSpec[] = [
  {
    kind: 'cameras',
    icon: 'camera',
    id: 'id',
    columns: [{ key: 'id' }, { key: 'name' }, { key: 'state', label: 'admin.state', as: 'cameraState' }, gridColumn, { key: 'url' }],
    fields: [
      id,
      name,
      { key: 'url', type: 'text', required: true, hint: 'field.urlHint' },
      { key: 'subUrl', type: 'text', nullable: true, hint: 'field.subUrlHint' },
      { key: 'username', type: 'text', nullable: true },
      { key: 'password', type: 'secret' },
      { key: 'transport', type: 'select', options: ['tcp', 'udp'], optionNames: 'transport', hint: 'field.transportHint' },
      { key: 'certificateSha256', type: 'text', nullable: true, hint: 'field.certificateHint' },
      grid,
      location,
      { key: 'recording', type: 'group', fields: recordingFields },
      { key: 'audio', type: 'bool', hint: 'field.audioHint' },
      { key: 'sharpPeople', type: 'bool', hint: 'field.sharpPeopleHint' },
      enabled,
    ],
    empty: {
      id: '',
      name: '',
      url: 'rtsp://',
      subUrl: null,
      username: null,
      transport: 'tcp',
      gridId: null,
      location: null,
      recording: { mode: 'continuous', days: lawfulDays, fewerDaysConfirmed: false, windows: [] },
      audio: false,
      sharpPeople: false,
      enabled: true,
    },
  },
  {
    kind: 'sensors',
    icon: 'sensor',
    id: 'id',
    columns: [
      { key: 'id' },
      { key: 'name' },
      { key: 'kind', as: 'message', names: 'sensorKind' },
      { key: 'state', label: 'admin.state', as: 'sensorState' },
      gridColumn,
      { key: 'topic' },
    ],
    fields: [
      id,
      name,
      {
        key: 'kind',
        type: 'select',
        options: ['water-level', 'smoke', 'bin', 'door', 'sos', 'parking-bay', 'other'],
        optionNames: 'sensorKind',
        required: true,
      },
      { key: 'typeId', type: 'ref', ref: 'sensor-types', nullable: true, hint: 'field.typeIdHint' },
      { key: 'device', type: 'text', nullable: true, hint: 'field.deviceHint' },
      { key: 'topic', type: 'text', nullable: true, hint: 'field.topicHint' },
      { key: 'brokerId', type: 'ref', ref: 'brokers', nullable: true, hint: 'field.brokerIdHint' },
      metrics,
      rules,
      { key: 'silentAfterSeconds', type: 'number', min: 0 },
      availability,
      grid,
      location,
      enabled,
    ],
    empty: {
      id: '',
      name: '',
      kind: 'water-level',
      typeId: null,
      device: null,
      topic: null,
      brokerId: null,
      metrics: [{ ...metricRow, name: 'level' }],
      rules: [],
      silentAfterSeconds: 900,
      availability: null,
      gridId: null,
      location: null,
      enabled: true,
    },
  },
  {
    kind: 'sensor-types',
    icon: 'chart',
    id: 'id',
    columns: [{ key: 'id' }, { key: 'name' }, { key: 'topic' }],
    fields: [
      id,
      name,
      { key: 'topic', type: 'text', nullable: true, hint: 'field.typeTopicHint' },
      metrics,
      rules,
      { key: 'silentAfterSeconds', type: 'number', min: 1 },
      availability,
    ],
    empty: {
      id: '',
      name: '',
      topic: null,
      metrics: [{ ...metricRow, name: 'level' }],
      rules: [],
      silentAfterSeconds: 900,
      availability: null,
    },
  },
  {
    kind: 'joint-rules',
    icon: 'joint',
    id: 'id',
    columns: [{ key: 'id' }, { key: 'name' }, { key: 'zoneId', as: 'ref', ref: 'zones' }, { key: 'sensorId', as: 'ref', ref: 'sensors' }, { key: 'enabled', as: 'bool' }],
    fields: [
      id,
      name,
      { key: 'zoneId', type: 'ref', ref: 'zones', required: true },
      { key: 'subject', type: 'select', label: 'field.jointSubject', options: ['any', 'person', 'vehicle'], optionNames: 'zoneSubject' },
      { key: 'sensorId', type: 'ref', ref: 'sensors', required: true },
      { key: 'metric', type: 'text', required: true },
      { key: 'direction', type: 'select', options: ['above', 'below'], optionNames: 'field' },
      { key: 'threshold', type: 'number', label: 'field.jointThreshold', required: true },
      { key: 'windowSeconds', type: 'number', hint: 'field.windowHint', required: true, min: 1, max: 3600 },
      severity,
      enabled,
    ],
    empty: { id: '', name: '', zoneId: '', subject: 'any', sensorId: '', metric: '', direction: 'above', threshold: null, windowSeconds: 60, severity: 'medium', enabled: true },
  },
  {
    kind: 'brokers',
    icon: 'send',
    id: 'id',
    columns: [{ key: 'id' }, { key: 'name' }, { key: 'state', label: 'admin.state', as: 'brokerState' }, { key: 'uri' }],
    fields: [
      id,
      name,
      { key: 'uri', type: 'text', required: true, hint: 'field.uriHint' },
      { key: 'protocol', type: 'select', options: ['5', '3.1.1'] },
      { key: 'clientId', type: 'text', required: true, hint: 'field.clientIdHint' },
      { key: 'username', type: 'text', label: 'field.brokerUser', nullable: true },
      { key: 'password', type: 'secret' },
      { key: 'sharedGroup', type: 'text', nullable: true, hint: 'field.sharedGroupHint' },
      { key: 'caCertificate', type: 'area', nullable: true, hint: 'field.caCertificateHint' },
      { key: 'fingerprint', type: 'text', nullable: true, hint: 'field.fingerprintHint' },
      enabled,
    ],
    empty: {
      id: '',
      name: '',
      uri: 'tcp://',
      protocol: '5',
      clientId: 'gengfu-hub',
      username: null,
      sharedGroup: null,
      caCertificate: null,
      fingerprint: null,
      enabled: true,
    },
  },
  {
    kind: 'grids',
    icon: 'zone',
    id: 'id',
    columns: [{ key: 'id' }, { key: 'name' }, { key: 'fallbackWorkerId', as: 'ref', ref: 'workers' }],
    fields: [id, name, { key: 'fallbackWorkerId', type: 'ref', ref: 'workers', nullable: true }, { key: 'outline', type: 'outline', hint: 'field.outlineHint' }],
    empty: { id: '', name: '', fallbackWorkerId: null, outline: [] },
  },
  {
    kind: 'workers',
    icon: 'users',
    id: 'id',
    columns: [{ key: 'id' }, { key: 'name' }, { key: 'phone' }, { key: 'language' }],
    fields: [
      id,
      name,
      { key: 'phone', type: 'text', nullable: true },
      { key: 'language', type: 'select', options: ['zh-CN', 'en'] },
    ],
    empty: { id: '', name: '', phone: null, language: 'zh-CN' },
  },
  {
    kind: 'duties',
    icon: 'roster',
    id: 'id',
    columns: [{ key: 'id' }, workerColumn, gridColumn, { key: 'days', as: 'days' }, { key: 'from', as: 'hours' }],
    fields: [
      id,
      { key: 'workerId', type: 'ref', ref: 'workers', required: true },
      { key: 'gridId', type: 'ref', ref: 'grids', required: true },
      { key: 'days', type: 'days', required: true },
      { key: 'from', type: 'time', required: true },
      { key: 'to', type: 'time', required: true, hint: 'field.dutyHint' },
    ],
    empty: { id: '', workerId: '', gridId: '', days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'], from: '08:00', to: '20:00' },
  },
  {
    kind: 'accounts',
    icon: 'key',
    id: 'name',
    columns: [{ key: 'name', label: 'login.name' }, { key: 'role', as: 'message', names: 'roles' }, { key: 'workerName', label: 'field.workerId' }],
    fields: [
      { key: 'name', type: 'text', label: 'login.name', required: true, once: true, hint: 'field.idHint' },
      { key: 'role', type: 'select', options: ['worker', 'office', 'admin'], optionNames: 'roles', once: true },
      { key: 'workerId', type: 'ref', ref: 'workers', nullable: true, once: true },
      { key: 'password', type: 'secret', required: true },
    ],
    empty: { name: '', role: 'worker', workerId: null },
    plain: true,
  },
  {
    kind: 'webhooks',
    icon: 'webhook',
    id: 'id',
    columns: [{ key: 'id' }, { key: 'name' }, { key: 'url', label: 'field.webhookUrl' }, { key: 'enabled', as: 'bool' }],
    fields: [
      id,
      name,
      { key: 'url', type: 'text', label: 'field.webhookUrl', required: true },
      { key: 'secret', type: 'secret', hint: 'field.secretHint' },
      enabled,
    ],
    empty: { id: '', name: '', url: 'https://', enabled: true },
  },
];

export function specOf(kind: string): KindSpec | undefined {
  return specs.find((one) => one.kind === kind);
}
