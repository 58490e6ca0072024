package org.gengfu.ingest.rtsp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.gengfu.ingest.rtsp.tls.SecureChannels;
import org.gengfu.ingest.source.CameraLoop;
import org.gengfu.ingest.source.StreamFailure;
import org.gengfu.ingest.source.StreamListener;
import org.gengfu.ingest.source.StreamTarget;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection for one stream of one camera, to its end; lives on one loop. */
final class RtspStream extends ChannelInboundHandlerAdapter
    implements InterleavedDecoder.Sink, Handshake.Progress, StreamTracks.Events {
  private static final Logger LOG = LoggerFactory.getLogger(RtspStream.class);
  private static final Duration REPORT_INTERVAL = Duration.ofSeconds(5);
  private static final Duration UDP_PATIENCE = Duration.ofSeconds(5);
  private static final Duration GOODBYE_GRACE = Duration.ofSeconds(1);

  private final CameraLoop loop;
  private final StreamTarget target;
  private final Owner owner;
  private final RtspDialogue dialogue;
  private final Handshake handshake;
  private final StreamTracks tracks;
  private final CameraSession session;
  private @Nullable Channel channel;
  private @Nullable InterleavedDecoder decoder;
  private @Nullable KeepAlive keepAlive;
  private CameraLoop.@Nullable Timer reports;
  private CameraLoop.@Nullable Timer firstPacket;
  private SecureChannels.@Nullable Secured secured;
  private boolean goodbyeAwaited;
  private boolean over;

  /** Whom it tells; nothing but what concerns the session comes after its end. */
  interface Owner extends StreamListener {
    void quirk(Quirk quirk);

    /** The camera sends us elsewhere; this connection is over. */
    void moved(String location);

    /** It has no place for one more session. */
    void busy(RtspFailureException refusal, String trace);

    /** The camera may hold our session for so long. */
    void sessionLeft(int timeoutSeconds);

    /** The camera holds no session of ours any more. */
    void sessionEnded();
  }

  RtspStream(
      CameraLoop loop,
      StreamTarget target,
      Owner owner,
      InstantSource clock,
      StreamTracks.ReceiverFactory receivers) {
    this.loop = loop;
    this.target = target;
    this.owner = owner;
    this.tracks = new StreamTracks(loop, target, owner, receivers, clock, this);
    Authenticator authenticator = new Authenticator(target.credentials(), RtspStream::clientNonce);
    this.dialogue =
        new RtspDialogue(
            loop, authenticator, this::send, method -> fail(Refusals.silent(method, target)));
    dialogue.onQuirk(owner::quirk);
    this.session = new CameraSession(loop, dialogue, owner, this::closeDecoder);
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
    if (!target.secure()) {
      handshake.start();
    }
  }

  /** Its connection will be encrypted like this. */
  void secured(SecureChannels.Secured how) {
    secured = how;
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof SslHandshakeCompletionEvent done && !over) {
      if (done.isSuccess()) {
        handshake.start();
      } else {
        unsecured(done.cause());
      }
    }
  }

  private void unsecured(Throwable cause) {
    SecureChannels.Secured how = secured;
    fail(how == null ? Refusals.closed() : TlsRefusals.of(cause, target, how.shown()));
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object read) {
    ByteBuf in = (ByteBuf) read;
    try {
      if (!session.gone() && decoder != null) {
        decoder.read(in);
      }
    } catch (RtspFailureException e) {
      fail(e);
    } catch (RtspProtocolException e) {
      if (over) {
        session.part();
      }
      fail(Refusals.broken(e, target));
    } finally {
      in.release();
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    readComplete();
  }

  /** What was there, in the connection or by UDP, has been read. */
  @Override
  public void readComplete() {
    if (!over) {
      tracks.tell();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    session.disconnected();
    fail(Refusals.closed());
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    broken(cause);
  }

  @Override
  public void broken(Throwable cause) {
    Throwable root = cause instanceof DecoderException ? cause.getCause() : cause;
    if (!over && !(root instanceof IOException)) {
      LOG.error("stream from {} ended by a fault of ours", target.address(), cause);
    }
    fail(Refusals.closed());
  }

  /** The connection could not be made. */
  void unconnected(Throwable cause) {
    if (cause instanceof ConnectException && !(cause instanceof ConnectTimeoutException)) {
      // Nobody listens: the server was restarted, and its sessions with it.
      owner.sessionEnded();
    }
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
    tracks.frame(channelNumber, in, index, length);
  }

  /** A camera may say goodbye for an SSRC and go on with another: believe it when it is silent. */
  @Override
  public void goodbye() {
    if (goodbyeAwaited || over) {
      return;
    }
    goodbyeAwaited = true;
    long before = tracks.packets();
    loop.schedule(
        GOODBYE_GRACE,
        () -> {
          goodbyeAwaited = false;
          if (tracks.packets() == before) {
            fail(Refusals.ended());
          }
        });
  }

  @Override
  public void message(RtspMessage message) {
    if (message instanceof RtspMessage.Reply reply) {
      dialogue.reply(reply);
    } else if (message instanceof RtspMessage.Request request && !over) {
      asked(request);
    }
  }

  private void asked(RtspMessage.Request request) {
    String location = request.headers().first("Location").orElse("");
    if (request.method().equals("REDIRECT") && !location.isBlank()) {
      dialogue.agree(request);
      moved(location);
    } else {
      dialogue.refuse(request);
    }
  }

  @Override
  public void strayLineEnd() {
    if (!over) {
      owner.quirk(Quirk.STRAY_LINE_ENDS);
    }
  }

  @Override
  public boolean finished() {
    return session.gone();
  }

  /** Whether it was ended, by either side. */
  boolean over() {
    return over;
  }

  // How far the handshake is.

  @Override
  public void transport(Consumer<String> then) {
    tracks.transport(channel, then);
  }

  @Override
  public void soundTransport(Consumer<@Nullable String> then) {
    tracks.soundTransport(channel, then);
  }

  @Override
  public void noPorts(Throwable cause) {
    LOG.warn("no UDP ports for {}", target.address(), cause);
    fail(Refusals.noPorts(target));
  }

  @Override
  public void prepared(Sdp.Media video, SetupReply setup, String url) {
    session.begun(url, setup.timeoutSeconds());
    tracks.prepared(channel, video, setup);
  }

  @Override
  public void soundPrepared(AudioTrack track, SetupReply setup) {
    tracks.soundPrepared(channel, track, setup);
  }

  @Override
  public void soundRefused() {
    tracks.soundRefused();
  }

  @Override
  public void moved(String location) {
    readComplete();
    end();
    owner.moved(location);
  }

  @Override
  public void quirk(Quirk quirk) {
    owner.quirk(quirk);
  }

  @Override
  public void playing(String url, List<String> keepAliveMethods) {
    if (tracks.packets() > 0) {
      owner.quirk(Quirk.PACKETS_BEFORE_PLAY);
    }
    keepAlive =
        new KeepAlive(
            loop,
            dialogue,
            url,
            keepAliveMethods,
            session.timeoutSeconds(),
            tracks::packets,
            owner::quirk,
            () -> fail(Refusals.ended()));
    keepAlive.start();
    scheduleReport();
    if (tracks.byUdp()) {
      firstPacket = loop.schedule(UDP_PATIENCE, this::checkFirstPacket);
    }
    owner.playing();
  }

  private void checkFirstPacket() {
    if (tracks.packets() == 0) {
      fail(Refusals.nothingByUdp(tracks.udpPorts(), target));
    }
  }

  private void scheduleReport() {
    reports = loop.schedule(REPORT_INTERVAL, this::report);
  }

  private void report() {
    if (channel != null) {
      tracks.report(channel);
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
                + tracks.packets()
                + tracks.account();
    readComplete();
    end();
    if (failure.crowded()) {
      owner.busy(failure, trace);
    } else {
      owner.failed(
          new StreamFailure(
              failure.kind(), failure.complaint(), failure.detail(), trace, failure.challenge()));
    }
  }

  /** Ends it politely; the owner hears nothing more but what became of the session. */
  void close() {
    if (!over) {
      end();
    }
  }

  private void end() {
    free();
    session.end(channel);
  }

  private void closeDecoder() {
    if (decoder != null) {
      decoder.close();
    }
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
    if (firstPacket != null) {
      firstPacket.cancel();
    }
    tracks.close();
  }
}
