package org.gengfu.ingest.rtsp;

import io.netty.buffer.ByteBuf;

/** Takes the frames of a connection that carries nothing else. */
record FrameSink(Frames frames) implements InterleavedDecoder.Sink {
  /** What is done with each; its bytes are valid for the length of the call. */
  interface Frames {
    void frame(ByteBuf in, int index, int length);
  }

  @Override
  public void frame(int channel, ByteBuf in, int index, int length) {
    frames.frame(in, index, length);
  }

  @Override
  public void message(RtspMessage message) {
    throw new IllegalStateException("no frame: " + message);
  }

  @Override
  public boolean finished() {
    return false;
  }
}
