package dev.suspendable.scope;

import dev.suspendable.internal.Throwing;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The thread elements of a context. Immutable. */
final class Elements {
  static final Elements NONE = new Elements(new ThreadElement<?>[0]);

  /** In place of what was there before, for an element that has failed and is not installed. */
  private static final Object FAILED = new Object();

  private final ThreadElement<?>[] elements;

  private Elements(ThreadElement<?>[] elements) {
    this.elements = elements;
  }

  Elements with(ThreadElement<?> element) {
    Class<?> type = Objects.requireNonNull(element, "element").getClass();
    ThreadElement<?>[] others =
        Arrays.stream(elements)
            .filter(other -> other.getClass() != type)
            .toArray(ThreadElement<?>[]::new);
    ThreadElement<?>[] changed = Arrays.copyOf(others, others.length + 1);
    changed[others.length] = element;
    return new Elements(changed);
  }

  /** Installs all; returns what was there before, null if there are none. */
  @Nullable Object install() {
    if (this == NONE) {
      return null;
    }
    @Nullable Object[] before = new Object[elements.length];
    for (int i = 0; i < elements.length; i++) {
      try {
        before[i] = elements[i].install();
      } catch (Throwable t) {
        before[i] = FAILED;
        report(t);
      }
    }
    return before;
  }

  /** Takes off all, in the reverse order. */
  void takeOff(@Nullable Object[] before) {
    for (int i = elements.length; --i >= 0; ) {
      if (before[i] != FAILED) {
        takeOff(elements[i], before[i]);
      }
    }
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // the element's own result
  private static <S extends @Nullable Object> void takeOff(
      ThreadElement<S> element, @Nullable Object before) {
    try {
      element.takeOff((S) before);
    } catch (Throwable t) {
      report(t);
    }
  }

  private static void report(Throwable t) {
    Throwing.report(t);
  }
}
