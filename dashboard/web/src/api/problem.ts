/** What went wrong with a request: RFC 9457 problem+json, or that the server could not be reached. */
export interface FieldProblem {
  pointer?: string;
  parameter?: string;
  /** Which rule it breaks, see `fieldRules`; a newer server may know more of them. */
  code?: string;
  /** What a text for the code may name. */
  values?: Record<string, string>;
  /** The same as an English sentence. */
  message: string;
}

const PREFIX = 'urn:gengfu:problem:';

export class ApiError extends Error {
  constructor(
    /** HTTP status; 0 when no answer came. */
    readonly status: number,
    /** Short name such as `stale-version`; `offline` when no answer came, `http` where none was given. */
    readonly kind: string,
    readonly title: string,
    readonly detail: string | null,
    readonly fields: readonly FieldProblem[],
    readonly retryAfterSeconds: number | null = null,
  ) {
    super(detail ? `${title}: ${detail}` : title);
    this.name = 'ApiError';
  }

  static offline(): ApiError {
    return new ApiError(0, 'offline', 'no connection', null, []);
  }

  /** Whether trying again later may help, with nothing changed. */
  get passing(): boolean {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500;
  }

  /** What is wrong at this JSON Pointer; and with fields below it where `below` is set. */
  at(pointer: string, below = false): FieldProblem[] {
    return this.fields.filter((field) => field.pointer === pointer || (below && field.pointer?.startsWith(`${pointer}/`)));
  }

  /** What is wrong at none of the given pointers, for the head of a form. */
  elsewhere(pointers: readonly string[]): FieldProblem[] {
    return this.fields.filter((field) => !pointers.some((p) => field.pointer === p || field.pointer?.startsWith(`${p}/`)));
  }
}

/** Reads the error out of an answer that isn't a success, whatever its body looks like. */
export async function problemOf(response: Response): Promise<ApiError> {
  let body: Record<string, unknown> = {};
  try {
    const parsed: unknown = await response.json();
    if (parsed !== null && typeof parsed === 'object') body = parsed as Record<string, unknown>;
  } catch {
    // A proxy's page or an empty body: the status has to do.
  }
  const type = typeof body.type === 'string' && body.type.startsWith(PREFIX) ? body.type.slice(PREFIX.length) : 'http';
  const title = typeof body.title === 'string' ? body.title : response.statusText || `HTTP ${response.status}`;
  const detail = typeof body.detail === 'string' ? body.detail : null;
  const retry = Number(response.headers.get('Retry-After'));
  return new ApiError(response.status, type, title, detail, fieldsOf(body.errors), retry > 0 ? retry : null);
}

function fieldsOf(errors: unknown): FieldProblem[] {
  if (!Array.isArray(errors)) return [];
  return errors.filter(
    (item): item is FieldProblem =>
      item !== null && typeof item === 'object' && typeof (item as FieldProblem).message === 'string',
  );
}
