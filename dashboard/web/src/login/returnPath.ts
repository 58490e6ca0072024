/** Where to go after logging in: a path of this site from the query, never another site. */
export function returnPath(asked: unknown): string | null {
  if (typeof asked !== 'string' || !asked.startsWith('/') || asked.startsWith('//')) return null;
  return asked.includes('\\') || asked.startsWith('/login') ? null : asked;
}
