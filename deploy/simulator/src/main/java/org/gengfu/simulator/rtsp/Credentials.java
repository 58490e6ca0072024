package org.gengfu.simulator.rtsp;

import org.gengfu.core.village.Secret;

/**
 * What a camera asks its viewers for.
 *
 * @param scheme how they prove it
 * @param username name
 * @param password password
 */
public record Credentials(Scheme scheme, String username, Secret password) {
  /** Ways to prove that one knows the password. */
  public enum Scheme {
    /** RFC 7617. */
    BASIC,
    /** MD5 without qop, as most cameras in the field ask for it (RFC 2069). */
    DIGEST_MD5,
    /** SHA-256 with qop=auth (RFC 7616). */
    DIGEST_SHA256
  }
}
