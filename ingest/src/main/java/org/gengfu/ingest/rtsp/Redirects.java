package org.gengfu.ingest.rtsp;

import java.net.URI;
import java.util.Locale;
import org.gengfu.core.media.Complaint;
import org.gengfu.core.village.Camera.Transport;
import org.gengfu.ingest.source.StreamFailure.Kind;
import org.gengfu.ingest.source.StreamTarget;

/**
 * Where a camera may send us (RFC 2326 §11.3 and §10.10): to another RTSP address, a few times,
 * never out of an encrypted connection. Name, password and certificate go with us only to the host
 * that the admin has entered.
 */
final class Redirects {
  /** Most redirections in a row. */
  static final int MAX_HOPS = 5;

  private final StreamTarget entered;

  /**
   * @param entered the address of the camera's configuration
   */
  Redirects(StreamTarget entered) {
    this.entered = entered;
  }

  /**
   * The address to go to.
   *
   * @param from where the redirection came from
   * @param location what it says
   * @param hops how many there were before it
   */
  StreamTarget follow(StreamTarget from, String location, int hops) {
    if (hops >= MAX_HOPS) {
      throw new RtspFailureException(
          Kind.UNSUPPORTED,
          Complaint.REDIRECTED,
          "the camera points from one address to another without end (last to "
              + PeerText.shown(location)
              + "): enter the right address as its URL");
    }
    StreamTarget to = parse(from, location);
    if (from.secure() && !to.secure()) {
      throw new RtspFailureException(
          Kind.UNSUPPORTED,
          Complaint.REDIRECTED,
          "the camera points from its encrypted address to one that isn't, "
              + shown(to)
              + ": enter that as its URL if that is wanted");
    }
    return to;
  }

  private StreamTarget parse(StreamTarget from, String location) {
    try {
      String absolute = URI.create(from.url()).resolve(location.trim()).toString();
      StreamTarget to = StreamTarget.of(absolute, null);
      if (!to.scheme().toLowerCase(Locale.ROOT).startsWith("rtsp")) {
        throw new IllegalArgumentException("not RTSP");
      }
      boolean home = atHome(to);
      StreamTarget followed =
          StreamTarget.of(
              absolute,
              home ? entered.credentials() : null,
              to.secure() ? Transport.TCP : entered.transport(),
              home ? entered.certificateSha256() : null);
      return entered.sound() ? followed.withSound() : followed;
    } catch (IllegalArgumentException e) {
      throw new RtspFailureException(
          Kind.UNSUPPORTED,
          Complaint.REDIRECTED,
          "the camera points to an address that cannot be received ("
              + PeerText.shown(location)
              + "): enter the right address as its URL");
    }
  }

  /** Whether it is the host that the admin entered. */
  boolean atHome(StreamTarget target) {
    return target.host().equalsIgnoreCase(entered.host());
  }

  /** What to say when the other host asks for the name and password that it isn't given. */
  RtspFailureException withheld(StreamTarget to) {
    return new RtspFailureException(
        Kind.UNAUTHORISED,
        Complaint.REDIRECTED,
        "the camera points to "
            + shown(to)
            + ", which asks for a user name and a password; these are only sent to the host that"
            + " was entered: enter that address as the camera's URL if it is right");
  }

  private static String shown(StreamTarget target) {
    return target.scheme() + "://" + target.address() + PeerText.shown(target.path());
  }
}
