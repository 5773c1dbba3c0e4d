package dev.suspendable.processor;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What passes work on: it holds what they have made. While a pass runs, it hands out what that pass
 * needs and takes what it makes, so that {@link Passes} cannot say anything else than what is done.
 */
abstract class Unit {
  private final Map<Product, Object> products = new EnumMap<>(Product.class);
  private @Nullable Pass<?> current;

  void enter(Pass<?> pass) {
    current = pass;
  }

  void leave() {
    current = null;
  }

  /** Whether it has been made. */
  boolean has(Product product) {
    return products.containsKey(product);
  }

  /** What has been made, or null. */
  <T> @Nullable T find(Product product, Class<T> type) {
    if (current != null && !current.needs().contains(product)) {
      throw new IllegalStateException("pass " + current + " does not say that it needs " + product);
    }
    return type.cast(products.get(product));
  }

  /** What has been made. */
  <T> T get(Product product, Class<T> type) {
    T found = find(product, type);
    if (found == null) {
      throw new IllegalStateException("no pass has made " + product);
    }
    return found;
  }

  /** Keeps what has been made; null for none. */
  void set(Product product, @Nullable Object made) {
    if (current != null && !current.makes().contains(product)) {
      throw new IllegalStateException("pass " + current + " does not say that it makes " + product);
    }
    if (made == null) {
      products.remove(product);
    } else {
      products.put(product, made);
    }
  }
}
