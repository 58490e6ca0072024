package org.gengfu.simulator.rtsp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.gengfu.simulator.clip.Clip;
import org.gengfu.simulator.clip.EncodedScene;
import org.gengfu.simulator.clip.Gop;
import org.gengfu.simulator.clip.Picture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends one camera's pictures to one connection as their time comes. A connection that can't take
 * more loses pictures up to the next keyframe. Lives on the connection's event loop.
 */
final class Viewer {
  private static final Logger log = LoggerFactory.getLogger(Viewer.class);
  private static final long REPORT_EVERY_TICKS = 5 * Clip.TICKS_PER_SECOND;
  private static final int PICTURES_BEFORE_CLOSE = 10;
  private static final int RUBBISH_BYTES = 256;

  private final Outlet outlet;
  private final Outlet connection;
  private final SimulatedCamera camera;
  private final StreamClock clock;
  private final RtpPacketizer packetizer;
  private final int timestampBase;
  private EncodedScene scene;
  private @Nullable Gop gop;
  private long number;
  private int index;
  private int sent;
  private boolean toldOfMove;
  private long nextReportTicks = Long.MIN_VALUE;

  /**
   * @param outlet for the packets
   * @param connection for requests
   */
  Viewer(
      Outlet outlet,
      Outlet connection,
      SimulatedCamera camera,
      StreamClock clock,
      RtpPacketizer packetizer,
      int timestampBase) {
    this.outlet = outlet;
    this.connection = connection;
    this.camera = camera;
    this.clock = clock;
    this.packetizer = packetizer;
    this.timestampBase = timestampBase;
    this.scene = camera.scene();
    this.number = nextKeyframe(position());
  }

  SimulatedCamera camera() {
    return camera;
  }

  /** For RTP-Info: sequence number and RTP time of the first picture. */
  String startInfo() {
    long time = (timestampBase + number * scene.gopTicks()) & 0xffff_ffffL;
    return "seq=" + packetizer.nextSequence() + ";rtptime=" + time;
  }

  /** Sends what is due; a failure ends this connection, not the others. */
  void tick() {
    try {
      sendOrMisbehave();
    } catch (RuntimeException e) {
      log.warn("camera {}: can't be shown to {}", camera.path(), outlet, e);
      outlet.close();
    }
  }

  private void sendOrMisbehave() {
    String moved = camera.movedTo();
    if (moved != null && !toldOfMove) {
      toldOfMove = true;
      String request = "REDIRECT * RTSP/1.0\r\nCSeq: 1\r\nLocation: " + moved + "\r\n\r\n";
      connection.send(Unpooled.copiedBuffer(request, StandardCharsets.US_ASCII));
    }
    switch (camera.fault()) {
      case STALL, BLACK_HOLE, HANG_UP, NOT_FOUND, UNAUTHORISED -> skipToNextKeyframe();
      case RUBBISH -> sendRubbish();
      default -> sendDue();
    }
    if (camera.fault() == Fault.CLOSE && sent >= PICTURES_BEFORE_CLOSE) {
      outlet.close();
    }
  }

  private void sendDue() {
    long position = position();
    if (scene != camera.scene()) {
      scene = camera.scene();
      skipToNextKeyframe();
    }
    boolean wrote = false;
    while (number * scene.gopTicks() <= position) {
      Gop current = gop == null ? scene.gop(number) : gop;
      gop = current;
      Picture picture = current.pictures().get(index);
      long due = number * scene.gopTicks() + picture.offsetTicks();
      if (due > position) {
        break;
      }
      if (!outlet.writable() || position - due > 2 * scene.gopTicks()) {
        skipToNextKeyframe();
        break;
      }
      send(current, picture, due);
      wrote = true;
      advance(current);
    }
    if (wrote) {
      outlet.flush();
    }
  }

  private void send(Gop current, Picture picture, long due) {
    if (due >= nextReportTicks) {
      int now = timestampBase + (int) position();
      outlet.write(
          packetizer.senderReport(outlet.allocator(), clock.ntp(camera.clockOffset()), now));
      nextReportTicks = due + REPORT_EVERY_TICKS;
    }
    ByteBuf packets =
        packetizer.packetize(
            outlet.allocator(),
            index == 0 ? current.parameterSets() : null,
            picture,
            timestampBase + (int) due,
            camera.fault() == Fault.LOSE_PACKETS);
    outlet.write(packets);
    sent++;
  }

  private void advance(Gop current) {
    index++;
    if (index == current.pictures().size()) {
      index = 0;
      number++;
      gop = null;
    }
  }

  private void skipToNextKeyframe() {
    gop = null;
    index = 0;
    number = nextKeyframe(position());
  }

  private void sendRubbish() {
    skipToNextKeyframe();
    if (outlet.writable()) {
      outlet.send(rubbish(outlet.allocator().buffer(RUBBISH_BYTES)));
    }
  }

  static ByteBuf rubbish(ByteBuf into) {
    for (int i = 0; i < RUBBISH_BYTES; i++) {
      into.writeByte(0x80 | i * 37);
    }
    return into;
  }

  private long position() {
    return clock.ticks() + camera.phaseTicks();
  }

  private long nextKeyframe(long position) {
    return Math.floorDiv(position, scene.gopTicks()) + 1;
  }
}
