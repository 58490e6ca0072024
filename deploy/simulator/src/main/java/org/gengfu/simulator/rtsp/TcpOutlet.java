package org.gengfu.simulator.rtsp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;

/** Sends in the RTSP connection. */
record TcpOutlet(Channel channel) implements Outlet {
  @Override
  public boolean writable() {
    return channel.isWritable();
  }

  @Override
  public ByteBufAllocator allocator() {
    return channel.alloc();
  }

  @Override
  public void write(ByteBuf bytes) {
    ChannelFuture unused = channel.write(bytes);
  }

  @Override
  public void flush() {
    channel.flush();
  }

  @Override
  public void close() {
    ChannelFuture unused = channel.close();
  }

  @Override
  public String toString() {
    return String.valueOf(channel.remoteAddress());
  }
}
