package dev.suspendable.processor.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;

/** A class of programs that would not all be run is an error. */
final class LanguageTestTest {
  @Test
  void programsAndHelpers() {
    assertThat(LanguageTest.programsOf(Right.class))
        .extracting(Method::getName)
        .containsOnly("one");
  }

  @Test
  void whatWouldBeSkipped() {
    for (Class<?> wrong :
        new Class<?>[] {Parameters.class, OtherType.class, None.class, Heir.class, Object.class}) {
      assertThatThrownBy(() -> LanguageTest.programsOf(wrong)).isInstanceOf(AssertionError.class);
    }
  }

  private static final class Right extends LanguageTest {
    MasterTest one() {
      return helper("");
    }

    private MasterTest helper(String body) {
      throw new UnsupportedOperationException(body);
    }
  }

  private static final class Parameters extends LanguageTest {
    MasterTest one(String body) {
      throw new UnsupportedOperationException(body);
    }
  }

  private static final class OtherType extends LanguageTest {
    Object one() {
      throw new UnsupportedOperationException();
    }
  }

  private static final class None extends LanguageTest {}

  private abstract static class Base extends LanguageTest {
    MasterTest one() {
      throw new UnsupportedOperationException();
    }
  }

  private static final class Heir extends Base {
    MasterTest two() {
      throw new UnsupportedOperationException();
    }
  }
}
