package org.gengfu.core.media;

/** How a stream of a camera, and so the camera, is doing. */
public enum CameraState {
  /** Switched off in the configuration. */
  DISABLED,
  /** Waiting to connect, connecting, or connected with no access unit yet. */
  CONNECTING,
  /** Access units arrive. */
  STREAMING,
  /** Connected, yet nothing has arrived for longer than the stall time. */
  STALLED,
  /**
   * Nobody there: connection refused, unreachable, timed out, unknown path, or closed by the
   * camera.
   */
  REFUSED,
  /** Name or password not accepted. */
  UNAUTHORISED,
  /** It answers, but not with something that can be received: no RTSP, no H.264, broken replies. */
  UNSUPPORTED
}
