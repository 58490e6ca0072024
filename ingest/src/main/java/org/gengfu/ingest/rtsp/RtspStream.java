package org.gengfu.ingest.rtsp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.gengfu.core.village.Camera.Transport;
import org.gengfu.ingest.rtsp.rtp.RtcpReceiver;
import org.gengfu.ingest.rtsp.rtp.RtpSource;
import org.gengfu.ingest.rtsp.rtp.SenderClock;
import org.gengfu.ingest.rtsp.rtp.TrackClock;
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
    implements InterleavedDecoder.Sink, Handshake.Progress, UdpCarrier.Events {
  private static final Logger LOG = LoggerFactory.getLogger(RtspStream.class);
  private static final Duration REPORT_INTERVAL = Duration.ofSeconds(5);
  private static final Duration UDP_PATIENCE = Duration.ofSeconds(5);
  private static final Duration GOODBYE_GRACE = Duration.ofSeconds(1);
  private static final Duration TEARDOWN_GRACE = Duration.ofSeconds(1);
  private static final int SESSION_NOT_FOUND = 454;

  private final CameraLoop loop;
  private final StreamTarget target;
  private final Owner owner;
  private final ReceiverFactory receivers;
  private final InstantSource clock;
  private final RtspDialogue dialogue;
  private final Handshake handshake;
  private @Nullable Channel channel;
  private @Nullable InterleavedDecoder decoder;
  private @Nullable RtpReceiver receiver;
  private @Nullable UdpCarrier udp;
  private @Nullable AudioReceiver sound;
  private int videoClockRate;
  private @Nullable KeepAlive keepAlive;
  private CameraLoop.@Nullable Timer reports;
  private CameraLoop.@Nullable Timer firstPacket;
  private @Nullable String sessionUrl;
  private SecureChannels.@Nullable Secured secured;
  private int timeoutSeconds;
  private boolean goodbyeAwaited;
  private boolean over;
  private boolean gone;

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

  /** Makes the receiving side once the track is known. */
  interface ReceiverFactory {
    RtpReceiver create(Sdp.Media video, SetupReply setup, RtpSource source, RtcpReceiver rtcp);
  }

  RtspStream(
      CameraLoop loop,
      StreamTarget target,
      Owner owner,
      InstantSource clock,
      ReceiverFactory receivers) {
    this.loop = loop;
    this.clock = clock;
    this.target = target;
    this.owner = owner;
    this.receivers = receivers;
    Authenticator authenticator = new Authenticator(target.credentials(), RtspStream::clientNonce);
    this.dialogue =
        new RtspDialogue(
            loop, authenticator, this::send, method -> fail(Refusals.silent(method, target)));
    dialogue.onQuirk(owner::quirk);
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
      if (!gone && decoder != null) {
        decoder.read(in);
      }
    } catch (RtspFailureException e) {
      fail(e);
    } catch (RtspProtocolException e) {
      if (over) {
        part();
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
    if (!over && receiver != null) {
      receiver.tell(owner);
      receiver.tellOddities(owner::quirk);
      if (udp != null) {
        udp.tell(owner);
      }
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (over && !gone && sessionUrl != null) {
      // It was asked to end the session, and has ended the connection.
      owner.sessionEnded();
    }
    gone();
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
    RtpReceiver current = receiver;
    if (current == null) {
      return;
    }
    if (channelNumber == current.rtpChannel()) {
      current.rtp(in, index, length);
    } else if (channelNumber == current.rtpChannel() + 1) {
      rtcp(in, index, length);
    } else {
      soundFrame(channelNumber, in, index, length);
    }
  }

  private void soundFrame(int channelNumber, ByteBuf in, int index, int length) {
    AudioReceiver current = sound;
    if (current == null) {
      return;
    }
    if (channelNumber == current.rtpChannel()) {
      current.rtp(in, index, length);
    } else if (channelNumber == current.rtpChannel() + 1) {
      // Its goodbye ends nothing: pictures go on without sound.
      boolean leaving = current.rtcp().read(in, index, length, loop.nanoTime());
      LOG.debug("sound of {}: sender report, leaving: {}", target.address(), leaving);
    }
  }

  @Override
  public void rtcp(ByteBuf in, int index, int length) {
    RtpReceiver current = receiver;
    if (current == null || over) {
      return;
    }
    if (current.rtcp().read(in, index, length, loop.nanoTime())) {
      awaitGoodbye(current);
    }
    owner.clock(current.rtcp().senderClock().offset());
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
    return gone;
  }

  /** Whether it was ended, by either side. */
  boolean over() {
    return over;
  }

  // How far the handshake is.

  @Override
  public void transport(Consumer<String> then) {
    Channel connection = channel;
    if (target.transport() == Transport.TCP || connection == null) {
      then.accept("RTP/AVP/TCP;unicast;interleaved=0-1");
      return;
    }
    InetSocketAddress camera = (InetSocketAddress) connection.remoteAddress();
    UdpCarrier carrier = new UdpCarrier(loop, camera.getAddress(), this);
    udp = carrier;
    carrier.bind(connection, then);
  }

  @Override
  public void noPorts(Throwable cause) {
    LOG.warn("no UDP ports for {}", target.address(), cause);
    fail(Refusals.noPorts(target));
  }

  @Override
  public void prepared(Sdp.Media video, SetupReply setup, String url) {
    sessionUrl = url;
    timeoutSeconds = setup.timeoutSeconds();
    RtpSource source = new RtpSource(setup.ssrc());
    RtcpReceiver rtcp =
        new RtcpReceiver(source, ThreadLocalRandom.current().nextInt(), new SenderClock(), clock);
    RtpReceiver created = receivers.create(video, setup, source, rtcp);
    receiver = created;
    videoClockRate = video.clockRate();
    UdpCarrier carrier = udp;
    if (carrier != null && setup.interleaved()) {
      owner.quirk(Quirk.TRANSPORT_NOT_AS_ASKED);
      carrier.close();
      udp = null;
    } else if (carrier != null && channel != null) {
      carrier.begin(setup, created, video.clockRate(), channel);
    }
  }

  @Override
  public void soundPrepared(AudioTrack track, SetupReply setup) {
    RtpReceiver pictures = receiver;
    if (pictures == null || setup.rtpChannel() == pictures.rtpChannel()) {
      return;
    }
    RtpSource source = new RtpSource(setup.ssrc());
    SenderClock reports = new SenderClock();
    RtcpReceiver rtcp =
        new RtcpReceiver(source, ThreadLocalRandom.current().nextInt(), reports, clock);
    TrackClock trackClock =
        new TrackClock(
            pictures.clock(),
            pictures.rtcp().senderClock(),
            videoClockRate,
            reports,
            track.media().clockRate());
    sound =
        new AudioReceiver(
            setup.rtpChannel(), track, source, rtcp, trackClock, loop::nanoTime, owner::sound);
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
    if (packets() > 0) {
      owner.quirk(Quirk.PACKETS_BEFORE_PLAY);
    }
    keepAlive =
        new KeepAlive(
            loop,
            dialogue,
            url,
            keepAliveMethods,
            timeoutSeconds,
            this::packets,
            owner::quirk,
            () -> fail(Refusals.ended()));
    keepAlive.start();
    scheduleReport();
    UdpCarrier carrier = udp;
    if (carrier != null) {
      firstPacket = loop.schedule(UDP_PATIENCE, () -> checkFirstPacket(carrier));
    }
    owner.playing();
  }

  private long packets() {
    return receiver == null ? 0 : receiver.packets();
  }

  private void checkFirstPacket(UdpCarrier carrier) {
    if (receiver != null && receiver.packets() == 0) {
      fail(Refusals.nothingByUdp(carrier.ports(), target));
    }
  }

  private void scheduleReport() {
    reports = loop.schedule(REPORT_INTERVAL, this::report);
  }

  private void report() {
    RtpReceiver current = receiver;
    if (current == null || channel == null || !current.source().started()) {
      scheduleReport();
      return;
    }
    look(current.source());
    if (udp != null) {
      udp.report(current.rtcp(), channel.alloc().directBuffer(RtcpReceiver.REPORT_BYTES));
    } else {
      report(channel, current.rtpChannel() + 1, current.rtcp());
    }
    AudioReceiver heard = sound;
    if (heard != null && heard.source().started()) {
      report(channel, heard.rtpChannel() + 1, heard.rtcp());
    }
    scheduleReport();
  }

  private void report(Channel connection, int channelNumber, RtcpReceiver rtcp) {
    if (connection.isWritable()) {
      ByteBuf out = connection.alloc().directBuffer(4 + RtcpReceiver.REPORT_BYTES);
      out.writeByte('$').writeByte(channelNumber).writeShort(RtcpReceiver.REPORT_BYTES);
      rtcp.report(out, loop.nanoTime(), 0);
      quietly(connection.writeAndFlush(out));
    }
  }

  /** What can only be said of a source after a while. */
  private void look(RtpSource source) {
    if (source.ssrc() == 0) {
      owner.quirk(Quirk.SSRC_ZERO);
    }
    if (source.notAsAnnounced()) {
      owner.quirk(Quirk.SSRC_NOT_AS_ANNOUNCED);
    }
    if (source.strangers()) {
      owner.quirk(Quirk.DEAD_SESSION_PACKETS);
    }
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
                + packets()
                + (udp == null ? "" : udp.account());
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

  /** Ends the session too, where there is one: a camera has room for few. */
  private void end() {
    free();
    Channel open = channel;
    if (sessionUrl != null) {
      owner.sessionLeft(timeoutSeconds);
    }
    if (open == null || !open.isActive() || sessionUrl == null) {
      part();
      return;
    }
    dialogue.mention("TEARDOWN", sessionUrl, this::tornDown);
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

  /** Ends the connection. */
  private void part() {
    gone();
    if (channel != null) {
      quietly(channel.close());
    }
  }

  private void gone() {
    gone = true;
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
    if (udp != null) {
      udp.close();
    }
    RtpReceiver freed = receiver;
    receiver = null;
    if (freed != null) {
      freed.close();
    }
  }
}
