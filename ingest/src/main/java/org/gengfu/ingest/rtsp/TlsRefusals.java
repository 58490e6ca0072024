package org.gengfu.ingest.rtsp;

import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.security.GeneralSecurityException;
import org.gengfu.core.media.Complaint;
import org.gengfu.ingest.rtsp.tls.SecureChannels;
import org.gengfu.ingest.source.StreamFailure.Kind;
import org.gengfu.ingest.source.StreamTarget;

/** Says in one sentence why a connection could not be secured and what an admin can do. */
final class TlsRefusals {
  private TlsRefusals() {}

  /**
   * A TLS handshake failed.
   *
   * @param shown what the camera showed of itself
   */
  static RtspFailureException of(Throwable cause, StreamTarget target, SecureChannels.Shown shown) {
    if (shown.fingerprint() != null && certificateRefused(cause)) {
      return new RtspFailureException(
          Kind.UNSUPPORTED,
          shown.pinned() ? Complaint.CERTIFICATE_CHANGED : Complaint.CERTIFICATE_UNKNOWN,
          shown.pinned() ? changed(target, shown) : untrusted(target, shown));
    }
    if (cause instanceof SslHandshakeTimeoutException) {
      return new RtspFailureException(
          Kind.REFUSED,
          Complaint.TLS_FAILED,
          target.address()
              + " accepts the connection but does not secure it: check that the port is the RTSPS"
              + " port (often 322); if it is, restart the camera");
    }
    if (cause instanceof ClosedChannelException) {
      return new RtspFailureException(
          Kind.REFUSED,
          Complaint.TLS_FAILED,
          target.address()
              + " has closed the connection while it was being secured: check that the port is the"
              + " RTSPS port (often 322), or use rtsp:// if the camera knows no RTSPS");
    }
    if (cause instanceof NotSslRecordException) {
      return new RtspFailureException(
          Kind.UNSUPPORTED,
          Complaint.TLS_FAILED,
          target.address()
              + " does not speak TLS: check that the port is the RTSPS port (often 322), or use"
              + " rtsp:// if the camera knows no RTSPS");
    }
    return new RtspFailureException(
        Kind.UNSUPPORTED,
        Complaint.TLS_FAILED,
        "the connection to "
            + target.address()
            + " cannot be secured ("
            + PeerText.shown(String.valueOf(cause.getMessage()))
            + "): the camera may only know TLS older than 1.2; update its firmware");
  }

  private static boolean certificateRefused(Throwable cause) {
    for (Throwable one = cause; one != null; one = one.getCause()) {
      if (one instanceof GeneralSecurityException) {
        return true;
      }
    }
    return false;
  }

  private static String untrusted(StreamTarget target, SecureChannels.Shown shown) {
    return "the certificate of "
        + target.address()
        + " is not signed by anybody known, as is usual for cameras. Its SHA-256 fingerprint is "
        + shown.fingerprint()
        + ": compare it with the one in the camera's own settings, and if they are the same, enter"
        + " it in the camera's form here";
  }

  private static String changed(StreamTarget target, SecureChannels.Shown shown) {
    return "the certificate of "
        + target.address()
        + " is not the one whose fingerprint was entered: somebody else may be answering in the"
        + " camera's place. Its SHA-256 fingerprint is now "
        + shown.fingerprint()
        + ": enter that only if the camera got a new certificate and its own settings show the"
        + " same";
  }
}
