package org.gengfu.dashboard.http;

import org.gengfu.core.accounts.Account;

/**
 * Who sends a request.
 *
 * @param account the account that is logged in
 * @param sessionHash hash of the session's token
 */
public record Caller(Account account, String sessionHash) {}
