package org.gengfu.core.village;

import org.jspecify.annotations.Nullable;

/**
 * A camera.
 *
 * @param id id
 * @param name shown to people
 * @param url {@code rtsp://host[:port]/path} of the stream to use, without user and password
 * @param username for the camera; null where it asks for none
 * @param password for the camera; null where it asks for none
 * @param gridId grid the camera looks at
 * @param location on the map; null where unknown
 * @param enabled false keeps the configuration but does not connect
 */
public record Camera(
    String id,
    String name,
    String url,
    @Nullable String username,
    @Nullable Secret password,
    @Nullable String gridId,
    @Nullable Location location,
    boolean enabled)
    implements Entity {}
