package org.gengfu.ingest.rtsp.h265;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class H265SyntaxTest {
  @Test
  void knowsWhichTypesAreReserved() {
    int[] specified =
        IntStream.range(0, 64).filter(type -> new H265Syntax().specified(type << 9 | 1)).toArray();
    assertThat(specified)
        .containsExactly(
            IntStream.of(
                    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 16, 17, 18, 19, 20, 21, 32, 33, 34, 35, 36, 37,
                    38, 39, 40)
                .toArray());
  }
}
