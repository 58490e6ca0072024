/** From the form to the request's body. Pure. */
import type { FieldSpec } from './specs';

export type Draft = Record<string, unknown>;

/** A copy to edit, with every field of the form in it. */
export function draftOf(entity: Draft, fields: readonly FieldSpec[]): Draft {
  const copy = JSON.parse(JSON.stringify(entity)) as Draft;
  for (const field of fields) if (!(field.key in copy) && field.type !== 'secret') copy[field.key] = null;
  return copy;
}

/**
 * What is sent: empty entries of nullable fields become null, secrets that were left empty are left
 * out and so kept, and a camera or broker without a user has no password either.
 */
export function bodyOf(draft: Draft, fields: readonly FieldSpec[]): Draft {
  const body: Draft = { ...draft };
  for (const field of fields) {
    const value = body[field.key];
    if (field.type === 'words') {
      body[field.key] = Array.isArray(value) ? value : [];
    } else if (field.type === 'secret') {
      if (value === undefined || value === null || value === '') delete body[field.key];
    } else if (field.type === 'rows' && Array.isArray(value)) {
      body[field.key] = value.map((row) => bodyOf(row as Draft, field.fields ?? []));
    } else if (field.type === 'group' && value) {
      body[field.key] = bodyOf(value as Draft, field.fields ?? []);
    } else if (field.nullable && (value === '' || value === undefined)) {
      body[field.key] = null;
    } else if (field.type === 'text' && typeof value === 'string') {
      body[field.key] = value.trim();
    }
  }
  const asksUser = fields.some((field) => field.key === 'username');
  if (asksUser && body.username === null && body.hasPassword && !body.password) body.password = null;
  return body;
}

/** A group with one of its fields set, and with what that takes back. */
export function withField(group: Draft, field: FieldSpec, next: unknown): Draft {
  const changed = { ...group, [field.key]: next };
  return field.resets && group[field.key] !== next ? { ...changed, [field.resets]: false } : changed;
}

/** Outline of a grid as lines of `longitude,latitude`, and back; null where a line can't be read. */
export function outlineText(outline: unknown): string {
  if (!Array.isArray(outline)) return '';
  return (outline as { longitude: number; latitude: number }[])
    .map((at) => `${at.longitude},${at.latitude}`)
    .join('\n');
}

export function outlineFrom(text: string): { longitude: number; latitude: number }[] | null {
  const lines = text.split(/\n/).map((line) => line.trim()).filter(Boolean);
  const places = lines.map((line) => {
    const parts = line.split(/[,，\s]+/).map(Number);
    const [longitude, latitude] = parts;
    if (parts.length !== 2 || longitude === undefined || latitude === undefined) return null;
    return Number.isFinite(longitude) && Number.isFinite(latitude) ? { longitude, latitude } : null;
  });
  return places.every((one) => one !== null) ? places : null;
}
