package org.gengfu.simulator.rtsp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;

/**
 * Where a viewer's packets go. A write that fails needs no handling of its own: the connection's
 * end follows it.
 */
record Outlet(Channel channel) {
  boolean writable() {
    return channel.isWritable();
  }

  ByteBufAllocator allocator() {
    return channel.alloc();
  }

  void write(ByteBuf bytes) {
    ChannelFuture unused = channel.write(bytes);
  }

  void send(ByteBuf bytes) {
    write(bytes);
    flush();
  }

  void flush() {
    channel.flush();
  }

  void close() {
    ChannelFuture unused = channel.close();
  }

  @Override
  public String toString() {
    return String.valueOf(channel.remoteAddress());
  }
}
