package org.gengfu.core.village;

import org.jspecify.annotations.Nullable;

/**
 * A grid worker 网格员.
 *
 * @param id id; the worker's MQTT topic ends with it
 * @param name shown to people
 * @param phone to call; null where unknown
 * @param language of the messages, {@code zh-CN} or {@code en}
 */
public record Worker(String id, String name, @Nullable String phone, String language)
    implements Entity {}
