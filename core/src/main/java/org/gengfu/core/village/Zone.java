package org.gengfu.core.village;

import org.gengfu.core.cases.Severity;
import org.gengfu.core.geometry.Polygon;

/**
 * A part of one camera's picture with one rule.
 *
 * @param id id
 * @param cameraId camera in whose picture it lies
 * @param name shown to people
 * @param kind what must not happen here
 * @param polygon normalised corners
 * @param dwellSeconds how long a thing may stay, in stream time
 * @param severity of the case it opens
 * @param enabled false keeps the configuration but judges nothing
 */
public record Zone(
    String id,
    String cameraId,
    String name,
    ZoneKind kind,
    Polygon polygon,
    int dwellSeconds,
    Severity severity,
    boolean enabled)
    implements Entity {}
