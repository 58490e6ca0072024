/** Every call the pages make, typed. */
import { address, get, post, request } from './http';
import type * as T from './types';

interface Items<X> {
  items: X[];
}

async function items<X>(path: string, query?: Parameters<typeof get>[1]): Promise<X[]> {
  return (await get<Items<X>>(path, query)).items;
}

const stretch = (from: number, to: number) => ({
  from: new Date(from).toISOString(),
  to: new Date(to).toISOString(),
});

export const api = {
  login: (name: string, password: string) =>
    post<{ account: T.Account }>('/session', { name, password }).then((session) => session.account),
  whoAmI: () => get<T.Account>('/session'),
  logout: () => request<void>('DELETE', '/session'),

  summary: () => get<T.Summary>('/summary'),
  system: () => get<T.System>('/system'),
  trend: (from: Date, hours: number) => items<T.TrendPoint>('/trend', { from: from.toISOString(), hours }),
  map: () => get<T.FeatureCollection>('/map'),
  cameraStatuses: () => items<T.CameraStatus>('/camera-statuses'),
  sensorStatuses: () => items<T.SensorStatus>('/sensor-statuses'),

  examine: (cameraId: string) => get<T.Diagnosis>(`/cameras/${cameraId}/doctor`),
  /** Takes up to half a minute. */
  probe: (patient: T.Patient) => post<T.Diagnosis>('/cameras/doctor', patient, 45_000),

  brokerStatuses: () => items<T.BrokerStatus>('/broker-statuses'),
  unreadable: (sensorId: string) => items<T.UnreadableMessage>(`/sensors/${sensorId}/unreadable`),

  list: <X>(kind: string) => items<X>(`/${kind}`),
  cameras: () => items<T.Camera>('/cameras'),
  sensors: () => items<T.Sensor>('/sensors'),
  grids: () => items<T.Grid>('/grids'),
  workers: () => items<T.Worker>('/workers'),

  cases: (query: { handling?: readonly T.Handling[]; about?: 'village' | 'technical'; limit?: number; beforeId?: number } = {}) =>
    get<T.CasePage>('/cases', query),
  case: (id: number) => get<T.CaseDetail>(`/cases/${id}`),
  accept: (id: number) => post<T.Case>(`/cases/${id}/accept`),
  handle: (id: number, note: string, photo: Blob | null) => {
    const form = new FormData();
    form.set('note', note);
    if (photo) form.set('photo', photo, 'photo.jpg');
    return post<T.Case>(`/cases/${id}/handle`, form, 60_000);
  },
  close: (id: number, note: string) => post<T.Case>(`/cases/${id}/close`, { note }),
  falseAlarm: (id: number, note: string) => post<T.Case>(`/cases/${id}/false-alarm`, { note }),
  dispatch: (id: number, workerId: string, note: string) =>
    post<T.Case>(`/cases/${id}/dispatch`, { workerId, note }),

  timeline: (cameraId: string, from: number, to: number) =>
    get<T.Timeline>(`/recordings/${encodeURIComponent(cameraId)}`, stretch(from, to)),
  recording: (cameraId: string, from: number, to: number) =>
    get<T.RecordingFile>(`/recordings/${encodeURIComponent(cameraId)}/video`, stretch(from, to)),

  read: <X>(kind: string, id: string) => request<X>('GET', `/${kind}/${id}`),
  create: <X>(kind: string, body: unknown) => request<X>('POST', `/${kind}`, { body }),
  replace: <X>(kind: string, id: string, body: unknown, etag: string) =>
    request<X>('PUT', `/${kind}/${id}`, { body, etag }),
  remove: (kind: string, id: string, etag?: string) =>
    request<void>('DELETE', `/${kind}/${id}`, etag ? { etag } : {}),
  setPassword: (name: string, password: string) =>
    request<void>('PUT', `/accounts/${name}/password`, { body: { password } }),
};

export const evidenceUrl = (id: number) => address(`/evidence/${id}`);
export const snapshotUrl = (cameraId: string, width: number) =>
  address(`/cameras/${cameraId}/snapshot`, { width });

export const recordingUrl = (cameraId: string, from: number, to: number) =>
  address(`/recordings/${encodeURIComponent(cameraId)}/video.mp4`, stretch(from, to));

/** The ETag of a version. */
export const etagOf = (version: number) => `"${version}"`;
