package org.gengfu.ingest.rtsp;

/** What a server says between the interleaved frames. */
sealed interface RtspMessage {
  RtspHeaders headers();

  /** A reply to a request of ours. */
  record Reply(int status, String reason, RtspHeaders headers, String body) implements RtspMessage {
    boolean ok() {
      return status >= 200 && status < 300;
    }

    /** Status and reason, safe to show: the reason cut short and without control characters. */
    String line() {
      return (status + " " + PeerText.shown(reason)).trim();
    }
  }

  /** A request of the server's own. */
  record Request(String method, RtspHeaders headers) implements RtspMessage {}
}
