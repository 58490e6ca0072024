package org.gengfu.ingest.rtsp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Consumer;
import org.gengfu.ingest.rtsp.rtp.Jitter;
import org.gengfu.ingest.rtsp.rtp.RtcpReceiver;
import org.gengfu.ingest.rtsp.rtp.RtpSource;
import org.gengfu.ingest.rtsp.udp.PortPair;
import org.gengfu.ingest.rtsp.udp.ReorderBuffer;
import org.gengfu.ingest.source.CameraLoop;
import org.gengfu.ingest.source.StreamListener;
import org.jspecify.annotations.Nullable;

/**
 * Brings one track by UDP: only from the camera's address, put in order, with its jitter measured;
 * and takes our reports back.
 */
final class UdpCarrier implements PortPair.Receiver {
  /** Hears what concerns the whole stream. */
  interface Events {
    /** A compound RTCP packet; the bytes are valid for the length of the call. */
    void rtcp(ByteBuf in, int index, int length);

    /** What was there has been read. */
    void readComplete();

    /** There are no ports to receive at. */
    void noPorts(Throwable cause);

    /** Something of ours failed. */
    void broken(Throwable cause);
  }

  private static final int PUNCH_BYTES = 12;
  private static final byte RTP_VERSION = (byte) 0x80;

  private final CameraLoop loop;
  private final InetAddress camera;
  private final Events events;
  private @Nullable PortPair ports;
  private @Nullable InetAddress source;
  private @Nullable InetSocketAddress rtcpAddress;
  private @Nullable ReorderBuffer order;
  private @Nullable Jitter jitter;
  private CameraLoop.@Nullable Timer expiry;
  private boolean timeRead;
  private long readNanos;
  private long strangers;
  private long toldLate;
  private long toldDuplicates;
  private boolean closed;

  /**
   * @param camera the address of the other end of the RTSP connection
   */
  UdpCarrier(CameraLoop loop, InetAddress camera, Events events) {
    this.loop = loop;
    this.camera = camera;
    this.events = events;
  }

  /**
   * Takes two ports.
   *
   * @param then is given what SETUP's Transport says
   */
  void bind(Channel connection, Consumer<String> then) {
    PortPair.bind(
        connection,
        this,
        bound -> {
          ports = bound;
          if (closed) {
            bound.close();
          } else {
            then.accept("RTP/AVP;unicast;client_port=" + bound.rtpPort() + "-" + bound.rtcpPort());
          }
        },
        events::noPorts);
  }

  /**
   * SETUP was answered: packets are taken from now on.
   *
   * @param track which of them belong to it; the sink keeps it informed
   * @param rtcp of the track
   * @param packets takes them in their order
   * @param clockRate of the track, units a second
   */
  void begin(
      SetupReply setup,
      RtpSource track,
      RtcpReceiver rtcp,
      ReorderBuffer.Sink packets,
      int clockRate,
      ByteBufAllocator allocator) {
    source = setup.source();
    order = new ReorderBuffer(allocator, track, packets);
    jitter = new Jitter(clockRate);
    PortPair pair = ports;
    if (setup.serverPort() > 0 && pair != null) {
      // Opens the way for what comes through a firewall or a router on our side.
      ByteBuf punch = Unpooled.wrappedBuffer(new byte[PUNCH_BYTES]).setByte(0, RTP_VERSION);
      pair.sendRtp(punch, new InetSocketAddress(camera, setup.serverPort()));
      InetSocketAddress to = new InetSocketAddress(camera, setup.serverRtcpPort());
      rtcpAddress = to;
      pair.sendRtcp(rtcp.emptyReport(Unpooled.buffer(PUNCH_BYTES)), to);
    }
  }

  @Override
  public void rtp(ByteBuf in, InetSocketAddress from) {
    ReorderBuffer buffer = order;
    Jitter measured = jitter;
    if (buffer == null || measured == null || !expected(from.getAddress())) {
      return;
    }
    int length = in.readableBytes();
    if (length == PortPair.MAX_DATAGRAM) {
      // Longer than what is read: its end is missing. Left out, it counts as lost.
      return;
    }
    if (!timeRead) {
      timeRead = true;
      readNanos = loop.nanoTime();
    }
    if (length >= PUNCH_BYTES) {
      measured.arrived(in.getInt(in.readerIndex() + 4), readNanos);
    }
    buffer.offer(in, in.readerIndex(), length, readNanos);
    if (buffer.waiting() > 0 && expiry == null) {
      awaitExpiry(buffer);
    }
  }

  private void awaitExpiry(ReorderBuffer buffer) {
    Duration wait = Duration.ofNanos(Math.max(0, buffer.deadlineNanos() - loop.nanoTime()));
    expiry =
        loop.schedule(
            wait,
            () -> {
              expiry = null;
              buffer.expire(loop.nanoTime());
              events.readComplete();
              if (buffer.waiting() > 0) {
                awaitExpiry(buffer);
              }
            });
  }

  @Override
  public void rtcp(ByteBuf in, InetSocketAddress from) {
    if (order != null && expected(from.getAddress())) {
      rtcpAddress = from;
      events.rtcp(in, in.readerIndex(), in.readableBytes());
    }
  }

  private boolean expected(InetAddress from) {
    boolean known = from.equals(camera) || from.equals(source);
    strangers += known ? 0 : 1;
    return known;
  }

  @Override
  public void readComplete() {
    timeRead = false;
    events.readComplete();
  }

  @Override
  public void failed(Throwable cause) {
    events.broken(cause);
  }

  /** Sends a receiver report; where the camera told no port, once its own RTCP has come. */
  void report(RtcpReceiver rtcp, ByteBuf out) {
    PortPair pair = ports;
    InetSocketAddress to = rtcpAddress;
    if (pair == null || to == null) {
      out.release();
      return;
    }
    rtcp.report(out, loop.nanoTime(), jitter == null ? 0 : jitter.units());
    pair.sendRtcp(out, to);
  }

  /** The ports, for a message; empty where there are none. */
  String ports() {
    return ports == null ? "" : ports.rtpPort() + " and " + ports.rtcpPort();
  }

  /** What became of its packets, for the log. */
  String account() {
    return order == null
        ? ""
        : ", reordered: "
            + order.reordered()
            + ", late: "
            + order.late()
            + ", twice: "
            + order.duplicates()
            + ", from strangers: "
            + strangers;
  }

  /** Tells what came too late or twice since the last call. */
  void tell(StreamListener listener) {
    ReorderBuffer buffer = order;
    if (buffer == null || buffer.late() + buffer.duplicates() == toldLate + toldDuplicates) {
      return;
    }
    int late = (int) (buffer.late() - toldLate);
    int duplicates = (int) (buffer.duplicates() - toldDuplicates);
    toldLate += late;
    toldDuplicates += duplicates;
    listener.useless(late, duplicates);
  }

  void close() {
    closed = true;
    if (expiry != null) {
      expiry.cancel();
    }
    if (order != null) {
      order.close();
    }
    if (ports != null) {
      ports.close();
    }
  }
}
