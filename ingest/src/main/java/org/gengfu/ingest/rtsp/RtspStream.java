package org.gengfu.ingest.rtsp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import org.gengfu.ingest.rtsp.rtp.RtcpReceiver;
import org.gengfu.ingest.rtsp.rtp.RtpSource;
import org.gengfu.ingest.rtsp.rtp.SenderClock;
import org.gengfu.ingest.source.CameraLoop;
import org.gengfu.ingest.source.StreamFailure;
import org.gengfu.ingest.source.StreamListener;
import org.gengfu.ingest.source.StreamSource;
import org.gengfu.ingest.source.StreamTarget;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One stream of one camera, from its connection to its end; lives on one loop. */
final class RtspStream extends ChannelInboundHandlerAdapter
    implements StreamSource.OpenStream, InterleavedDecoder.Sink, Handshake.Progress {
  private static final Logger LOG = LoggerFactory.getLogger(RtspStream.class);
  private static final Duration REPORT_INTERVAL = Duration.ofSeconds(5);
  private static final Duration GOODBYE_GRACE = Duration.ofSeconds(1);
  private static final Duration TEARDOWN_GRACE = Duration.ofSeconds(1);

  private final CameraLoop loop;
  private final StreamTarget target;
  private final StreamListener listener;
  private final ReceiverFactory receivers;
  private final InstantSource clock;
  private final RtspDialogue dialogue;
  private final Handshake handshake;
  private @Nullable Channel channel;
  private @Nullable InterleavedDecoder decoder;
  private @Nullable RtpReceiver receiver;
  private @Nullable KeepAlive keepAlive;
  private CameraLoop.@Nullable Timer reports;
  private @Nullable String sessionUrl;
  private int timeoutSeconds;
  private boolean goodbyeAwaited;
  private boolean over;

  /** Makes the receiving side once the track is known. */
  interface ReceiverFactory {
    RtpReceiver create(Sdp.Media video, SetupReply setup, RtpSource source, RtcpReceiver rtcp);
  }

  RtspStream(
      CameraLoop loop,
      StreamTarget target,
      StreamListener listener,
      InstantSource clock,
      ReceiverFactory receivers) {
    this.loop = loop;
    this.clock = clock;
    this.target = target;
    this.listener = listener;
    this.receivers = receivers;
    Authenticator authenticator = new Authenticator(target.credentials(), RtspStream::clientNonce);
    this.dialogue =
        new RtspDialogue(
            loop, authenticator, this::send, method -> fail(Refusals.silent(method, target)));
    this.handshake = new Handshake(target, dialogue, authenticator, this);
  }

  private static String clientNonce() {
    return Long.toHexString(ThreadLocalRandom.current().nextLong());
  }

  // The connection.

  @Override
  public void channelActive(ChannelHandlerContext context) {
    if (over) {
      quietly(context.close());
      return;
    }
    channel = context.channel();
    decoder = new InterleavedDecoder(context.alloc(), this);
    handshake.start();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object read) {
    ByteBuf in = (ByteBuf) read;
    try {
      if (!over && decoder != null) {
        decoder.read(in);
      }
    } catch (RtspFailureException e) {
      fail(e);
    } catch (RtspProtocolException e) {
      fail(Refusals.broken(e, target));
    } finally {
      in.release();
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (!over && receiver != null) {
      receiver.tell(listener);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    fail(Refusals.closed());
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (!(cause instanceof IOException)) {
      LOG.error("stream from {} ended by a fault of ours", target.address(), cause);
    }
    fail(Refusals.closed());
  }

  /** The connection could not be made. */
  void unconnected(Throwable cause) {
    fail(Refusals.connecting(cause, target));
  }

  private void send(String text) {
    if (channel != null && !channel.isWritable()) {
      // It asks without end and never reads: what waits to be sent must not grow.
      fail(Refusals.deaf(target));
    } else if (channel != null) {
      quietly(channel.writeAndFlush(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8)));
    }
  }

  // What comes in.

  @Override
  public void frame(int channelNumber, ByteBuf in, int index, int length) {
    RtpReceiver current = receiver;
    if (current == null) {
      return;
    }
    if (channelNumber == current.rtpChannel()) {
      current.rtp(in, index, length);
    } else if (channelNumber == current.rtpChannel() + 1) {
      rtcp(current, in, index, length);
    }
  }

  private void rtcp(RtpReceiver current, ByteBuf in, int index, int length) {
    if (current.rtcp().read(in, index, length, loop.nanoTime())) {
      awaitGoodbye(current);
    }
    listener.clock(current.rtcp().senderClock().offset());
  }

  /** A camera may say goodbye for an SSRC and go on with another: believe it when it is silent. */
  private void awaitGoodbye(RtpReceiver current) {
    if (goodbyeAwaited) {
      return;
    }
    goodbyeAwaited = true;
    long before = current.packets();
    loop.schedule(
        GOODBYE_GRACE,
        () -> {
          goodbyeAwaited = false;
          if (current.packets() == before) {
            fail(Refusals.ended());
          }
        });
  }

  @Override
  public void message(RtspMessage message) {
    if (message instanceof RtspMessage.Reply reply) {
      dialogue.reply(reply);
    } else if (message instanceof RtspMessage.Request request) {
      dialogue.refuse(request);
    }
  }

  @Override
  public boolean finished() {
    return over;
  }

  // How far the handshake is.

  @Override
  public void prepared(Sdp.Media video, SetupReply setup) {
    timeoutSeconds = setup.timeoutSeconds();
    RtpSource source = new RtpSource(setup.ssrc());
    RtcpReceiver rtcp =
        new RtcpReceiver(source, ThreadLocalRandom.current().nextInt(), new SenderClock(), clock);
    receiver = receivers.create(video, setup, source, rtcp);
  }

  @Override
  public void playing(String url, String keepAliveMethod) {
    sessionUrl = url;
    keepAlive =
        new KeepAlive(
            loop, dialogue, url, keepAliveMethod, timeoutSeconds, () -> fail(Refusals.ended()));
    keepAlive.start();
    scheduleReport();
    listener.playing();
  }

  private void scheduleReport() {
    reports = loop.schedule(REPORT_INTERVAL, this::report);
  }

  private void report() {
    RtpReceiver current = receiver;
    if (current != null && channel != null && current.source().started() && channel.isWritable()) {
      ByteBuf out = channel.alloc().directBuffer(4 + RtcpReceiver.REPORT_BYTES);
      out.writeByte('$').writeByte(current.rtpChannel() + 1).writeShort(RtcpReceiver.REPORT_BYTES);
      current.rtcp().report(out, loop.nanoTime());
      quietly(channel.writeAndFlush(out));
    }
    scheduleReport();
  }

  // The end.

  private void fail(RtspFailureException failure) {
    if (over) {
      return;
    }
    String trace =
        channel == null
            ? "never connected"
            : channel.localAddress()
                + " to "
                + channel.remoteAddress()
                + ", packets received: "
                + (receiver == null ? 0 : receiver.packets());
    if (receiver != null) {
      receiver.tell(listener);
    }
    free();
    if (channel != null) {
      quietly(channel.close());
    }
    listener.failed(new StreamFailure(failure.kind(), failure.detail(), trace));
  }

  @Override
  public void close() {
    if (over) {
      return;
    }
    free();
    Channel open = channel;
    if (open == null || !open.isActive()) {
      return;
    }
    if (sessionUrl == null) {
      quietly(open.close());
      return;
    }
    dialogue.mention("TEARDOWN", sessionUrl, reply -> {});
    // The output alone is ended first: a close with unread packets would reset the connection, and
    // the camera might never read the TEARDOWN and keep the session.
    quietly(((DuplexChannel) open).shutdownOutput());
    loop.schedule(TEARDOWN_GRACE, () -> quietly(open.close()));
  }

  /** What goes wrong here shows as the end of the connection. */
  @SuppressWarnings("unused")
  private static void quietly(ChannelFuture done) {}

  private void free() {
    over = true;
    dialogue.close();
    if (keepAlive != null) {
      keepAlive.close();
    }
    if (reports != null) {
      reports.cancel();
    }
    if (receiver != null) {
      receiver.close();
    }
    if (decoder != null) {
      decoder.close();
    }
  }
}
