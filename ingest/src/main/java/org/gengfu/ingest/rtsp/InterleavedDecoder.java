package org.gengfu.ingest.rtsp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * Parts the byte stream of a connection into RTSP messages and interleaved frames (RFC 2326
 * §10.12). A frame is handed on where the socket's read has left it; only one that straddles two
 * reads is gathered first.
 */
final class InterleavedDecoder {
  /** Takes what was parted. */
  interface Sink {
    /** An interleaved frame; the bytes are valid for the length of the call. */
    void frame(int channel, ByteBuf in, int index, int length);

    void message(RtspMessage message);

    /** A line end stood where neither a frame nor a message begins; it was passed over. */
    default void strayLineEnd() {}

    /** Whether nothing more is wanted. */
    boolean finished();
  }

  private static final int FRAME_HEADER = 4;
  private static final int GATHER_BYTES = 2048;

  private final ByteBufAllocator allocator;
  private final Sink sink;
  private @Nullable ByteBuf gathered;
  private boolean reading;
  private boolean closed;

  InterleavedDecoder(ByteBufAllocator allocator, Sink sink) {
    this.allocator = allocator;
    this.sink = sink;
  }

  /**
   * Takes the bytes of one read; the caller releases them.
   *
   * @throws RtspProtocolException where they are neither a frame nor RTSP
   */
  void read(ByteBuf in) {
    reading = true;
    try {
      if (!closed) {
        part(in);
      }
    } finally {
      reading = false;
      if (closed) {
        forget();
      }
    }
  }

  private void part(ByteBuf in) {
    ByteBuf before = gathered;
    if (before != null && before.getByte(before.readerIndex()) == '$') {
      if (!completeFrame(before, in)) {
        return;
      }
    } else if (before != null) {
      before.writeBytes(in);
      parse(before);
      if (before.isReadable()) {
        before.discardReadBytes();
      } else {
        forget();
      }
      return;
    }
    parse(in);
    if (in.isReadable()) {
      gathered = allocator.directBuffer(GATHER_BYTES).writeBytes(in);
    }
  }

  /** Moves just the frame's missing bytes, so that what follows is again read in place. */
  private boolean completeFrame(ByteBuf frame, ByteBuf in) {
    move(in, frame, FRAME_HEADER - frame.readableBytes());
    if (frame.readableBytes() >= FRAME_HEADER) {
      int length = frame.getUnsignedShort(frame.readerIndex() + 2);
      move(in, frame, FRAME_HEADER + length - frame.readableBytes());
    }
    parse(frame);
    if (frame.isReadable()) {
      return false;
    }
    forget();
    return true;
  }

  private static void move(ByteBuf from, ByteBuf to, int wanted) {
    int count = Math.min(wanted, from.readableBytes());
    if (count > 0) {
      to.writeBytes(from, count);
    }
  }

  private void parse(ByteBuf in) {
    while (in.isReadable() && !sink.finished()) {
      int start = in.readerIndex();
      byte first = in.getByte(start);
      if (first == '$') {
        if (!frame(in, start)) {
          return;
        }
      } else if (first == '\r' || first == '\n') {
        // Stray line ends between messages, from cameras that count their bodies wrong.
        in.skipBytes(1);
        if (first == '\n') {
          sink.strayLineEnd();
        }
      } else {
        RtspMessage message = RtspText.read(in);
        if (message == null) {
          return;
        }
        sink.message(message);
      }
    }
    if (sink.finished()) {
      in.skipBytes(in.readableBytes());
    }
  }

  private boolean frame(ByteBuf in, int start) {
    if (in.readableBytes() < FRAME_HEADER) {
      return false;
    }
    int length = in.getUnsignedShort(start + 2);
    if (in.readableBytes() < FRAME_HEADER + length) {
      return false;
    }
    // Moved on first: a sink that fails must not be given the same frame again.
    in.readerIndex(start + FRAME_HEADER + length);
    sink.frame(in.getUnsignedByte(start + 1), in, start + FRAME_HEADER, length);
    return true;
  }

  /** Frees what was gathered; from within the sink, as soon as the sink returns. */
  void close() {
    closed = true;
    if (!reading) {
      forget();
    }
  }

  private void forget() {
    if (gathered != null) {
      gathered.release();
      gathered = null;
    }
  }
}
