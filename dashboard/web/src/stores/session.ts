import { reactive } from 'vue';
import { api } from '../api';
import { whenLoggedOut } from '../api/http';
import { ApiError } from '../api/problem';
import type { Account, Role } from '../api/types';

/** Who is logged in. `known` is false until the server has been asked once. */
export const session = reactive<{ account: Account | null; known: boolean }>({ account: null, known: false });

const KEPT = 'gengfu.account';

/** Asks who is logged in; without a network, a grid worker's page goes on with what it knew. */
export async function restore(): Promise<void> {
  try {
    enter(await api.whoAmI());
  } catch (error) {
    session.account = error instanceof ApiError && error.status === 0 ? remembered() : null;
  }
  session.known = true;
}

export async function login(name: string, password: string): Promise<Account> {
  const account = await api.login(name, password);
  enter(account);
  session.known = true;
  return account;
}

export async function logout(): Promise<void> {
  try {
    await api.logout();
  } finally {
    leave();
  }
}

function enter(account: Account): void {
  session.account = account;
  localStorage.setItem(KEPT, JSON.stringify(account));
}

function leave(): void {
  session.account = null;
  localStorage.removeItem(KEPT);
}

function remembered(): Account | null {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? 'null') as Account | null;
  } catch {
    return null;
  }
}

/** The socket said that the session is over: asking the server makes sure and brings the login page. */
export function sessionMayBeOver(): void {
  api.whoAmI().catch(() => {});
}

/** Runs when the session has ended elsewhere: forgets the account, then tells the listener. */
export function onSessionEnd(listener: () => void): void {
  whenLoggedOut(() => {
    if (!session.account) return;
    leave();
    listener();
  });
}

/** The page a role starts with. */
export function homeOf(role: Role): string {
  return role === 'worker' ? '/worker' : '/screen';
}
