package org.gengfu.core.village;

/**
 * A place on the map, WGS 84 degrees.
 *
 * @param longitude -180 to 180
 * @param latitude -90 to 90
 */
public record Location(double longitude, double latitude) {}
