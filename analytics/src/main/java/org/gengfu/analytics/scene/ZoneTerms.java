package org.gengfu.analytics.scene;

import org.gengfu.core.village.Schedule;
import org.gengfu.core.village.ZoneSubject;

/**
 * What a zone's rule makes allowance for.
 *
 * @param schedule when the rule holds
 * @param subject whom it is about
 * @param queueTolerated vehicles in a line that moves on break no parking rule
 */
public record ZoneTerms(Schedule schedule, ZoneSubject subject, boolean queueTolerated) {}
