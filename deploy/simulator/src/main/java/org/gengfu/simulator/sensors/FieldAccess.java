package org.gengfu.simulator.sensors;

import org.gengfu.core.village.Secret;
import org.jspecify.annotations.Nullable;

/**
 * How the devices in the field reach the broker.
 *
 * @param uri such as {@code tcp://127.0.0.1:1883}
 * @param username null where the broker asks for none
 * @param password null where the broker asks for none
 */
public record FieldAccess(String uri, @Nullable String username, @Nullable Secret password) {}
