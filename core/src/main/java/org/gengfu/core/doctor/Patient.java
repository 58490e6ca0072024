package org.gengfu.core.doctor;

import org.gengfu.core.village.Camera.Transport;
import org.gengfu.core.village.Secret;
import org.jspecify.annotations.Nullable;

/**
 * A camera that is not configured, or not in this way.
 *
 * @param url of the stream, without user and password
 * @param username null where it asks for none
 * @param password null where it asks for none
 * @param transport how RTP is asked for
 * @param certificateSha256 of the one certificate that is accepted over RTSPS; null for any that is
 *     signed by somebody known
 */
public record Patient(
    String url,
    @Nullable String username,
    @Nullable Secret password,
    Transport transport,
    @Nullable String certificateSha256) {}
