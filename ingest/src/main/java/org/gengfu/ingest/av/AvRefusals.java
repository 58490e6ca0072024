package org.gengfu.ingest.av;

import org.bytedeco.ffmpeg.global.avutil;
import org.gengfu.core.media.Complaint;
import org.gengfu.ingest.source.StreamFailure.Kind;
import org.gengfu.ingest.source.StreamTarget;

/** Says in one sentence what a failure of libav means and what an admin can do. */
final class AvRefusals {
  // Linux's errno, negative, as libav returns them.
  private static final int EIO = -5;
  private static final int ENETUNREACH = -101;
  private static final int ETIMEDOUT = -110;
  private static final int ECONNREFUSED = -111;
  private static final int EHOSTUNREACH = -113;

  private AvRefusals() {}

  /** The stream could not be opened. */
  static AvFailureException opening(int error, StreamTarget target) {
    String there = place(target);
    String said = " (" + Libav.words(error) + ")";
    if (error == avutil.AVERROR_HTTP_UNAUTHORIZED) {
      return new AvFailureException(
          Kind.UNAUTHORISED,
          target.credentials() == null ? Complaint.LOGIN_MISSING : Complaint.LOGIN_WRONG,
          target.credentials() == null
              ? "the camera asks for a user name and a password: enter them"
              : "the camera does not accept the user name or the password: correct them; many"
                  + " cameras lock the account for a while after wrong tries");
    }
    if (error == avutil.AVERROR_HTTP_FORBIDDEN) {
      return new AvFailureException(
          Kind.UNAUTHORISED,
          Complaint.FORBIDDEN,
          "the camera forbids this stream to this user: give the user the right to view it in the"
              + " camera's own settings");
    }
    if (error == avutil.AVERROR_HTTP_NOT_FOUND) {
      return refused(Complaint.PATH_UNKNOWN, there + " does not know the path: check the URL");
    }
    if (error == avutil.AVERROR_HTTP_SERVER_ERROR
        || error == avutil.AVERROR_HTTP_TOO_MANY_REQUESTS) {
      return refused(
          Complaint.DEVICE_FAULT,
          there
              + " reports a fault of its own or is too busy"
              + said
              + ": if it stays, restart it");
    }
    if (error == avutil.AVERROR_HTTP_BAD_REQUEST || error == avutil.AVERROR_HTTP_OTHER_4XX) {
      return unsupported(
          Complaint.REQUEST_REFUSED, there + " refuses the request" + said + ": check the URL");
    }
    if (error == ECONNREFUSED) {
      return refused(
          Complaint.CONNECTION_REFUSED,
          "the connection to "
              + there
              + " is refused: check the address and the port, and that"
              + " the camera serves this stream");
    }
    if (error == ETIMEDOUT) {
      return silent(target);
    }
    if (error == EHOSTUNREACH || error == ENETUNREACH) {
      return refused(
          Complaint.NO_ROUTE,
          "there is no way to " + there + ": check the address and the network");
    }
    if (error == EIO || error == avutil.AVERROR_EOF) {
      return refused(
          Complaint.CONNECTION_FAILED,
          there
              + " can't be reached or ends the connection at once"
              + said
              + ": check the address,"
              + " the name, and that the stream is running");
    }
    return unsupported(
        Complaint.NO_VIDEO,
        there
            + " does not send a stream that can be received"
            + said
            + ": check that the URL is"
            + " that of a video (HTTP-FLV, HLS, MJPEG, RTMP, or a video file)");
  }

  static AvFailureException silent(StreamTarget target) {
    return refused(
        Complaint.NO_ANSWER,
        place(target)
            + " does not answer, or sends no picture in time: check the address, the"
            + " camera's power and cable, and that the stream is running");
  }

  /** A running stream broke. */
  static AvFailureException reading(int error, StreamTarget target) {
    if (error == avutil.AVERROR_INVALIDDATA) {
      return unsupported(
          Complaint.NO_VIDEO,
          place(target) + " sends what is no video: if this repeats, restart the camera");
    }
    return ended();
  }

  static AvFailureException ended() {
    return refused(
        Complaint.ENDED,
        "the stream has ended or the connection was closed: if this repeats, the camera or its"
            + " server may be restarting");
  }

  static AvFailureException noVideo(StreamTarget target) {
    return unsupported(
        Complaint.NO_VIDEO, place(target) + " sends no video that can be shown: check the URL");
  }

  static AvFailureException tooMany(int limit) {
    return refused(
        Complaint.FAILED,
        "there are already "
            + limit
            + " cameras that are not received by RTSP, as many as the hub"
            + " takes: use the cameras' RTSP addresses");
  }

  static AvFailureException broken() {
    return refused(
        Complaint.FAILED, "the stream can't be received by a fault of the hub: see its log");
  }

  private static AvFailureException refused(Complaint complaint, String detail) {
    return new AvFailureException(Kind.REFUSED, complaint, detail);
  }

  private static AvFailureException unsupported(Complaint complaint, String detail) {
    return new AvFailureException(Kind.UNSUPPORTED, complaint, detail);
  }

  private static String place(StreamTarget target) {
    return target.scheme().equals(StreamTarget.FILE) ? "the file" : target.address();
  }
}
