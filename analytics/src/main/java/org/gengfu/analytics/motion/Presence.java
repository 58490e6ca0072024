package org.gengfu.analytics.motion;

import java.time.Instant;
import org.gengfu.core.geometry.Box;

/**
 * Somebody or something is in a zone in this picture.
 *
 * @param zoneId the zone
 * @param vehicle a vehicle, else a person
 * @param since how long already, short absences included
 * @param box where in the picture
 */
public record Presence(String zoneId, boolean vehicle, Instant since, Box box) {}
