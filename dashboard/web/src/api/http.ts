import { ApiError, problemOf } from './problem';

export const API = '/api/v1';

/** Told when the server says that nobody is logged in any more. */
let onLoggedOut: () => void = () => {};

export function whenLoggedOut(listener: () => void): void {
  onLoggedOut = listener;
}

export interface Options {
  body?: unknown;
  etag?: string;
  query?: Record<string, string | number | readonly string[] | undefined>;
  timeoutMs?: number;
}

export interface Answer<T> {
  data: T;
  etag: string | null;
}

/** An address below the API, with its query. */
export function address(path: string, query: Options['query'] = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue;
    for (const one of Array.isArray(value) ? value : [value]) search.append(name, String(one));
  }
  const text = search.toString();
  return API + path + (text ? `?${text}` : '');
}

/** The address of a WebSocket below the API. */
export function socketAddress(path: string): string {
  const { protocol, host } = window.location;
  return `${protocol === 'https:' ? 'wss' : 'ws'}://${host}${API}${path}`;
}

/**
 * One request.
 *
 * @throws ApiError in every case of failure
 */
export async function request<T>(method: string, path: string, options: Options = {}): Promise<Answer<T>> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (options.etag) headers['If-Match'] = options.etag;
  let body: BodyInit | null = null;
  if (options.body instanceof FormData) {
    body = options.body;
  } else if (options.body !== undefined) {
    headers['Content-Type'] = 'application/json';
    body = JSON.stringify(options.body);
  }
  let response: Response;
  try {
    response = await fetch(address(path, options.query), {
      method,
      headers,
      body,
      credentials: 'same-origin',
      signal: AbortSignal.timeout(options.timeoutMs ?? 15_000),
    });
  } catch {
    throw ApiError.offline();
  }
  if (!response.ok) {
    const problem = await problemOf(response);
    if (problem.status === 401 && problem.kind !== 'wrong-login') onLoggedOut();
    throw problem;
  }
  const data = response.status === 204 ? (undefined as T) : ((await response.json()) as T);
  return { data, etag: response.headers.get('ETag') };
}

export async function get<T>(path: string, query?: Options['query']): Promise<T> {
  return (await request<T>('GET', path, query ? { query } : {})).data;
}

export async function post<T>(path: string, body?: unknown, timeoutMs?: number): Promise<T> {
  const options: Options = body === undefined ? {} : { body };
  if (timeoutMs) options.timeoutMs = timeoutMs;
  return (await request<T>('POST', path, options)).data;
}
