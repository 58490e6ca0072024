package org.gengfu.dashboard.resources;

/**
 * What runs here.
 *
 * @param version of Gengfu
 * @param database {@code embedded} or {@code external}
 * @param timescale whether TimescaleDB is there
 */
public record SystemInfo(String version, String database, boolean timescale) {}
