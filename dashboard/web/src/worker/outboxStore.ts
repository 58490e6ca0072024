/** Keeps the outbox in IndexedDB, photos included; in memory where a browser has none. */
import type { Action, OutboxStore } from './outbox';

const STORE = 'actions';

export function memoryStore(): OutboxStore {
  const kept = new Map<string, Action>();
  return {
    all: async () => [...kept.values()],
    put: async (action) => void kept.set(action.id, action),
    remove: async (id) => void kept.delete(id),
  };
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB'));
  });
}

export async function openOutboxStore(): Promise<OutboxStore> {
  try {
    const request = indexedDB.open('gengfu-outbox', 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'id' });
    const database = await done(request);
    const table = (mode: IDBTransactionMode) => database.transaction(STORE, mode).objectStore(STORE);
    return {
      all: () => done(table('readonly').getAll() as IDBRequest<Action[]>),
      put: async (action) => void (await done(table('readwrite').put(action))),
      remove: async (id) => void (await done(table('readwrite').delete(id))),
    };
  } catch {
    return memoryStore();
  }
}
