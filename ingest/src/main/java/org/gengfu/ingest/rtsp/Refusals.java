package org.gengfu.ingest.rtsp;

import io.netty.channel.ConnectTimeoutException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import org.gengfu.core.media.Complaint;
import org.gengfu.core.village.Camera.Transport;
import org.gengfu.ingest.rtsp.RtspMessage.Reply;
import org.gengfu.ingest.source.StreamFailure.Kind;
import org.gengfu.ingest.source.StreamTarget;

/** Says in one sentence what a refusal means and what an admin can do: the one place for it. */
final class Refusals {
  private Refusals() {}

  /**
   * Whether the reply says that there is no place for one more session: 453, 503, or a session of
   * ours that it mixes up with another (454, 459).
   */
  static boolean crowded(Reply reply) {
    return switch (reply.status()) {
      case 453, 454, 459, 503 -> true;
      default -> false;
    };
  }

  /** A request was answered with something else than success. */
  static RtspFailureException of(
      String method, Reply reply, StreamTarget target, boolean hasCredentials) {
    String said = " (" + method + ": " + reply.line() + ")";
    return switch (reply.status()) {
      case 401 -> unauthorised(hasCredentials, said);
      case 403 ->
          new RtspFailureException(
              Kind.UNAUTHORISED,
              Complaint.FORBIDDEN,
              "the camera forbids this stream to this user"
                  + said
                  + ": give the user the right to view it in the camera's own settings");
      case 404, 410 ->
          new RtspFailureException(
              Kind.REFUSED,
              Complaint.PATH_UNKNOWN,
              "the camera at "
                  + target.address()
                  + " does not know the path "
                  + PeerText.shown(target.path())
                  + said
                  + ": check the URL");
      case 453, 503 ->
          new RtspFailureException(
              Kind.REFUSED,
              Complaint.BUSY,
              "the camera is too busy"
                  + said
                  + ": it may have reached its number of viewers; close others, or raise it");
      case 461 ->
          new RtspFailureException(
              Kind.UNSUPPORTED,
              Complaint.TRANSPORT_REFUSED,
              target.transport() == Transport.UDP
                  ? "the camera does not send over UDP" + said + ": set its transport to TCP here"
                  : "the camera does not send over TCP"
                      + said
                      + ": allow RTP over RTSP (TCP) in the camera's own settings, or set its"
                      + " transport to UDP here");
      default -> other(reply, said);
    };
  }

  private static RtspFailureException unauthorised(boolean hasCredentials, String said) {
    return new RtspFailureException(
        Kind.UNAUTHORISED,
        hasCredentials ? Complaint.LOGIN_WRONG : Complaint.LOGIN_MISSING,
        hasCredentials
            ? "the camera does not accept the user name or the password"
                + said
                + ": correct them; many cameras lock the account for a while after wrong tries"
            : "the camera asks for a user name and a password" + said + ": enter them");
  }

  private static RtspFailureException other(Reply reply, String said) {
    if (reply.status() >= 300 && reply.status() < 400) {
      return new RtspFailureException(
          Kind.REFUSED,
          Complaint.REDIRECTED,
          "the camera points to another address" + said + ": enter that address as the URL");
    }
    if (reply.status() >= 500 && reply.status() != 501 && reply.status() != 551) {
      return new RtspFailureException(
          Kind.REFUSED,
          Complaint.DEVICE_FAULT,
          "the camera reports a fault of its own" + said + ": if it stays, restart the camera");
    }
    return new RtspFailureException(
        Kind.UNSUPPORTED,
        Complaint.REQUEST_REFUSED,
        "the camera refuses what is needed to receive it"
            + said
            + ": check the URL, and that it is the URL of a live stream");
  }

  static RtspFailureException connecting(Throwable cause, StreamTarget target) {
    String there = target.address();
    String detail;
    Kind kind = Kind.ABSENT;
    if (cause instanceof UnknownHostException) {
      // Name servers are not to be asked every two seconds.
      kind = Kind.REFUSED;
      detail =
          "the name "
              + PeerText.shown(target.host())
              + " is not known: check it, or use the camera's IP address";
    } else if (cause instanceof ConnectTimeoutException) {
      detail =
          "nothing answers at " + there + ": check the address, and the camera's power and cable";
    } else if (cause instanceof NoRouteToHostException) {
      detail = "there is no way to " + there + ": check the address and the network";
    } else if (cause instanceof ConnectException) {
      detail =
          "the connection to "
              + there
              + " is refused: check the address and the port, and that RTSP is switched on";
    } else {
      detail = "the connection to " + there + " fails: check the address and the network";
    }
    return new RtspFailureException(kind, complaint(cause), detail);
  }

  static RtspFailureException silent(String method, StreamTarget target) {
    return new RtspFailureException(
        Kind.ABSENT,
        Complaint.SILENT,
        target.address()
            + " accepts the connection but does not answer "
            + method
            + ": check that the port is the RTSP port; if it is, restart the camera");
  }

  static RtspFailureException deaf(StreamTarget target) {
    return new RtspFailureException(
        Kind.UNSUPPORTED,
        Complaint.NOT_RTSP,
        target.address()
            + " sends requests but does not read the answers: check that the URL is that of a"
            + " camera's RTSP stream");
  }

  /**
   * It agreed to send by UDP, and nothing came.
   *
   * @param ports that were to be sent to
   */
  static RtspFailureException nothingByUdp(String ports, StreamTarget target) {
    return new RtspFailureException(
        Kind.UNSUPPORTED,
        Complaint.UDP_BLOCKED,
        "the camera at "
            + target.host()
            + " agreed to send over UDP, but nothing arrives (ports "
            + ports
            + "): a firewall or a router is in between; set the camera's transport to TCP, or let"
            + " UDP through");
  }

  static RtspFailureException noPorts(StreamTarget target) {
    return new RtspFailureException(
        Kind.REFUSED,
        Complaint.FAILED,
        "no UDP ports are free for the camera at "
            + target.address()
            + ": set its transport to TCP");
  }

  /** It refuses a session because it still holds one of ours. */
  static RtspFailureException heldByUs(StreamTarget target, Duration left) {
    return new RtspFailureException(
        Kind.REFUSED,
        Complaint.HELD_BY_US,
        "the camera at "
            + target.address()
            + " still holds a session of this hub that broke off, and has no place for another: it"
            + " is tried again in "
            + Math.max(1, left.toSeconds())
            + " s, when that has timed out");
  }

  /** No turn at the host. */
  static RtspFailureException crowded(StreamTarget target, int most) {
    return new RtspFailureException(
        Kind.REFUSED,
        Complaint.BUSY,
        "too many connections to "
            + target.address()
            + " are open or being opened at once (at most "
            + most
            + "): raise rtsp.connectionsPerHost where the recorder can bear it, spread the cameras"
            + " over several addresses, or switch off those not needed");
  }

  static RtspFailureException closed() {
    return new RtspFailureException(
        Kind.REFUSED,
        Complaint.CLOSED,
        "the camera has closed the connection: if this repeats, it may have reached its number of"
            + " viewers, or be restarting");
  }

  static RtspFailureException ended() {
    return new RtspFailureException(
        Kind.REFUSED, Complaint.ENDED, "the camera has ended the stream");
  }

  static RtspFailureException broken(RtspProtocolException cause, StreamTarget target) {
    return new RtspFailureException(
        Kind.UNSUPPORTED,
        Complaint.NOT_RTSP,
        target.address()
            + " sent "
            + cause.getMessage()
            + ": check that the URL is that of a camera's RTSP stream");
  }

  private static Complaint complaint(Throwable cause) {
    if (cause instanceof UnknownHostException) {
      return Complaint.NAME_UNKNOWN;
    }
    if (cause instanceof ConnectTimeoutException) {
      return Complaint.NO_ANSWER;
    }
    if (cause instanceof NoRouteToHostException) {
      return Complaint.NO_ROUTE;
    }
    return cause instanceof ConnectException
        ? Complaint.CONNECTION_REFUSED
        : Complaint.CONNECTION_FAILED;
  }
}
