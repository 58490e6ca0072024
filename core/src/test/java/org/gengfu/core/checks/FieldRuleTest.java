package org.gengfu.core.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FieldRuleTest {
  @Test
  void everyCodeIsOfItsOwnAndFoundAgain() {
    assertThat(Stream.of(FieldRule.values()).map(FieldRule::code))
        .doesNotHaveDuplicates()
        .allMatch(code -> code.matches("[a-z]+(-[a-z]+)*"));
    for (FieldRule rule : FieldRule.values()) {
      assertThat(FieldRule.of(rule.code())).isEqualTo(rule);
    }
    assertThatThrownBy(() -> FieldRule.of("nothing")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void everyTextIsFilledAndNamesEachValueOnce() {
    for (FieldRule rule : FieldRule.values()) {
      Object[] values = new Object[rule.slots().size()];
      Arrays.setAll(values, i -> "v" + i);
      FieldError error = rule.broken(values);
      assertThat(rule.slots()).doesNotHaveDuplicates();
      assertThat(error.values().keySet()).containsExactlyElementsOf(rule.slots());
      assertThat(error.message()).doesNotContain("{").doesNotContain("?");
    }
  }

  @Test
  void whatIsFilledInIsNotLookedAtForFurtherSlots() {
    assertThat(FieldRule.RANGE.broken("{given}", "$1", 3).message())
        .isEqualTo("must be {given} to $1, not 3");
    assertThatThrownBy(() -> FieldRule.RANGE.broken(1, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[least, most, given]");
  }
}
