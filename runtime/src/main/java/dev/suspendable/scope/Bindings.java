package dev.suspendable.scope;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The values of a context: few, so they are searched one by one. Immutable. */
final class Bindings {
  static final Bindings NONE = new Bindings(new Object[0]);

  /** Keys at even indices, each followed by its value. */
  private final @Nullable Object[] pairs;

  private Bindings(@Nullable Object[] pairs) {
    this.pairs = pairs;
  }

  @SuppressWarnings("unchecked") // only with() stores it, with the type of the key
  <T extends @Nullable Object> T get(ContextKey<T> key) {
    int at = indexOf(key);
    return at < 0 ? key.absent() : (T) pairs[at + 1];
  }

  <T extends @Nullable Object> Bindings with(ContextKey<T> key, T value) {
    Objects.requireNonNull(key, "key");
    int at = indexOf(key);
    @Nullable Object[] changed = Arrays.copyOf(pairs, at < 0 ? pairs.length + 2 : pairs.length);
    int place = at < 0 ? pairs.length : at;
    changed[place] = key;
    changed[place + 1] = value;
    return new Bindings(changed);
  }

  private int indexOf(ContextKey<?> key) {
    for (int i = 0; i < pairs.length; i += 2) {
      if (pairs[i] == key) {
        return i;
      }
    }
    return -1;
  }

  /** Returns text such as {@code "user=Ada, "}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < pairs.length; i += 2) {
      text.append(pairs[i]).append('=').append(pairs[i + 1]).append(", ");
    }
    return text.toString();
  }
}
