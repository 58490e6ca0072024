package org.gengfu.simulator.rtsp;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;

/** The two UDP ports that the server sends everybody's RTP and RTCP from. */
final class UdpPorts {
  private static final int RECEIVER_REPORT = 201;
  private static final int SEND_BUFFER = 1 << 20;

  private final AtomicInteger reports = new AtomicInteger();
  private final Channel rtp;
  private final Channel rtcp;

  UdpPorts(EventLoopGroup group) {
    rtp = bind(group, new Ignored());
    rtcp = bind(group, new Reports());
  }

  private static Channel bind(EventLoopGroup group, ChannelInboundHandlerAdapter handler) {
    return new Bootstrap()
        .group(group)
        .channel(NioDatagramChannel.class)
        .option(ChannelOption.SO_SNDBUF, SEND_BUFFER)
        .handler(handler)
        .bind(InetAddress.getLoopbackAddress(), 0)
        .syncUninterruptibly()
        .channel();
  }

  int rtpPort() {
    return ((InetSocketAddress) rtp.localAddress()).getPort();
  }

  int rtcpPort() {
    return ((InetSocketAddress) rtcp.localAddress()).getPort();
  }

  /** Receiver reports that came, from all viewers. */
  int reports() {
    return reports.get();
  }

  void sendRtp(ByteBuf packet, InetSocketAddress to) {
    ChannelFuture unused = rtp.write(new DatagramPacket(packet, to));
  }

  void sendRtcp(ByteBuf packet, InetSocketAddress to) {
    ChannelFuture unused = rtcp.writeAndFlush(new DatagramPacket(packet, to));
  }

  void flush() {
    rtp.flush();
  }

  void close() {
    rtp.close().awaitUninterruptibly();
    rtcp.close().awaitUninterruptibly();
  }

  /** What opens the way through firewalls. */
  @Sharable
  private static final class Ignored extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object packet) {
      ReferenceCountUtil.release(packet);
    }
  }

  @Sharable
  private final class Reports extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object read) {
      DatagramPacket packet = (DatagramPacket) read;
      ByteBuf in = packet.content();
      if (in.readableBytes() >= 2 && in.getUnsignedByte(in.readerIndex() + 1) == RECEIVER_REPORT) {
        reports.incrementAndGet();
      }
      packet.release();
    }
  }
}
