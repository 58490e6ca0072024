package org.gengfu.ingest.rtsp;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.resolver.dns.DnsAddressResolverGroup;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.gengfu.ingest.rtsp.nal.UnitAssembler;
import org.gengfu.ingest.rtsp.rtp.RtcpReceiver;
import org.gengfu.ingest.rtsp.rtp.RtpSource;
import org.gengfu.ingest.rtsp.rtp.StreamClock;
import org.gengfu.ingest.rtsp.tls.SecureChannels;
import org.gengfu.ingest.source.CameraLoop;
import org.gengfu.ingest.source.StreamListener;
import org.gengfu.ingest.source.StreamSource;
import org.gengfu.ingest.source.StreamTarget;

/** Opens RTSP streams over a few event loops that all cameras share. */
public final class RtspClient implements StreamSource, AutoCloseable {
  /** The schemes of the URLs that it opens. */
  public static final Set<String> SCHEMES = Set.of("rtsp", "rtsps");

  private static final Duration PACE = Duration.ofMillis(10);
  private static final Duration WARM_UP = Duration.ofSeconds(2);
  private static final int CONNECT_TIMEOUT_MILLIS = 3_000;
  private static final int SMALLEST_READ = 2 << 10;
  private static final int FIRST_READ = 16 << 10;
  private static final int GREATEST_READ = 128 << 10;
  private static final int PAGE = 8 << 10;
  private static final int MAX_ORDER = 9;
  private static final long SHUTDOWN_SECONDS = 3;

  private final SecureChannels secureChannels = new SecureChannels();
  private final KnownServers servers;
  private final HostGate gate;
  private final InstantSource clock;
  private final EventLoopGroup group;
  private final PooledByteBufAllocator allocator;
  private final DnsAddressResolverGroup resolver;
  private final Class<? extends SocketChannel> channelType;

  /** With the standard limits. */
  public RtspClient(int loops, InstantSource clock) {
    this(loops, clock, RtspLimits.STANDARD);
  }

  /**
   * @param loops how many event loops, each one thread
   * @param limits of what one host is asked to bear
   */
  public RtspClient(int loops, InstantSource clock, RtspLimits limits) {
    this.clock = clock;
    this.servers = new KnownServers(limits.deadSessionWait());
    this.gate = new HostGate(limits);
    boolean epoll = Epoll.isAvailable();
    IoHandlerFactory io =
        epoll
            ? EpollIoHandler.newFactory(0, () -> new PacedSelect(PACE))
            : NioIoHandler.newFactory();
    channelType = epoll ? EpollSocketChannel.class : NioSocketChannel.class;
    group = new MultiThreadIoEventLoopGroup(loops, new DefaultThreadFactory("cameras", true), io);
    allocator = new PooledByteBufAllocator(true, 0, loops, PAGE, MAX_ORDER, 64, 64, false);
    resolver =
        new DnsAddressResolverGroup(
            new DnsNameResolverBuilder()
                .datagramChannelType(
                    epoll ? EpollDatagramChannel.class : NioDatagramChannel.class));
  }

  /** All loops. */
  public List<CameraLoop> loops() {
    List<CameraLoop> loops = new ArrayList<>();
    group.forEach(one -> loops.add(new NettyLoop((EventLoop) one)));
    return loops;
  }

  /**
   * Goes through a whole conversation on a loop, with a camera that this process plays itself, so
   * that the first real cameras find all classes loaded. Blocks for up to two seconds.
   *
   * @return whether it went through; nothing depends on it
   */
  public boolean warmUp() {
    return new WarmUp(this, nextLoop()).run(WARM_UP);
  }

  /** A loop for one more camera. */
  public CameraLoop nextLoop() {
    return new NettyLoop(group.next());
  }

  @Override
  public OpenStream open(
      CameraLoop loop, StreamTarget target, long firstPts, StreamListener listener) {
    loop.assertInLoop();
    RtspOpenStream opened =
        new RtspOpenStream(loop, target, firstPts, listener, servers, gate, this::connect);
    opened.begin();
    return opened;
  }

  private RtspStream connect(
      CameraLoop loop, StreamTarget target, long firstPts, RtspStream.Owner owner) {
    RtspStream stream =
        new RtspStream(
            loop,
            target,
            owner,
            clock,
            (video, setup, source, rtcp) ->
                receiver(loop, firstPts, owner, video, setup, source, rtcp));
    if (target.secure()) {
      secure(loop, target, stream);
    } else {
      connect(loop, target, stream, stream);
    }
    return stream;
  }

  private void secure(CameraLoop loop, StreamTarget target, RtspStream stream) {
    secureChannels
        .worker()
        .execute(
            () -> {
              try {
                SecureChannels.Secured secured = secureChannels.secure(target);
                loop.execute(
                    () -> {
                      stream.secured(secured);
                      connect(loop, target, stream, new SecureFirst(secured, stream));
                    });
              } catch (SSLException e) {
                loop.execute(() -> stream.unconnected(e));
              }
            });
  }

  /** TLS in front of the stream. */
  private static final class SecureFirst extends ChannelInitializer<SocketChannel> {
    private final SecureChannels.Secured secured;
    private final RtspStream stream;

    SecureFirst(SecureChannels.Secured secured, RtspStream stream) {
      this.secured = secured;
      this.stream = stream;
    }

    @Override
    protected void initChannel(SocketChannel channel) {
      channel.pipeline().addLast(secured.handler(channel.alloc()), stream);
    }
  }

  private void connect(
      CameraLoop loop, StreamTarget target, RtspStream stream, ChannelHandler handler) {
    if (stream.over()) {
      return;
    }
    ChannelFuture connecting =
        new Bootstrap()
            .group(((NettyLoop) loop).eventLoop())
            .channel(channelType)
            .resolver(resolver)
            .option(ChannelOption.ALLOCATOR, allocator)
            .option(
                ChannelOption.RECVBUF_ALLOCATOR,
                new AdaptiveRecvByteBufAllocator(SMALLEST_READ, FIRST_READ, GREATEST_READ))
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.SO_KEEPALIVE, true)
            .option(ChannelOption.ALLOW_HALF_CLOSURE, false)
            .handler(handler)
            .connect(InetSocketAddress.createUnresolved(target.host(), target.port()));
    connecting.addListener(
        done -> {
          if (!done.isSuccess()) {
            stream.unconnected(done.cause());
          }
        });
  }

  private RtpReceiver receiver(
      CameraLoop loop,
      long firstPts,
      StreamListener listener,
      Sdp.Media video,
      SetupReply setup,
      RtpSource source,
      RtcpReceiver rtcp) {
    StreamClock streamClock = new StreamClock(firstPts, video.clockRate());
    UnitAssembler.Output output =
        new UnitAssembler.Output(streamClock, clock, loop::nanoTime, listener::unit);
    return new RtpReceiver(
        setup.rtpChannel(),
        video.payloadType(),
        source,
        rtcp,
        streamClock,
        VideoTrack.depacketizer(video, allocator, output));
  }

  @Override
  public void close() {
    secureChannels.close();
    resolver.close();
    group.shutdownGracefully(0, SHUTDOWN_SECONDS, TimeUnit.SECONDS).syncUninterruptibly();
  }
}
