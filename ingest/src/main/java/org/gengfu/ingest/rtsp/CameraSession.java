package org.gengfu.ingest.rtsp;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.socket.DuplexChannel;
import java.time.Duration;
import org.gengfu.ingest.rtsp.tls.SecureChannels;
import org.gengfu.ingest.source.CameraLoop;
import org.jspecify.annotations.Nullable;

/**
 * The session that a camera holds for a stream, and how it ends: politely, as a camera has room for
 * few. Lives on the stream's loop.
 */
final class CameraSession {
  private static final Duration TEARDOWN_GRACE = Duration.ofSeconds(1);
  private static final int SESSION_NOT_FOUND = 454;

  private final CameraLoop loop;
  private final RtspDialogue dialogue;
  private final RtspStream.Owner owner;
  private final Runnable onGone;
  private @Nullable Channel connection;
  private @Nullable String url;
  private int timeoutSeconds;
  private boolean ending;
  private boolean gone;

  /**
   * @param onGone is run when nothing more is wanted of the connection; perhaps twice
   */
  CameraSession(CameraLoop loop, RtspDialogue dialogue, RtspStream.Owner owner, Runnable onGone) {
    this.loop = loop;
    this.dialogue = dialogue;
    this.owner = owner;
    this.onGone = onGone;
  }

  /** The camera has begun one. */
  void begun(String sessionUrl, int itsTimeoutSeconds) {
    url = sessionUrl;
    timeoutSeconds = itsTimeoutSeconds;
  }

  /** After how long the camera ends it if nothing is asked. */
  int timeoutSeconds() {
    return timeoutSeconds;
  }

  /** Whether nothing more is wanted of the connection. */
  boolean gone() {
    return gone;
  }

  /** Ends the session, where there is one, and then the connection. */
  void end(@Nullable Channel open) {
    ending = true;
    connection = open;
    if (url != null) {
      owner.sessionLeft(timeoutSeconds);
    }
    if (open == null || !open.isActive() || url == null) {
      part();
      return;
    }
    dialogue.mention("TEARDOWN", url, this::tornDown);
    SecureChannels.closeOutbound(open);
    // The output alone is ended first: a close with unread packets would reset the connection, and
    // the camera might never read the TEARDOWN and keep the session.
    quietly(((DuplexChannel) open).shutdownOutput());
    loop.schedule(TEARDOWN_GRACE, this::ignored);
  }

  private void tornDown(RtspMessage.Reply reply) {
    if (reply.ok() || reply.status() == SESSION_NOT_FOUND) {
      owner.sessionEnded();
    }
    part();
  }

  private void ignored() {
    if (!gone) {
      owner.quirk(Quirk.TEARDOWN_IGNORED);
      part();
    }
  }

  /** Ends the connection, where the end was begun. */
  void part() {
    leave();
    if (connection != null) {
      quietly(connection.close());
    }
  }

  /** The connection has ended. */
  void disconnected() {
    if (ending && !gone && url != null) {
      // The camera was asked to end the session, and has ended the connection.
      owner.sessionEnded();
    }
    leave();
  }

  private void leave() {
    gone = true;
    onGone.run();
  }

  /** What goes wrong here shows as the end of the connection. */
  @SuppressWarnings("unused")
  private static void quietly(ChannelFuture done) {}
}
