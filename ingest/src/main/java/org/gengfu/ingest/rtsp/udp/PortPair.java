package org.gengfu.ingest.rtsp.udp;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An even UDP port for RTP and the odd one above it for RTCP (RFC 3550 §11), on the loop and the
 * local address of the RTSP connection that they belong to. With epoll, up to {@value
 * #DATAGRAMS_A_READ} datagrams come with one system call, into one pooled buffer.
 */
public final class PortPair {
  /** Largest datagram that is taken whole, in bytes: a jumbo frame. */
  public static final int MAX_DATAGRAM = 9216;

  /** Most datagrams that one system call takes. */
  static final int DATAGRAMS_A_READ = 16;

  /** Most datagrams of one port before the loop's other cameras have their turn. */
  static final int MAX_DATAGRAMS_A_TURN = 64;

  /** Bytes that the kernel is asked to hold: a keyframe comes in one burst. */
  static final int RECEIVE_BUFFER = 1 << 20;

  /** How many pairs are tried before giving up. */
  static final int MAX_TRIES = 16;

  /** Takes what arrives, on the loop. */
  public interface Receiver {
    /** Bytes valid for the length of the call. */
    void rtp(ByteBuf in, InetSocketAddress from);

    /** Bytes valid for the length of the call. */
    void rtcp(ByteBuf in, InetSocketAddress from);

    /** What was there has been read. */
    void readComplete();

    /** Something of ours failed. */
    void failed(Throwable cause);
  }

  private final Channel rtp;
  private final Channel rtcp;

  private PortPair(Channel rtp, Channel rtcp) {
    this.rtp = rtp;
    this.rtcp = rtcp;
  }

  /**
   * Binds a pair.
   *
   * @param connection gives loop, local address and allocator
   * @param bound is given the pair, on the loop
   * @param failed is given why there is none, on the loop
   */
  public static void bind(
      Channel connection, Receiver receiver, Consumer<PortPair> bound, Consumer<Throwable> failed) {
    new Search(connection, receiver, bound, failed).next();
  }

  public int rtpPort() {
    return port(rtp);
  }

  public int rtcpPort() {
    return port(rtcp);
  }

  private static int port(Channel channel) {
    return ((InetSocketAddress) channel.localAddress()).getPort();
  }

  /** Sends from the RTP port, such as what opens a way through a firewall. */
  public void sendRtp(ByteBuf out, InetSocketAddress to) {
    send(rtp, out, to);
  }

  /** Sends from the RTCP port. */
  public void sendRtcp(ByteBuf out, InetSocketAddress to) {
    send(rtcp, out, to);
  }

  /** A report that can't be sent is no loss: the next one follows. */
  private static void send(Channel channel, ByteBuf out, InetSocketAddress to) {
    quietly(channel.writeAndFlush(new DatagramPacket(out, to), channel.voidPromise()));
  }

  public void close() {
    quietly(rtp.close());
    quietly(rtcp.close());
  }

  @SuppressWarnings("unused")
  private static void quietly(ChannelFuture done) {}

  /** Looks for two free ports side by side: the system chooses one, its neighbour is tried. */
  private static final class Search {
    private final Channel connection;
    private final Receiver receiver;
    private final Consumer<PortPair> bound;
    private final Consumer<Throwable> failed;
    private int tries;

    Search(
        Channel connection,
        Receiver receiver,
        Consumer<PortPair> bound,
        Consumer<Throwable> failed) {
      this.connection = connection;
      this.receiver = receiver;
      this.bound = bound;
      this.failed = failed;
    }

    void next() {
      if (tries++ == MAX_TRIES) {
        failed.accept(new BindException("no two free UDP ports side by side"));
        return;
      }
      InetAddress local = ((InetSocketAddress) connection.localAddress()).getAddress();
      bindOne(local, 0)
          .addListener(
              (ChannelFuture one) -> {
                if (!one.isSuccess()) {
                  failed.accept(one.cause());
                  return;
                }
                int port = port(one.channel());
                neighbour(local, one.channel(), port % 2 == 0 ? port + 1 : port - 1);
              });
    }

    private void neighbour(InetAddress local, Channel one, int port) {
      bindOne(local, port)
          .addListener(
              (ChannelFuture other) -> {
                if (!other.isSuccess()) {
                  quietly(one.close());
                  next();
                } else if (port % 2 == 1) {
                  bound.accept(new PortPair(one, other.channel()));
                } else {
                  bound.accept(new PortPair(other.channel(), one));
                }
              });
    }

    private ChannelFuture bindOne(InetAddress local, int port) {
      boolean epoll = connection instanceof EpollSocketChannel;
      Bootstrap bootstrap =
          new Bootstrap()
              .group(connection.eventLoop())
              .channel(epoll ? EpollDatagramChannel.class : NioDatagramChannel.class)
              .option(ChannelOption.ALLOCATOR, connection.alloc())
              .option(ChannelOption.SO_RCVBUF, RECEIVE_BUFFER)
              .option(
                  ChannelOption.RECVBUF_ALLOCATOR,
                  new FixedRecvByteBufAllocator(
                          epoll ? DATAGRAMS_A_READ * MAX_DATAGRAM : MAX_DATAGRAM)
                      .maxMessagesPerRead(MAX_DATAGRAMS_A_TURN))
              .handler(new Port(receiver));
      if (epoll) {
        bootstrap.option(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, MAX_DATAGRAM);
      }
      return bootstrap.bind(local, port);
    }
  }

  /** One port's packets. */
  private static final class Port extends ChannelInboundHandlerAdapter {
    private final Receiver receiver;
    private @Nullable Boolean even;

    Port(Receiver receiver) {
      this.receiver = receiver;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object read) {
      DatagramPacket packet = (DatagramPacket) read;
      try {
        if (even == null) {
          even = port(context.channel()) % 2 == 0;
        }
        if (even) {
          receiver.rtp(packet.content(), packet.sender());
        } else {
          receiver.rtcp(packet.content(), packet.sender());
        }
      } finally {
        packet.release();
      }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
      receiver.readComplete();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      if (!(cause instanceof IOException)) {
        // What the network reports, such as a port that nobody listens to, passes.
        receiver.failed(cause);
      }
    }
  }
}
