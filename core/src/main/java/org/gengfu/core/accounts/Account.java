package org.gengfu.core.accounts;

import org.jspecify.annotations.Nullable;

/**
 * Somebody who can log in.
 *
 * @param name login name, of the form of {@link org.gengfu.core.village.Ids}
 * @param role what the account may do
 * @param workerId the grid worker behind it, for role WORKER; null for the others
 */
public record Account(String name, Role role, @Nullable String workerId) {}
