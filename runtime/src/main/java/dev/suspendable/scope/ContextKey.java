package dev.suspendable.scope;

import dev.suspendable.coroutine.Chain;
import org.jspecify.annotations.Nullable;

/**
 * Names a value of a {@link Context}, with its type. Keys are compared by identity, so they are
 * constants:
 *
 * <pre>{@code
 * static final ContextKey<Locale> LOCALE = ContextKey.of("locale", Locale.ROOT);
 *
 * Locale locale = await(LOCALE);                   // in a coroutine
 * await(page().with(LOCALE, Locale.FRENCH));       // for the coroutine that is awaited
 * }</pre>
 *
 * <p>Awaiting a key never suspends. Immutable. A stop does nothing to it.
 *
 * <p>The idea is that of the JDK's {@code ScopedValue} (JEP 506), for chains of coroutines instead
 * of calls.
 *
 * @param <T> type of the value
 */
public final class ContextKey<T extends @Nullable Object> extends ReadyAwaiter<T> {
  private final String name;
  private final T absent;

  private ContextKey(String name, T absent) {
    this.name = name;
    this.absent = absent;
  }

  /**
   * Makes a key.
   *
   * @param name the name, for messages
   * @return a new key, whose value is null in a context that has none
   */
  @SuppressWarnings("NullAway") // the value may be null
  public static <T> ContextKey<@Nullable T> of(String name) {
    return new ContextKey<>(name, null);
  }

  /**
   * Makes a key with a value for contexts that have none.
   *
   * @param name the name, for messages
   * @param absent that value
   * @return a new key
   */
  public static <T extends @Nullable Object> ContextKey<T> of(String name, T absent) {
    return new ContextKey<>(name, absent);
  }

  T absent() {
    return absent;
  }

  /** Returns the value in the context of the coroutine. */
  @Override
  public T awaitResume() {
    return Chain.environment() instanceof Context context ? context.get(this) : absent;
  }

  @Override
  public String toString() {
    return name;
  }
}
