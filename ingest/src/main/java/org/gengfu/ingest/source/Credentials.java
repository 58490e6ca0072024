package org.gengfu.ingest.source;

import org.gengfu.core.village.Secret;

/** Name and password for a camera. */
public record Credentials(String username, Secret password) {}
