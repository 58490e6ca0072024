package org.gengfu.dashboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 0",
    "bytes=0-, 0, 99",
    "bytes=99-, 99, 99",
    "bytes=10-19, 10, 19",
    "bytes=10-1000, 10, 99",
    "bytes=10-99999999999999999999, 10, 99",
    "bytes=-1, 99, 99",
    "bytes=-100, 0, 99",
    "bytes=-5000, 0, 99"
  })
  void isReadAsTheStandardSays(String header, long from, long to) {
    assertThat(ByteRange.of(header, 100)).isEqualTo(new ByteRange(from, to));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=100-", "bytes=100-200", "bytes=99999999999999999999-", "bytes=-0"})
  void whatIsNotThereIsToldApart(String header) {
    assertThat(ByteRange.of(header, 100)).isSameAs(ByteRange.NOT_THERE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bytes",
        "bytes=",
        "bytes=-",
        "bytes=5",
        "bytes=9-5",
        "bytes=a-b",
        "bytes=1-2,4-5",
        "items=0-5",
        "bytes=0--5",
        "bytes=1-2-3",
        "bytes=+1-5"
      })
  void whatIsNoRangeMeansTheWhole(String header) {
    assertThat(ByteRange.of(header, 100)).isNull();
  }

  @Test
  void withoutTheHeaderOrWithOneThatIsTooLongItIsTheWhole() {
    assertThat(ByteRange.of(null, 100)).isNull();
    assertThat(ByteRange.of("bytes=" + "0".repeat(100) + "1-", 100)).isNull();
    assertThat(ByteRange.of("bytes=-1", 0)).isSameAs(ByteRange.NOT_THERE);
    assertThat(new ByteRange(10, 19).length()).isEqualTo(10);
  }
}
