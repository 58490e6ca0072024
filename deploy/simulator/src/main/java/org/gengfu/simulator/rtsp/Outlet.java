package org.gengfu.simulator.rtsp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * Where a viewer's packets go. A write that fails needs no handling of its own: the connection's
 * end follows it.
 */
interface Outlet {
  /** Whether it takes more without holding it. */
  boolean writable();

  ByteBufAllocator allocator();

  /** Takes interleaved frames (RFC 2326 §10.12), one or more. */
  void write(ByteBuf frames);

  void flush();

  /** Ends the connection. */
  void close();

  default void send(ByteBuf bytes) {
    write(bytes);
    flush();
  }
}
